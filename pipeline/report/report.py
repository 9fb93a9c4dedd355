"""The Report: one value with everything that pages show, and the questions that pages ask it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.params import Settings
from pipeline.report.branding import logo_name
from pipeline.report.evidence import Evidence
from pipeline.report.files.shelf import Extras, Shelf, empty_shelf
from pipeline.report.model import ALL, Actor, Change, Concept, Document, Estimate, Group, Municipality, Topic
from pipeline.report.store import Store
from pipeline.schema.values import LADDER
from pipeline.tables import table_rows

NOTHING = Estimate(0, 0)
SeriesKey = tuple[str, str, str, str, int, bool]  # kind, id, group kind, group, year, without copied text
LADDER_SENTENCES = 50
LADDER_DOCUMENTS = 20


@dataclass(frozen=True)
class Rungs:
    """Sentences per step of the ladder, and the share of deeds with its interval."""

    counts: tuple[int, ...]
    deeds: Estimate

    @property
    def total(self) -> int:
        """Sentences with a step."""
        return sum(self.counts)

    @property
    def shares(self) -> tuple[float, ...]:
        """Per cents, from words to deeds; they add up to 100."""
        return tuple(100 * c / self.total for c in self.counts) if self.total else (0.0,) * len(self.counts)

    @property
    def enough(self) -> bool:
        """Enough sentences, from enough documents, to draw."""
        return self.total >= LADDER_SENTENCES and self.deeds.of_documents >= LADDER_DOCUMENTS


@dataclass(frozen=True)
class Report:
    """Everything that pages show. Texts, titles and addresses hold no private names."""

    settings: Settings
    documents: dict[str, Document]
    concepts: dict[str, Concept]
    municipalities: tuple[Municipality, ...]
    topics: tuple[Topic, ...]
    actors: tuple[Actor, ...]
    series: dict[SeriesKey, Estimate]
    corrections: dict[tuple[str, str, int], Estimate]
    changes: tuple[Change, ...]
    evidence: Evidence
    tables: Store
    metrics: dict[str, Any]
    language: dict[str, Any]
    versions: dict[str, str]
    extras: Extras = Extras()  # noqa: RUF009  frozen
    shelf: Callable[[], Shelf] = empty_shelf

    @property
    def logo(self) -> str:
        """The file of the logo, at the root of the site; empty without one."""
        return logo_name(self.settings.report)

    @property
    def branded(self) -> bool:
        """Whether the site has a house style of its own."""
        return bool(self.settings.report.colour)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the series, in order."""
        first, last = self.settings.clean.years
        return tuple(range(first, last + 1))

    @property
    def span(self) -> str:
        """The years in words: "2011–2015"."""
        first, last = self.settings.clean.years
        return f"{first}–{last}" if last > first else str(first)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Youth-care regions of the municipalities shown, by alphabet."""
        return tuple(sorted({m.region for m in self.municipalities if m.region}))

    @cached_property
    def counted(self) -> tuple[Document, ...]:
        """Documents that shares are taken of."""
        return tuple(d for d in self.documents.values() if d.counts)

    @cached_property
    def totals(self) -> list[int]:
        """Documents that count, per year."""
        return [sum(d.year == year for d in self.counted) for year in self.years]

    @cached_property
    def documents_of(self) -> dict[str, tuple[Document, ...]]:
        """All documents of each municipality, by its code, oldest first."""
        found: dict[str, list[Document]] = defaultdict(list)
        for d in sorted(self.documents.values(), key=lambda d: (d.date or "9999", d.title, d.id)):
            found[d.code or ""].append(d)
        return {code: tuple(documents) for code, documents in found.items()}

    @cached_property
    def place(self) -> dict[str, Municipality]:
        """The municipalities by code."""
        return {m.code: m for m in self.municipalities}

    @cached_property
    def members(self) -> dict[str, tuple[Municipality, ...]]:
        """The municipalities of each region, by alphabet."""
        found: dict[str, list[Municipality]] = defaultdict(list)
        for m in self.municipalities:
            found[m.region].append(m)
        return {region: tuple(members) for region, members in found.items()}

    @cached_property
    def coverage_rows(self) -> dict[str, list[Any]]:
        """The rows of the table coverage by municipality code."""
        found: dict[str, list[Any]] = defaultdict(list)
        for row in table_rows(self.tables["coverage"]):
            found[row.municipality_code].append(row)
        return dict(found)

    @cached_property
    def differences(self) -> dict[tuple[str, str], tuple[Change, ...]]:
        """Tested differences between a group and the rest, by kind and id of the group."""
        found: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in self.changes:
            if change.group_kind != "time":
                found[change.group_kind, change.to].append(change)
        return {group: tuple(changes) for group, changes in found.items()}

    @cached_property
    def about(self) -> dict[str, tuple[Change, ...]]:
        """Tested differences over time and between regions, by what they are about."""
        found: dict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            if change.group_kind != "municipality":
                found[change.id].append(change)
        return {id_: tuple(changes) for id_, changes in found.items()}

    def has_figures(self, kind: str, id_: str) -> bool:
        """Whether the table series has rows of this concept, topic, municipality or region."""
        return (kind, id_) in self._figures

    @cached_property
    def _figures(self) -> set[tuple[str, str]]:
        return {(key[0], key[1]) for key in self.series} | {(key[2], key[3]) for key in self.series}

    def estimate(self, kind: str, id_: str, group: Group = ALL, year: int = 0, *, original: bool = False) -> Estimate:
        """A number of the series; an empty one when it is not there."""
        return self.series.get((kind, id_, group.kind, group.id, year, original), NOTHING)

    def corrected(self, kind: str, id_: str, year: int = 0) -> Estimate:
        """A share within everybody, corrected for the measured errors of the computer; empty if unknown."""
        return self.corrections.get((kind, id_, year), NOTHING)

    def concept(self, id_: str, group: Group = ALL, year: int = 0) -> Estimate:
        """The share of documents with a concept; year 0 stands for all years."""
        return self.estimate("concept", id_, group, year)

    def rungs(self, id_: str, group: Group = ALL, year: int = 0) -> Rungs:
        """The ladder of a concept; an empty id stands for all concepts together."""
        steps = (self.estimate("step", f"{id_}:{step}", group, year) for step in LADDER)
        return Rungs(tuple(step.count for step in steps), self.estimate("step", f"{id_}:deeds", group, year))

    def href(self, subject: str, group: Group = ALL, year: int = 0, part: str = "") -> str | None:
        """Address of the sentences behind a number."""
        return self.evidence.href(subject, group.slug, str(year) if year else "", part)

    def measured(self, *path: str) -> Any:
        """A value in quality.json, or None when it was not measured."""
        value: Any = self.metrics
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value
