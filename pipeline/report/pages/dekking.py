"""Page "Dekking": what there is, what is missing, and what that does to conclusions."""

from __future__ import annotations

from typing import Any

from pipeline.report.coverage import Cell, cells, per_source, reasons, reject_rows, unplaced
from pipeline.report.format import slug
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.words import REASONS

ENTRY = Entry(110, "Dekking", "dekking.html", "nagaan", "Coverage")
SHOWN_REJECTS = 200


def render(report: Report) -> list[Page]:
    """One page."""
    found = cells(report)
    rejects = reject_rows(report)
    documents = report.documents.values()
    values = {
        "table": [
            (region, [(m, [found.get((m.code, year), Cell()) for year in report.years]) for m in members])
            for region, members in report.members.items()
        ],
        "elsewhere": [(key, cell) for key, cell in found.items() if key[0] == "-" or key[1] not in report.years],
        "sources": [(name, cell, slug(name)) for name, cell in per_source(report)],
        "records": len(report.tables["records"]),
        "documents": len(report.documents),
        "off_topic": sum(not d.on_topic for d in documents),
        "other_year": sum(d.on_topic and not d.counts for d in documents),
        "unplaced": unplaced(report),
        "rejects": rejects[:SHOWN_REJECTS],
        "all_rejects": len(rejects),
        "reasons": reasons(report),
        "why": REASONS,
        "first_of": _first_of(rejects[:SHOWN_REJECTS]),
    }
    return [Page("dekking.html", "dekking.html", say("Dekking", "Coverage"), ENTRY.href, values=values)]


def _first_of(rejects: list[Any]) -> dict[str, int]:
    """Where in the list each reason stands first, so that its count can lead there."""
    first: dict[str, int] = {}
    for number, row in enumerate(rejects, 1):
        first.setdefault(row.reason, number)
    return first
