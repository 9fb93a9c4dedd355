"""What each column to download means: name, kind, unit and values, in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.report.speech import say
from pipeline.tables import TABLES

_KINDS = {"text": ("tekst", "text"), "int": ("geheel getal", "whole number"), "float": ("getal", "number")}
_KINDS |= {"bool": ("waar of onwaar", "true or false"), "vector": ("reeks getallen", "list of numbers")}


@dataclass(frozen=True)
class Meaning:
    """One column of one table; pairs hold Dutch and English."""

    table: str
    column: str
    kinds: tuple[str, str]
    meanings: tuple[str, str]
    units: tuple[str, str]
    values: tuple[str, ...]
    nullable: bool

    @property
    def kind(self) -> str:
        """Kind of value, in the language of the page."""
        return say(*self.kinds)

    @property
    def meaning(self) -> str:
        """What it says, in the language of the page."""
        return say(*self.meanings)

    @property
    def unit(self) -> str:
        """Unit, in the language of the page."""
        return say(*self.units)


def meanings(table: str, columns: Iterable[str]) -> tuple[Meaning, ...]:
    """The given columns of a table, in order."""
    words, known = _words(), TABLES[table].columns
    found = []
    for name in columns:
        spec = known[name]
        dutch = words["tables"].get(table, {}).get(name) or words["columns"].get(name) or spec.meaning
        units = (str(words["units"].get(spec.unit, spec.unit)), spec.unit)
        found.append(Meaning(table, name, _KINDS[spec.kind], (dutch, spec.meaning), units, spec.values, spec.nullable))
    return tuple(found)


def row_of(table: str) -> tuple[str, str]:
    """What a row of a table is, in Dutch and English."""
    return str(_words()["rows"].get(table, TABLES[table].row)), TABLES[table].row


@cache
def _words() -> dict[str, Any]:
    text = (Path(__file__).parent / "dictionary.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words
