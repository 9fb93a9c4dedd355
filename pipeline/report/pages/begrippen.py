"""Pages "Begrippen": the list, and a page for each concept: how it spread, and whether it became practice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.report.findings import findings_about
from pipeline.report.groups import region_rows
from pipeline.report.model import ALL, Concept, Group
from pipeline.report.page import Entry, Page
from pipeline.report.privacy import cut
from pipeline.report.quality import Quality, measured_concepts
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.told import FewDeeds, few_deeds, firsts_of
from pipeline.report.views import (
    Cell,
    concept_page,
    ladder_row,
    linked_line,
    original_line,
    panel,
    panel_ceiling,
    typical_cards,
    year_cells,
)
from pipeline.report.words import GOALS

ENTRY = Entry(30, "Begrippen", "begrippen.html", english="Concepts")
_SPACE = re.compile(r"\s+")
LINKED = 60  # municipalities up to which each cell of the table opens its own sentences


def render(report: Report) -> Iterator[Page]:
    """The list and one page a concept."""
    concepts = list(report.concepts.values())
    quality = measured_concepts(report.metrics)
    groups = {c.group_label: None for c in concepts}
    most = panel_ceiling(report, "concept", report.concepts)
    rows = [(group, [_item(report, c, most) for c in concepts if c.group_label == group]) for group in groups]
    title = say("Begrippen", "Concepts")
    yield Page("begrippen.html", "begrippen.html", title, ENTRY.href, values={"groups": rows, "most": most})
    few = few_deeds(report, "all")
    for concept in concepts:
        yield _page(report, concept, quality.get(concept.id), few)


def _item(report: Report, concept: Concept, most: float) -> dict[str, Any]:
    return {
        "concept": concept,
        "cell": Cell(report.concept(concept.id), report.href(concept.id)),
        "panel": panel(report, "concept", concept.id, name=concept.label, href=concept_page(concept), most=most),
    }


def _page(report: Report, concept: Concept, quality: Quality | None, few: list[FewDeeds]) -> Page:
    year_ladders = [ladder_row(report, concept.id, str(year), year=year) for year in report.years]
    values = {
        "concept": concept,
        "group": concept.group_label,
        "corrected": report.corrected("concept", concept.id),
        "goal": GOALS.get(str(concept.goal)),
        "has_figures": report.has_figures("concept", concept.id),
        "skos": "begrippen.ttl" in report.extras.files,
        "firsts": firsts_of(report, concept.id),
        "few_deeds": [f for f in few if f.page == concept_page(concept)],
        "total": Cell(report.concept(concept.id), report.href(concept.id)),
        "sentences": report.evidence.counts(concept.id, ALL.slug)[1],
        "places": len({c.document.code for c in report.evidence.cards.get(concept.id, ()) if c.document.code}),
        "series": _lines(report, concept),
        "totals": report.totals,
        "findings": findings_about(report, "concept", concept.id),
        "ladders": [ladder_row(report, concept.id, say("Alle jaren", "All years")), *year_ladders],
        "regions": region_rows(report, "concept", concept.id),
        "table": _table(report, concept),
        "linked": len(report.municipalities) <= LINKED,
        "examples": typical_cards(report, concept.id),
        "related": [report.concepts[id_] for id_ in concept.related if id_ in report.concepts],
        "broader": report.concepts.get(concept.broader or ""),
        "narrower": [c for c in report.concepts.values() if c.broader == concept.id],
        "confused": [report.concepts[id_] for id_ in concept.confused_with if id_ in report.concepts],
        "spellings": _spellings(report, concept),
        "quality": quality,
    }
    return Page(concept_page(concept), "begrip.html", concept.label, ENTRY.href, concept.definition, values)


def _lines(report: Report, concept: Concept) -> list[Any]:
    if not any(report.concept(concept.id, year=year).enough for year in report.years):
        return []
    lines = [linked_line(report, "concept", concept.id, label=(say("alle tekst", "all text"),))]
    words = tuple(say("zonder overgenomen tekst", "without copied text").split())
    own = original_line(report, "concept", concept.id, label=words)
    return [*lines, own] if any(e.enough for e in own.line.points) else lines


def _table(report: Report, concept: Concept) -> list[tuple[str, list[Any]]]:
    """Municipality by year, per region."""
    table = []
    for region, members in report.members.items():
        groups = [(m, Group("municipality", m.code)) for m in members]
        rows = [(m, year_cells(report, concept.id, g), report.href(concept.id, g)) for m, g in groups]
        table.append((region, rows))
    return table


def _spellings(report: Report, concept: Concept) -> list[tuple[str, int]]:
    """The ten most frequent ways to write it, with the number of sentences."""
    found: dict[str, int] = {}
    for card in report.evidence.cards.get(concept.id, ()):
        for text in {_SPACE.sub(" ", cut(card.document.text, *m, card.document.hidden)).lower() for m in card.marks}:
            found[text] = found.get(text, 0) + 1
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:10]
