"""Pages "Gemeenten": the list, and a page for each municipality: what it writes, and whether about words or deeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.report.charts import Words, columns
from pipeline.report.copying import Flow, end_row, flows, source_name
from pipeline.report.coverage import cells_of, coverage_of
from pipeline.report.findings import findings_of, tested
from pipeline.report.groups import (
    concept_profile,
    copied_share,
    ladders,
    names_of,
    present,
    tile_concept,
    tiles,
    topic_profile,
)
from pipeline.report.model import Group, Municipality
from pipeline.report.page import Entry, Page
from pipeline.report.pdf.make import pdf_of
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.told import few_deeds, silences_of
from pipeline.report.views import typical_cards, year_cells

ENTRY = Entry(20, "Gemeenten", "gemeenten.html", english="Municipalities")
DOCUMENTS = 250


def render(report: Report) -> Iterator[Page]:
    """The list and one page a municipality."""
    values = {
        "regions": report.members,
        "rows": [(m, _row(report, m)) for m in report.municipalities],
        "tiles": tiles(report),
        "tile_concept": tile_concept(report),
    }
    title = say("Gemeenten", "Municipalities")
    yield Page("gemeenten.html", "gemeenten.html", title, ENTRY.href, values=values, scripts=("sorteer.js",))
    between = flows(report)
    given, taken = _by_end(between, "source"), _by_end(between, "taker")
    for m in report.municipalities:
        yield _page(report, m, given.get(m.code, []), taken.get(m.code, []))


def _by_end(found: list[Flow], end: str) -> dict[str, list[Flow]]:
    by: dict[str, list[Flow]] = {}
    for flow in found:
        by.setdefault(getattr(flow, end), []).append(flow)
    return by


def _row(report: Report, place: Municipality) -> dict[str, Any]:
    documents = [d for d in report.documents_of.get(place.code, ()) if d.counts]
    return {
        "documents": len(documents),
        "coverage": coverage_of(report, place.code),
        "copied": copied_share(documents),
        "deeds": report.rungs("", Group("municipality", place.code)).deeds,
    }


def _page(report: Report, place: Municipality, given: list[Flow], taken: list[Flow]) -> Page:
    group = Group("municipality", place.code)
    own = report.documents_of.get(place.code, ())
    counted = [d for d in own if d.counts]
    values = {
        "place": place,
        "has_figures": report.has_figures("municipality", place.code),
        "pdf": pdf_of(report, place),
        "findings": findings_of(report, group),
        "documents": own[:DOCUMENTS],
        "left": max(0, len(own) - DOCUMENTS),
        "counted": counted,
        "copied": copied_share(counted),
        "coverage": coverage_of(report, place.code),
        "columns": _columns(report, place),
        "profile": concept_profile(report, group),
        "topics": topic_profile(report, group),
        "ladders": ladders(report, group),
        "acts": tested(report, "step", ":deeds", group),
        "years": [(c, year_cells(report, c.id, group)) for c in present(report, group)],
        "silences": silences_of(report, place.code),
        "few_deeds": few_deeds(report, place.code),
        "actors": names_of(report, group),
        "examples": _examples(report, group),
        "sources": [_end(report, flow, flow.source) for flow in taken],
        "takers": [_end(report, flow, flow.taker) for flow in given],
    }
    description = say(
        "Wat {} schreef over de vernieuwing van de jeugdhulp, {}.",
        "What {} wrote about the renewal of youth care, {}.",
        place.name,
        report.span,
    )
    return Page(place.path, "gemeente.html", place.name, ENTRY.href, description, values)


def _end(report: Report, flow: Flow, source: str) -> dict[str, Any]:
    """A flow, named after the other end."""
    page = report.place[source].path if source in report.place else None
    return end_row(flow, name=source_name(report, source), page=page)


def _columns(report: Report, place: Municipality) -> Any:
    found = cells_of(report, place.code)
    own = [found.get(year) for year in report.years]
    usable, of = [c.usable if c else 0 for c in own], [c.of if c else 0 for c in own]
    if not any(of):
        return None
    said = ", ".join(f"{y} {a} {say('van', 'of')} {b}" for y, a, b in zip(report.years, usable, of, strict=True))
    words = Words(
        "kolommen",
        say("Documenten van {} per jaar", "Documents of {} by year", place.name),
        say("Bruikbaar: {}.", "Usable: {}.", said),
    )
    return columns(words, usable, of, report.years)


def _examples(report: Report, group: Group) -> list[Any]:
    """A few sentences of its own about the concept it mentions most: words and deeds."""
    found = sorted(present(report, group), key=lambda c: (-report.concept(c.id, group).count, c.id))
    return typical_cards(report, found[0].id, group=group)[:4] if found else []
