"""models/cleaning/dates.yaml -> the words around a date, as patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from pipeline.cleaning.facts.date_forms import DateForms
from pipeline.cleaning.rules import Rules, alternation, read_rules

Kind = Literal["adopted", "published", "in_force", "meeting", "sent", "subject"]
Cues = list[tuple["Cue", re.Pattern[str]]]


class Cue(Rules):
    """Words that tell what a date near them is of."""

    kind: Kind
    confidence: float = Field(ge=0, le=1)
    words: tuple[str, ...]


class DateWords(Rules):
    """models/cleaning/dates.yaml; the comments there say what each key is for."""

    months: dict[int, tuple[str, ...]]
    weekdays: tuple[str, ...]
    dayparts: tuple[str, ...]
    periods: tuple[str, ...]
    declared: dict[str, Kind]
    file_confidence: dict[Kind, float]
    labels: tuple[Cue, ...]
    closings: tuple[Cue, ...]
    before: tuple[Cue, ...]
    after: tuple[Cue, ...]
    against: tuple[str, ...]
    between: tuple[str, ...]
    numbered: tuple[str, ...]
    itself: tuple[str, ...]
    became: tuple[str, ...]
    dated_titles: tuple[str, ...]
    subject_titles: tuple[str, ...]


@dataclass(frozen=True)
class DateRules:
    """The words of dates.yaml, compiled."""

    words: DateWords

    @cached_property
    def forms(self) -> DateForms:
        """The patterns of dates themselves."""
        return DateForms(self.words.months, self.words.periods)

    @cached_property
    def weekday(self) -> re.Pattern[str]:
        """A day of the week right before the date."""
        return re.compile(rf"\b{self._day},?\s{{0,9}}$")

    @cached_property
    def against(self) -> re.Pattern[str]:
        """A word right before the date that tells it is not the document's."""
        return re.compile(rf"(?<!\w)(?:{alternation(self.words.against)})[\s:|]{{0,9}}{self._small}{{0,3}}$")

    @cached_property
    def labels(self) -> Cues:
        """A label at the start of a line, cell or clause, right before the date."""
        opening, closing = r"(?:^|[\n|;,(•*]|\.\s)\s{0,9}", rf"\s{{0,9}}[:|]{{0,3}}\s{{0,9}}{self._small}{{0,2}}$"
        return [(cue, re.compile(rf"{opening}(?:{alternation(cue.words)}){closing}")) for cue in self.words.labels]

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """A series that is numbered within the year that follows."""
        return re.compile(rf"(?<!\w)(?:{alternation(self.words.numbered)})\s(?:nr\.?\s|nummer\s)?$")

    @cached_property
    def itself(self) -> re.Pattern[str]:
        """A sentence that opens with the document itself, up to a bare year."""
        opening = rf"(?:^|\n)\s{{0,9}}(?:{alternation(self.words.itself)})(?!\w)"
        return re.compile(rf"{opening}[^\n]{{0,400}}(?<!\w){self._small}{{1,3}}$")

    @cached_property
    def became(self) -> re.Pattern[str]:
        """What became of the document in that year."""
        return re.compile(rf"(?<!\w)(?:{alternation(self.words.became)})(?!\w)")

    @cached_property
    def dated_title(self) -> re.Pattern[str]:
        """A title whose year is probably that of the document."""
        return re.compile(rf"(?<!\w)(?:{alternation(self.words.dated_titles)})(?!\w)")

    @cached_property
    def subject_title(self) -> re.Pattern[str]:
        """A title whose year is its subject."""
        return re.compile(rf"(?<!\w)(?:{alternation(self.words.subject_titles)})(?!\w)")

    @cached_property
    def closings(self) -> Cues:
        """Formulas at the end."""
        return _cues(self.words.closings)

    @cached_property
    def before(self) -> Cues:
        """Words before the date in its sentence."""
        return _cues(self.words.before)

    @cached_property
    def after(self) -> Cues:
        """Words after the date in its sentence."""
        return _cues(self.words.after)

    @property
    def _day(self) -> str:
        return rf"(?:{alternation(self.words.weekdays)})(?:{alternation(self.words.dayparts)})?"

    @property
    def _small(self) -> str:
        return rf"(?:(?:{alternation(self.words.between)}|{self._day}),?\s+)"


def load_date_rules(folder: Path) -> DateRules:
    """Read ``dates.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    return DateRules(read_rules(folder / "dates.yaml", DateWords))


def _cues(cues: Sequence[Cue]) -> Cues:
    return [(cue, re.compile(rf"(?<!\w)(?:{alternation(cue.words)})(?!\w)")) for cue in cues]
