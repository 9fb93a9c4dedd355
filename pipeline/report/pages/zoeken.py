"""Page "Zoeken": the place of the full-text search; the script that fills it is static/zoeken.js."""

from __future__ import annotations

from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.speech import say

ENTRY = Entry(90, "Zoeken", "zoeken.html", "hulp", "Search")


def render(report: Report) -> list[Page]:
    """One page."""
    title = say("Zoeken", "Search")
    return [Page("zoeken.html", "zoeken.html", title, ENTRY.href, scripts=("zoeken.js",))]
