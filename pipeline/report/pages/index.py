"""Page "In het kort": what changed, what it rests on, and how far to trust it."""

from __future__ import annotations

from pipeline.report.card import Card
from pipeline.report.findings import findings_about, main_findings
from pipeline.report.format import plural
from pipeline.report.frames import frames_of
from pipeline.report.groups import CORE, tile_concept, tiles
from pipeline.report.model import Concept, Document
from pipeline.report.page import Entry, Page
from pipeline.report.quality import measured_at
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.told import few_deeds
from pipeline.report.trust import reasons_to_doubt
from pipeline.report.views import (
    Cell,
    drawable_ladders,
    ladder_row,
    linked_line,
    typical_cards,
)

ENTRY = Entry(10, "In het kort", "index.html", english="In brief")
SHOWN = 15
LISTED = 50


def render(report: Report) -> list[Page]:
    """One page, whatever there is to show."""
    core = [c for id_ in CORE if (c := report.concepts.get(id_))]
    found = [c for c in core if any(report.concept(c.id, year=y).enough for y in report.years)]
    series = [linked_line(report, "concept", c.id, label=(c.label,), slot=i) for i, c in enumerate(found, 1)]
    ladders = drawable_ladders(report, most=10)
    values = {
        "heading": say("Van overgang naar vernieuwing", "From transfer to renewal")
        if found
        else say("Wat er in deze teksten staat", "What these texts say"),
        "answer": _answer(report, drawn=bool(found)),
        "chart_title": say("Overgang en vernieuwing in beleidsteksten", "Transfer and renewal in policy texts"),
        "series": series,
        "totals": report.totals,
        "places": len({d.code for d in report.counted if d.code}),
        "regions": len({d.region for d in report.counted if d.region}),
        "deeds_quality": measured_at(report.metrics, "ladder/deeds"),
        "found": [] if found else _found(report),
        "listed": [] if found else _listed(report),
        "findings": main_findings(report),
        "ladders": ladders,
        "together": ladder_row(report, "", say("Alle begrippen", "All concepts")),
        "examples": _examples(report, [row.page for row in ladders if row.page]),
        "tiles": tiles(report),
        "tile_concept": tile_concept(report),
        "unknowns": reasons_to_doubt(report),
        "frames": frames_of(report),
        "few_deeds": few_deeds(report, "all")[:2],
    }
    return [Page("index.html", "index.html", say("In het kort", "In brief"), ENTRY.href, values=values)]


def _answer(report: Report, *, drawn: bool) -> str:
    read, counted = len(report.documents), len(report.counted)
    if not read:
        return say("Er zijn nog geen teksten om te tellen", "There are no texts to count yet")
    if not counted:
        return say(
            f"Van {plural(read, 'document telt', 'documenten telt')} er geen mee",
            f"Of {plural(read, 'document', 'documents')} none counts",
        )
    if not drawn:
        concepts = sum(report.concept(id_).count > 0 for id_ in report.concepts)
        return say(
            f"In {plural(counted, 'document', 'documenten')} vonden wij {plural(concepts, 'begrip', 'begrippen')}",
            f"In {plural(counted, 'document', 'documents')} we found {plural(concepts, 'concept', 'concepts')}",
        )
    about = findings_about(report, "concept", CORE[0])
    claim = next((c for c in about if c.over_time and not c.deeds), None)
    if claim is None:
        return say(
            "Bij de transformatie is geen verandering aantoonbaar", "Of the transformation no change can be shown"
        )
    return say(
        "De transformatie staat {} {} in de teksten dan {}",
        "The transformation is found {} {} than {}",
        claim.after.label,
        claim.word.lower(),
        claim.before.label,
    )


def _found(report: Report) -> list[tuple[Concept, Cell]]:
    """The concepts in most documents, with counts only: there are too few documents for a line."""
    cells = [(c, Cell(report.concept(c.id), report.href(c.id))) for c in report.concepts.values()]
    cells = [(c, cell) for c, cell in cells if cell.estimate.count]
    return sorted(cells, key=lambda item: (-item[1].estimate.count, item[0].name))[:SHOWN]


def _listed(report: Report) -> list[Document]:
    """All documents when they are few, oldest first."""
    return sorted(report.documents.values(), key=lambda d: (d.date or "9999", d.title, d.id))[:LISTED]


def _examples(report: Report, pages: list[str]) -> list[Card]:
    """A sentence of words from the concept with fewest deeds, and one of deeds from the one with most."""
    if not pages:
        return []
    ids = [page.removeprefix("begrippen/").removesuffix(".html") for page in (pages[-1], pages[0])]
    words = [c for c in typical_cards(report, ids[0]) if c.part == "woorden"]
    deeds = [c for c in typical_cards(report, ids[1]) if c.part == "daden"]
    return words[-1:] + deeds[:1]
