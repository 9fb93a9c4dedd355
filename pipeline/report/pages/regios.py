"""Pages "Regio's": the list of youth-care regions, and a page for each: how alike are its municipalities?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.report.copying import Flow, flow_row, flows
from pipeline.report.findings import findings_of, tested
from pipeline.report.groups import (
    CORE,
    concept_profile,
    copied_share,
    ladders,
    present,
    tile_concept,
    tiles_of,
)
from pipeline.report.marks import Line
from pipeline.report.model import ALL, Document, Group
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.views import Cell, LadderRow, Panel, region_page, year_cells

ENTRY = Entry(22, "Regio’s", "regios.html", english="Regions")
MEMBERS = 40  # columns of the table of members
FLOWS = 12


def render(report: Report) -> Iterator[Page]:
    """The list and one page a region."""
    panels = [_panel(report, region) for region in report.regions if CORE[0] in report.concepts]
    values = {
        "rows": [_row(report, region) for region in report.regions],
        "concept": tile_concept(report),
        "panels": panels,
        "most": 1.0,
    }
    yield Page("regios.html", "regios.html", say("Regio’s", "Regions"), ENTRY.href, values=values)
    between = flows(report)
    for region in report.regions:
        yield _page(report, region, between)


def _documents(report: Report, region: str) -> list[Document]:
    return [d for m in report.members[region] for d in report.documents_of.get(m.code, ()) if d.counts]


def _row(report: Report, region: str) -> dict[str, Any]:
    group, documents = Group("jeugdregio", region), _documents(report, region)
    return {
        "name": region,
        "page": region_page(region),
        "members": len(report.members[region]),
        "documents": len(documents),
        "core": report.concept(CORE[0], group),
        "core_href": report.href(CORE[0], group),
        "deeds": report.rungs("", group).deeds,
        "deeds_href": report.href("alle-begrippen", group, 0, "daden"),
        "copied": copied_share(documents),
    }


def _panel(report: Report, region: str) -> Panel:
    group = Group("jeugdregio", region)
    own, everyone = (tuple(report.concept(CORE[0], g, year) for year in report.years) for g in (group, ALL))
    reference = Line(("",), 0, everyone, band=False, dashed=True)
    return Panel(f"klein-{group.slug}", region, region_page(region), Line((region,), 1, own), reference, 1.0)


def _page(report: Report, region: str, between: list[Flow]) -> Page:
    group, members = Group("jeugdregio", region), report.members[region]
    documents = _documents(report, region)
    values = {
        "name": region,
        "has_figures": report.has_figures("jeugdregio", region),
        "members": members[:MEMBERS],
        "documents": len(documents),
        "findings": findings_of(report, group),
        "profile": concept_profile(report, group),
        "ladders": [*ladders(report, group), *_member_ladders(report, region)],
        "acts": tested(report, "step", ":deeds", group),
        "years": [(c, year_cells(report, c.id, group)) for c in present(report, group)],
        "tiles": [(region, tiles_of(report, members))],
        "tile_concept": tile_concept(report),
        "matrix": _matrix(report, region),
        "copied": copied_share(documents),
        "flows": _flows(report, region, between),
    }
    description = say(
        "Wat de gemeenten van {} schreven over de vernieuwing van de jeugdhulp, {}.",
        "What the municipalities of {} wrote about the renewal of youth care, {}.",
        region,
        report.span,
    )
    return Page(region_page(region), "regio.html", region, ENTRY.href, description, values)


def _member_ladders(report: Report, region: str) -> list[LadderRow]:
    """The ladder of each municipality that has enough for one."""
    rows = []
    for m in report.members[region]:
        group = Group("municipality", m.code)
        rungs = report.rungs("", group)
        if rungs.deeds.enough:
            rows.append(LadderRow(m.name, m.path, rungs, report.href("alle-begrippen", group, 0, "daden")))
    return rows


def _matrix(report: Report, region: str) -> list[tuple[Any, list[Cell]]]:
    groups = [Group("municipality", m.code) for m in report.members[region]][:MEMBERS]
    concepts = present(report, Group("jeugdregio", region))
    return [(c, [Cell(report.concept(c.id, g), report.href(c.id, g)) for g in groups]) for c in concepts]


def _flows(report: Report, region: str, between: list[Flow]) -> list[dict[str, Any]]:
    codes = {m.code for m in report.members[region]}
    return [flow_row(report, f) for f in between if codes & {f.source, f.taker}][:FLOWS]
