"""Page "Overname van tekst": who took text from whom, how much, and the longest stretches side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipeline.report.copying import (
    Flow,
    Stretch,
    by_region,
    copied_stretches,
    flow_row,
    flows,
    side_by_side,
    source_name,
)
from pipeline.report.format import plural
from pipeline.report.groups import copied_share
from pipeline.report.model import NOWHERE
from pipeline.report.page import Entry, Page
from pipeline.report.pictures import flow_matrix
from pipeline.report.report import Report
from pipeline.report.speech import say

ENTRY = Entry(60, "Overname van tekst", "overname.html", english="Copied text")
BY_MUNICIPALITY = 24  # municipalities up to which the chart shows each; with more it shows regions
FLOWS = 40
PAIRS = 3


def render(report: Report) -> list[Page]:
    """One page; the rest of the texts side by side stands below bewijs/."""
    stretches = copied_stretches(report)
    between = flows(report)
    values = {
        "stretches": len(stretches),
        "words": sum(s.words for s in stretches),
        "share": copied_share(report.counted),
        "answer": _answer(report, between),
        "chart": _chart(report, between),
        "flows": [flow_row(report, f) for f in between[:FLOWS]],
        "years": _years(report),
        "places": _places(report, stretches),
        "pairs": [side_by_side(s) for s in stretches if s.source.code != s.taker.code][:PAIRS],
    }
    title = say("Overname van tekst", "Copied text")
    return [Page("overname.html", "overname.html", title, ENTRY.href, values=values)]


def _answer(report: Report, between: list[Flow]) -> str:
    if not between:
        return say("Geen overname tussen gemeenten gevonden", "No copying between municipalities found")
    takers = len({f.taker for f in between})
    sources = len({f.source for f in between})
    return say(
        f"{plural(takers, 'gemeente nam', 'gemeenten namen')} tekst over, uit {plural(sources, 'bron', 'bronnen')}",
        f"{plural(takers, 'municipality', 'municipalities')} took text from {plural(sources, 'source', 'sources')}",
    )


def _chart(report: Report, between: list[Flow]) -> Any:
    if not between:
        return None
    if len({f.source for f in between} | {f.taker for f in between}) > BY_MUNICIPALITY:
        nowhere = {NOWHERE: say("buiten gemeenten", "outside municipalities")}
        return flow_matrix(by_region(report, between), {region: region for region in report.regions} | nowhere)
    others = sorted({f.source for f in between} - set(report.place))
    names = {m.code: m.name for m in report.municipalities} | {id_: source_name(report, id_) for id_ in others}
    return flow_matrix(between, names)


def _years(report: Report) -> list[tuple[str, float, int]]:
    """Per year the part of the words that was copied, and all words."""
    rows = []
    for year in report.years:
        own = [d for d in report.counted if d.year == year]
        share = copied_share(own)
        if share is not None:
            rows.append((str(year), share, sum(d.words for d in own)))
    return rows


def _places(report: Report, stretches: tuple[Stretch, ...]) -> list[dict[str, Any]]:
    """The takers, by alphabet within their region, with their own list."""
    rows, by_code = [], defaultdict(list)
    for stretch in stretches:
        by_code[stretch.taker.code].append(stretch)
    for m in report.municipalities:
        if own := by_code.get(m.code):
            href = f"bewijs/overname-{m.code.lower()}.html"
            rows.append({"name": m.name, "href": href, "stretches": len(own), "words": sum(s.words for s in own)})
    return rows
