"""The Report: one value with everything that pages show, and the questions that pages ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.params import Settings
from pipeline.report.evidence import Evidence
from pipeline.report.model import ALL, Actor, Change, Concept, Document, Estimate, Group, Municipality, Topic
from pipeline.tables import LADDER

NOTHING = Estimate(0, 0)
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
    series: dict[tuple[str, str, str, str, int, bool], Estimate]
    changes: tuple[Change, ...]
    evidence: Evidence
    tables: dict[str, pd.DataFrame]
    metrics: dict[str, Any]
    language: dict[str, Any]
    versions: dict[str, str]

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

    @property
    def regions(self) -> tuple[str, ...]:
        """Youth-care regions of the municipalities shown, by alphabet."""
        return tuple(sorted({m.region for m in self.municipalities if m.region}))

    @property
    def counted(self) -> tuple[Document, ...]:
        """Documents that shares are taken of."""
        return tuple(d for d in self.documents.values() if d.counts)

    def estimate(self, kind: str, id_: str, group: Group = ALL, year: int = 0, *, original: bool = False) -> Estimate:
        """A number of the series; an empty one when it is not there."""
        return self.series.get((kind, id_, group.kind, group.id, year, original), NOTHING)

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
