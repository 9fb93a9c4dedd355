"""Pages "Begrippen": the list, and a page for each concept: how it spread, and whether it became practice."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.report.findings import findings_about
from pipeline.report.model import ALL, Concept, Group
from pipeline.report.page import Entry, Page
from pipeline.report.quality import Quality, measured_concepts
from pipeline.report.report import Report
from pipeline.report.views import (
    Cell,
    concept_page,
    ladder_row,
    linked_line,
    original_line,
    panel,
    panel_ceiling,
    totals,
    typical_cards,
    year_cells,
)
from pipeline.report.words import GOALS

ENTRY = Entry(30, "Begrippen", "begrippen.html")
OTHERS = "Andere begrippen"


def render(report: Report) -> list[Page]:
    """The list and one page a concept."""
    concepts = list(report.concepts.values())
    quality = measured_concepts(report.metrics)
    groups = {c.group: None for c in concepts}
    most = panel_ceiling(report, "concept", report.concepts)
    rows = [(group or OTHERS, [_item(report, c, most) for c in concepts if c.group == group]) for group in groups]
    return [
        Page("begrippen.html", "begrippen.html", "Begrippen", ENTRY.href, values={"groups": rows, "most": most}),
        *(_page(report, c, quality.get(c.id)) for c in concepts),
    ]


def _item(report: Report, concept: Concept, most: float) -> dict[str, Any]:
    return {
        "concept": concept,
        "cell": Cell(report.concept(concept.id), report.href(concept.id)),
        "panel": panel(report, "concept", concept.id, name=concept.name, href=concept_page(concept), most=most),
    }


def _page(report: Report, concept: Concept, quality: Quality | None) -> Page:
    year_ladders = [ladder_row(report, concept.id, str(year), year=year) for year in report.years]
    values = {
        "concept": concept,
        "group": concept.group or OTHERS,
        "goal": GOALS.get(concept.goal or 0),
        "total": Cell(report.concept(concept.id), report.href(concept.id)),
        "sentences": report.evidence.counts(concept.id, ALL.slug)[1],
        "places": len({c.document.code for c in report.evidence.cards.get(concept.id, ()) if c.document.code}),
        "series": _lines(report, concept),
        "totals": totals(report),
        "findings": findings_about(report, "concept", concept.id),
        "ladders": [ladder_row(report, concept.id, "Alle jaren"), *year_ladders],
        "regions": [_region(report, concept, region) for region in report.regions],
        "table": _table(report, concept),
        "examples": typical_cards(report, concept.id),
        "related": [report.concepts[id_] for id_ in concept.related if id_ in report.concepts],
        "broader": report.concepts.get(concept.broader or ""),
        "narrower": [c for c in report.concepts.values() if c.broader == concept.id],
        "confused": [report.concepts[id_] for id_ in concept.confused_with if id_ in report.concepts],
        "spellings": _spellings(report, concept),
        "quality": quality,
    }
    return Page(concept_page(concept), "begrip.html", concept.name, ENTRY.href, concept.definition, values)


def _lines(report: Report, concept: Concept) -> list[Any]:
    if not any(report.concept(concept.id, year=year).enough for year in report.years):
        return []
    lines = [linked_line(report, "concept", concept.id, label=("alle tekst",))]
    own = original_line(report, "concept", concept.id, label=("zonder", "overgenomen", "tekst"))
    return [*lines, own] if any(e.enough for e in own.line.points) else lines


def _region(report: Report, concept: Concept, region: str) -> dict[str, Any]:
    group = Group("jeugdregio", region)
    return {"name": region, "own": report.concept(concept.id, group), "href": report.href(concept.id, group)}


def _table(report: Report, concept: Concept) -> list[tuple[str, list[Any]]]:
    """Municipality by year, per region."""
    table = []
    for region, members in groupby(report.municipalities, key=lambda m: m.region):
        rows = [(m, year_cells(report, concept.id, Group("municipality", m.code))) for m in members]
        table.append((region, rows))
    return table


def _spellings(report: Report, concept: Concept) -> list[tuple[str, int]]:
    """The ten most frequent ways to write it, with the number of sentences."""
    found: dict[str, int] = {}
    for card in report.evidence.cards.get(concept.id, ()):
        for text in {text.lower() for text, marked in card.pieces if marked}:
            found[text] = found.get(text, 0) + 1
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:10]
