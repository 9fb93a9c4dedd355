"""Page "Leeswijzer": how to read this report, on one sheet of paper."""

from __future__ import annotations

from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.speech import say

ENTRY = Entry(95, "Leeswijzer", "leeswijzer.html", "hulp", "Guide")


def render(report: Report) -> list[Page]:
    """One page."""
    return [Page("leeswijzer.html", "leeswijzer.html", say("Leeswijzer", "Guide"), ENTRY.href)]
