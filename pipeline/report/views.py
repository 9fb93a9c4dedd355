"""Numbers with their addresses, in the shapes that templates show: lines, panels, cells, ladders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.report.card import Card
from pipeline.report.evidence import EVERY_CONCEPT
from pipeline.report.format import slug
from pipeline.report.marks import Line
from pipeline.report.model import ALL, Concept, Estimate, Group
from pipeline.report.report import Report, Rungs
from pipeline.schema.values import LADDER


@dataclass(frozen=True)
class LinkedLine:
    """A line, and for each year the address of the sentences that it counts."""

    line: Line
    hrefs: tuple[str | None, ...]


@dataclass(frozen=True)
class Panel:
    """One chart of small multiples."""

    id: str
    name: str
    href: str | None
    line: Line
    reference: Line | None
    most: float


@dataclass(frozen=True)
class Cell:
    """A number and its address."""

    estimate: Estimate
    href: str | None


@dataclass(frozen=True)
class LadderRow:
    """One bar of the ladder."""

    name: str
    page: str | None
    rungs: Rungs
    href: str | None


def subject_of(kind: str, id_: str) -> str:
    """The name of an item in addresses of evidence."""
    return {"topic": f"onderwerp-{id_}", "entity": f"naam-{id_}"}.get(kind, id_)


def linked_line(report: Report, kind: str, id_: str, *, label: tuple[str, ...], slot: int = 1) -> LinkedLine:
    """The shares over the years within everybody."""
    points = tuple(report.estimate(kind, id_, ALL, year) for year in report.years)
    hrefs = tuple(report.href(subject_of(kind, id_), ALL, year) for year in report.years)
    return LinkedLine(Line(label, slot, points), hrefs)


def original_line(report: Report, kind: str, id_: str, *, label: tuple[str, ...]) -> LinkedLine:
    """The same without copied text: grey, dashed, without a list of its own."""
    points = tuple(report.estimate(kind, id_, ALL, year, original=True) for year in report.years)
    return LinkedLine(Line(label, 0, points, band=False, dashed=True), (None,) * len(points))


def panel(report: Report, kind: str, id_: str, *, name: str, href: str | None, most: float) -> Panel:
    """A small multiple of everybody."""
    line = linked_line(report, kind, id_, label=(name,)).line
    return Panel(f"klein-{subject_of(kind, id_)}", name, href, line, None, most)


def panel_ceiling(report: Report, kind: str, ids: Iterable[str]) -> float:
    """One axis for all panels: the lowest of 20, 40, 60, 80 and 100 % that holds every band."""
    points = [report.estimate(kind, id_, ALL, year) for id_ in ids for year in report.years]
    highest = max((e.high or e.share or 0 for e in points), default=0)
    return next((most for most in (0.2, 0.4, 0.6, 0.8) if highest <= most), 1.0)


def year_cells(report: Report, concept: str, group: Group) -> list[Cell]:
    """A concept in a group, per year."""
    return [Cell(report.concept(concept, group, y), report.href(concept, group, y)) for y in report.years]


def ladder_row(report: Report, concept: str, name: str, group: Group = ALL, *, year: int = 0) -> LadderRow:
    """The ladder of a concept (an empty id: of all together), with the address of its deeds."""
    href = report.href(concept or EVERY_CONCEPT, group, year, "daden")
    page = f"begrippen/{concept}.html" if concept else None
    return LadderRow(name, page, report.rungs(concept, group, year), href)


def drawable_ladders(report: Report, *, most: int) -> list[LadderRow]:
    """Ladders of the concepts with most sentences, from most deeds to fewest; only where there is enough to draw."""
    rows = [ladder_row(report, c.id, c.label) for c in report.concepts.values()]
    rows = sorted((r for r in rows if r.rungs.enough and r.rungs.deeds.enough), key=lambda r: -r.rungs.total)[:most]
    return sorted(rows, key=lambda r: (-(r.rungs.deeds.share or 0), r.name))


def typical_cards(report: Report, concept: str, *, group: Group = ALL) -> list[Card]:
    """One sentence per step, the surest first: not denied, not copied, of a length that can be read at a glance."""
    best: dict[str, Card] = {}
    for card in report.evidence.cards.get(concept, ()):
        if card.step is None or (group.kind == "municipality" and card.document.code != group.id):
            continue
        held = best.get(card.step)
        if held is None or _fitness(card) > _fitness(held):
            best[card.step] = card
    return [best[step] for step in LADDER if step in best]


def _fitness(card: Card) -> tuple[bool, bool, float, tuple[str, int]]:
    return not (card.flags or card.doubts), 60 <= card.size <= 260, card.weight, card.place


def concept_page(concept: Concept) -> str:
    """Address of a concept's page."""
    return f"begrippen/{concept.id}.html"


def region_page(region: str) -> str:
    """Address of a region's page."""
    return f"regios/{slug(region)}.html"


def heat(e: Estimate) -> str:
    """Style of a tile: five classes of share, hatched below the floor."""
    if e.share is None:
        return "few"
    return f"h{min(5, int(e.share * 5) + 1)}" if e.count else "h0"
