"""Who is a member of a council because a motion or question is said to be theirs. Words: rules/councils.yaml."""

from __future__ import annotations

import re

from pipeline.entities.evidence import Evidence
from pipeline.entities.name_schema import CouncilsFile
from pipeline.entities.rows import joint, polite_word
from pipeline.entities.schema import PeopleFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_SENTENCE, _LETTER = 160, 350


class Motions:
    """Words around motions, questions and those who speak for a group, compiled."""

    def __init__(self, file: CouncilsFile, people: PeopleFile, *, member: Evidence) -> None:
        """`member` is the evidence for whoever turns out to be one."""
        self._member = member
        polite = polite_word(people)
        not_of = alternatives(fold(w) for w in file.not_of_council)
        titled = rf"(?:{SPACE}{alternatives(file.lids)})?{SPACE}{polite}"
        self._mover = re.compile(rf"(?i:(?<![\w-]){alternatives(file.moved)}){titled}{{0,3}}$")
        session = rf"(?i:(?<![\w-]){alternatives(file.asked_in)})(?!\w)[^.!?\n]{{0,90}}{SPACE}"
        self._asker = re.compile(rf"{session}{alternatives(file.asked)}{SPACE}{polite}{{1,3}}$")
        self._has = re.compile(rf"{session}{alternatives(file.has_asked)}{SPACE}{polite}{{1,3}}$")
        self._asked = re.compile(rf"(?<!\w){alternatives(file.asked_behind)}(?!\w)")
        self._sits = re.compile(
            rf"{SPACE}{alternatives(file.sits)}(?:{SPACE}[\w'-]+){{0,5}}{SPACE}{alternatives(file.sits_in)}(?!\w)(?!{SPACE}{not_of})"
        )
        brought = rf"(?i:(?<![\w-]){alternatives(file.brought)})(?!\w)[^.!?\n]{{0,90}}{SPACE}"
        self._bringer = re.compile(rf"{brought}{alternatives(file.brought_by)}:?{titled}{{0,3}}$")
        group = (
            rf"{SPACE}(?:[\w/-]{{2,20}}-)?{alternatives(file.fractions)}(?:{SPACE}van{SPACE}(?:(?:de|het){SPACE})?\w+)?"
        )
        self._voice = re.compile(rf"(?i:(?<!\w){alternatives(file.voices)}){group}{SPACE}\w+{SPACE}{polite}{{1,3}}$")
        self._greeted = re.compile(rf"(?i:(?<![\w-]){alternatives(file.greeted)}){SPACE}{polite}{{1,3}}$")
        self._answered = re.compile(rf"(?<![\w-]){alternatives(fold(w) for w in file.answered)}(?!\w)")
        self._and = joint(people)

    def find(self, text: str, persons: list[Found], known: set[int]) -> dict[int, Evidence]:
        """The motion of A; "in de raadsvergadering vroegen de heer A en mevrouw B"."""
        found: dict[int, Evidence] = {}
        for n, person in enumerate(persons):
            before = text[max(0, person.start - _SENTENCE) : person.start]
            row = (
                n > 0 and persons[n - 1].start in found and self._and.fullmatch(text, persons[n - 1].end, person.start)
            )
            if person.start not in known and (row or self._moves(text, person, before)):
                found[person.start] = self._member
        return found

    def _moves(self, text: str, person: Found, before: str) -> bool:
        if any(pattern.search(before) for pattern in (self._mover, self._asker, self._bringer, self._voice)):
            return True
        if self._sits.match(text, person.end) or (
            self._has.search(before) and self._asked.search(_clause(text, person.end))
        ):
            return True
        letter = self._greeted.search(before) is not None
        return letter and self._answered.search(fold(text[person.end : person.end + _LETTER])) is not None


def _clause(text: str, at: int) -> str:
    """What follows in the same sentence and line."""
    return re.split(r"[.!?\n]", text[at : at + _SENTENCE], maxsplit=1)[0]
