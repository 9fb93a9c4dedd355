"""Names in a row: what may stand between them, and the polite words before a name."""

from __future__ import annotations

import re

from pipeline.entities.schema import PeopleFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives


def polite_word(people: PeopleFile) -> str:
    """A pattern for one honorific or title and the space behind it."""
    return rf"(?:(?i:{alternatives([*people.honorifics, *people.titles])}){SPACE})"


def joint(people: PeopleFile) -> re.Pattern[str]:
    """What joins two names: ", mevrouw ", " en de heer "."""
    return re.compile(rf"(?:,|(?:,?{SPACE}en))?{SPACE}{polite_word(people)}{{0,3}}")


class Rows:
    """Rows of names, with titles and brackets."""

    def __init__(self, people: PeopleFile) -> None:
        polite = rf"(?:(?i:{alternatives([*people.honorifics, *people.titles])})\s{{1,4}})*"
        self._gap = re.compile(rf"(?:[^\S\n]?\([^)\n]{{1,60}}\))?(?:,|;|,?[^\S\n]en)?[^\S\n]{{1,40}}{polite}")
        self._polite = re.compile(rf"\s{{0,4}}{polite}")

    def skip_polite(self, text: str, at: int) -> int:
        """Where a name may begin behind spaces and titles."""
        match = self._polite.match(text, at)
        return match.end() if match else at

    def behind(self, text: str, persons: list[Found], at: int) -> list[Found]:
        """The row that begins there, titles aside; empty where no person does."""
        start = self.skip_polite(text, at)
        first = next((n for n, p in enumerate(persons) if p.start == start), None)
        return [] if first is None else self.row(text, persons, first)

    def row(self, text: str, persons: list[Found], first: int) -> list[Found]:
        """The person and those behind, as long as only commas, "en", titles and brackets stand between."""
        row = [persons[first]]
        for person in persons[first + 1 :]:
            if not self._gap.fullmatch(text, row[-1].end, person.start):
                break
            row.append(person)
        return row

    def split(self, text: str, persons: list[Found]) -> list[list[Found]]:
        """All persons, in rows."""
        rows: list[list[Found]] = []
        n = 0
        while n < len(persons):
            rows.append(self.row(text, persons, n))
            n += len(rows[-1])
        return rows
