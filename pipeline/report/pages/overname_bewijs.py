"""Pages "bewijs/overname-...": the copied stretches of one municipality beside the earlier texts."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.report.copying import Stretch, copied_stretches, side_by_side
from pipeline.report.model import NOWHERE
from pipeline.report.page import Page
from pipeline.report.report import Report

SHARED = True
PAIRS = 60


def render(report: Report) -> Iterator[Page]:
    """A page for each municipality that took over text, the longest stretches first."""
    by_home: dict[str, list[Stretch]] = {}
    for stretch in copied_stretches(report):
        by_home.setdefault(stretch.taker.home, []).append(stretch)
    for home, own in sorted(by_home.items()):
        place = report.place.get(own[0].taker.code or "")
        values = {
            "name": place.name if home != NOWHERE and place else "Gemeente onbekend",
            "place": place.path if place else None,
            "total": len(own),
            "pairs": [side_by_side(s) for s in own[:PAIRS]],
        }
        title = f"Bewijs: overgenomen tekst, {values['name']}"
        path = f"bewijs/overname-{home}.html"
        yield Page(path, "overname_gemeente.html", title, "overname.html", values=values)
