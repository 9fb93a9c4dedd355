"""Office holders in the columns of a list: "Evaluatie; nota; maart 2014; Jansen" below "...; wethouder De Wit".

A column is the same cell of lines that follow each other and have as many cells, between semicolons, slashes or dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.entities.evidence import BEHIND, Evidence
from pipeline.entities.name_schema import RostersFile
from pipeline.entities.schema import OfficesFile, PeopleFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_LINE = re.compile(r"[^\n]+")
_GAP = r"[^\S\n]{1,3}"
_SIGNS = tuple(re.compile(sign) for sign in (r"[^\S\n]{0,3};[^\S\n]{0,3}", rf"{_GAP}/{_GAP}", rf"{_GAP}[-–]{_GAP}"))
_LONGEST, _APART, _LEAST = 400, 2, 2

Evidences = dict[int, Evidence]


@dataclass(frozen=True)
class _Row:
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


class Columns:
    """The words of rules/rosters.yaml about columns, compiled."""

    def __init__(self, file: RostersFile, people: PeopleFile, offices: OfficesFile) -> None:
        self._file = file
        self._pledges = re.compile(rf"(?<!\w){alternatives(fold(w) for w in file.pledges)}(?!\w)")
        self._heads = re.compile(alternatives(fold(w) for w in file.column_heads))
        names = [n for o in offices.offices if o.public for n in (o.name, *o.aliases)]
        self._offices = {fold(n): o.name for o in offices.offices if o.public for n in (o.name, *o.aliases)}
        self._office = re.compile(rf"{alternatives(self._offices)}(?![\w/-])")
        words = alternatives([*people.honorifics, *people.titles, *names])
        self._lead = re.compile(rf"(?:(?i:{words}){SPACE}){{0,4}}")

    def find(self, text: str, persons: list[Found], known: Evidences, private: set[int]) -> Evidences:
        """The evidence for names that fill a cell, in whose column others are known or a head or heading says so.

        Args:
            known: the evidence of other rules; `private` are places of those whose surname somebody hidden carries.
        """
        found: Evidences = {}
        starts = {p.start: p for p in persons}
        for sign in _SIGNS:
            for block in _blocks(text, sign):
                found |= self._beside(text, block, starts)
                for n in range(len(block[0].cells)):
                    column = [self._named(text, row.cells[n], starts) for row in block]
                    found |= self._settled(text, block, n, [p for p in column if p], known)
        return {at: e for at, e in found.items() if at not in private}

    def _beside(self, text: str, block: list[_Row], starts: dict[int, Found]) -> Evidences:
        """A - portefeuillehouder - Cuijk."""
        found: Evidences = {}
        for row in block:
            person = self._named(text, row.cells[0], starts)
            office = self._office.match(fold(text[slice(*row.cells[1])]))
            if person and office:
                found[person.start] = Evidence("office", BEHIND, self._offices[office.group()], public=True)
        return found

    def _named(self, text: str, cell: tuple[int, int], starts: dict[int, Found]) -> Found | None:
        """The person who fills a cell, an office or title aside."""
        lead = self._lead.match(text, *cell)
        person = starts.get(lead.end() if lead else cell[0])
        return person if person and not text[person.end : cell[1]].strip(" .") else None

    def _settled(self, text: str, block: list[_Row], n: int, column: list[Found], known: Evidences) -> Evidences:
        held = [known.get(p.start) for p in column]
        if not column or any(e and not e.public for e in held):
            return {}
        offices = sorted({e.office or "" for e in held if e})
        head = self._heads.fullmatch(fold(text[slice(*block[0].cells[n])]))
        pledged = n == 1 and self._pledges.search(fold(text[max(0, block[0].start - 80) : block[0].start]))
        if not offices and not (head or pledged):
            return {}
        shared = len(offices) == 1 and offices[0] in (self._file.council_office, self._file.regional_office)
        office = offices[0] if shared else self._file.board_member
        one = Evidence("office", BEHIND, office, public=True)
        return {p.start: one for p, e in zip(column, held, strict=True) if e is None}


def _blocks(text: str, sign: re.Pattern[str]) -> Iterator[list[_Row]]:
    """Lines that follow each other, at most one empty line between, with as many cells (two at least)."""
    block: list[_Row] = []
    for row in _rows(text, sign):
        near = block and not text[block[-1].end : row.start].strip() and row.start - block[-1].end <= _APART
        if block and not (near and len(row.cells) == len(block[0].cells)):
            yield from [block] if len(block) >= _LEAST else []
            block = []
        block.append(row)
    yield from [block] if len(block) >= _LEAST else []


def _rows(text: str, sign: re.Pattern[str]) -> Iterator[_Row]:
    for line in _LINE.finditer(text):
        if line.end() - line.start() > _LONGEST:
            continue
        cuts = list(sign.finditer(text, *line.span()))
        if cuts:
            starts = [line.start(), *(c.end() for c in cuts)]
            ends = [*(c.start() for c in cuts), line.end()]
            yield _Row(line.start(), line.end(), tuple(zip(starts, ends, strict=True)))
