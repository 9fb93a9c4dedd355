"""Numbers for the page Vergelijken: one small file a municipality or region, loaded when a reader chooses it.

A file is a script, since a page opened from disk may read no other kind: ``vergelijk/gm9901.js`` calls
``vergelijkGroep("gm9901", {...})``. It holds numbers, names of places and addresses within the site, no text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.report.coverage import coverage_of
from pipeline.report.findings import shown_change
from pipeline.report.groups import CORE
from pipeline.report.model import ALL, Estimate, Group
from pipeline.report.report import Report
from pipeline.report.views import region_page

FOLDER = "vergelijk"


def write_comparisons(report: Report, folder: Path) -> None:
    """Write one file for each municipality and region, and one for everybody."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for key, facts in comparisons(report):
        text = f"vergelijkGroep({json.dumps(key)}, {json.dumps(facts, separators=(',', ':'))});\n"
        (folder / FOLDER / f"{key}.js").write_text(text, encoding="ascii")


def comparisons(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key and numbers. A number is [count, total, share, low, high, address], the share null with too little data."""
    yield ALL.slug, _facts(report, ALL) | {"naam": "", "soort": "alle"}
    for m in report.municipalities:
        group, coverage = Group("municipality", m.code), coverage_of(report, m.code)
        about = {"naam": m.name, "soort": "gemeente", "regio": m.region, "pagina": m.path}
        yield group.slug, _facts(report, group) | about | {"dekking": [coverage.usable, coverage.of]}
    for region in report.regions:
        group = Group("jeugdregio", region)
        about = {"naam": region, "soort": "regio", "regio": "", "pagina": region_page(region)}
        yield group.slug, _facts(report, group) | about


def _facts(report: Report, group: Group) -> dict[str, Any]:
    concepts = {c.id: report.concept(c.id, group) for c in report.concepts.values()}
    return {
        "documenten": max((e.total for e in concepts.values()), default=0),
        "jaren": {
            id_: [_number(report.concept(id_, group, year), report.href(id_, group, year)) for year in report.years]
            for id_ in CORE
            if id_ in concepts
        },
        "daden": _number(report.rungs("", group).deeds, report.href("alle-begrippen", group, 0, "daden")),
        "begrippen": {
            id_: [*_number(e, report.href(id_, group)), _verdict(report, id_, group)]
            for id_, e in concepts.items()
            if e.count
        },
    }


def _number(e: Estimate, href: str | None) -> list[Any]:
    shares = [None if value is None else round(value, 4) for value in (e.share, e.low, e.high)]
    return [e.count, e.total, *shares, href if e.count else None]


def _verdict(report: Report, concept: str, group: Group) -> int:
    """1: demonstrably more often than the rest, -1: less often, 0: neither."""
    change = shown_change(report, "concept", concept, group) if group != ALL else None
    return 0 if change is None else 1 if change.estimate > 0 else -1
