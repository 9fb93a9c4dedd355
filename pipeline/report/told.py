"""Statements that the stage trends found good enough to tell: silences, words without deeds, who wrote first.

Inputs: the tables silences, deeds, firsts; a row with `told` may be published as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.report.model import ALL, Estimate, Group
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.views import concept_page
from pipeline.tables import table_rows

FIRSTS = 8


@dataclass(frozen=True)
class Silence:
    """A concept or topic that a municipality never writes of, and how often its neighbours do.

    `chance` is that of finding none in so many documents, were it to write of it as often as they do.
    """

    name: str
    page: str
    documents: int
    where: str
    neighbours: Estimate
    href: str | None
    chance: float


@dataclass(frozen=True)
class FewDeeds:
    """Far fewer sentences about deeds than elsewhere, about one concept or about all together.

    `less` is the 95 % interval of how much smaller the share is, from low to high.
    """

    name: str
    page: str | None
    own: Estimate
    href: str | None
    elsewhere: float
    less: tuple[float, float]


@dataclass(frozen=True)
class First:
    """A municipality by the date of its first text with a concept."""

    name: str
    page: str
    date: str | None
    href: str | None
    verdict: str


def silences_of(report: Report, code: str) -> list[Silence]:
    """What a municipality is silent about."""
    return [s for row in _told(report, "silences", code) if (s := _silence(report, row))]


def _silence(report: Report, row: Any) -> Silence | None:
    subject = _subject(report, row.kind, str(row.id))
    if subject is None:
        return None
    name, page, key = subject
    rest = row.neighbours == "rest"
    group = ALL if rest else Group("jeugdregio", row.neighbours)
    where = say("bij de andere gemeenten", "in the other municipalities") if rest else _region(row.neighbours)
    found, of = int(row.neighbour_documents_with), int(row.neighbour_documents)
    counted = Estimate(found, of, found / of if of else None)
    return Silence(name, page, int(row.documents), where, counted, report.href(key, group), float(row.chance))


def _subject(report: Report, kind: str, id_: str) -> tuple[str, str, str] | None:
    """Name, page and address of a concept or a stable topic; None for what no page tells of."""
    if kind == "topic":
        topic = next((t for t in report.topics if str(t.id) == id_ and t.stable), None)
        name = say("het onderwerp “{}”", "the topic “{}”", topic.label) if topic else ""
        return (name, f"onderwerpen/{id_}.html", f"onderwerp-{id_}") if topic else None
    concept = report.concepts.get(id_)
    return (concept.label, concept_page(concept), concept.id) if concept else None


def _region(name: str) -> str:
    return say("bij de andere gemeenten in {}", "in the other municipalities of {}", name)


def few_deeds(report: Report, code: str) -> list[FewDeeds]:
    """Many words and few deeds: of a municipality by its code, or of everybody ("all")."""
    group = ALL if code == "all" else Group("municipality", code)
    found = []
    for row in _told(report, "deeds", code):
        concept = report.concepts.get(row.concept_id)
        if row.concept_id and concept is None:
            continue
        own = Estimate(int(row.deeds), int(row.sentences), row.share, unit="zinnen")
        subject = row.concept_id or "alle-begrippen"
        name = concept.label if concept else say("alle begrippen samen", "all concepts together")
        page = concept_page(concept) if concept else None
        less = (-float(row.high), -float(row.low))
        found.append(FewDeeds(name, page, own, report.href(subject, group), float(row.expected), less))
    return found


def firsts_of(report: Report, concept: str) -> list[First]:
    """Municipalities in the order in which they first wrote of a concept, as far as the texts show."""
    frame = report.tables.get("firsts")
    if frame is None or not len(frame):
        return []
    own = frame[(frame["kind"] == "concept") & (frame["id"] == concept)].sort_values(["rank", "municipality_code"])
    return [_first(report, row) for row in table_rows(own.head(FIRSTS)) if row.municipality_code in report.place]


def _first(report: Report, row: Any) -> First:
    place = report.place[row.municipality_code]
    year = int(row.year)
    href = report.href(row.id, Group("municipality", place.code), year)
    sure = say("ja, dit was de eerste", "yes, this was the first") if row.told else "–"
    return First(place.name, place.path, str(row.date), href, sure)


def _told(report: Report, table: str, code: str) -> Iterator[Any]:
    frame = report.tables.get(table)
    if frame is None or not len(frame):
        return iter(())
    return table_rows(frame[frame["told"] & (frame["municipality_code"] == code)])
