"""Page "Downloads": the tables behind the site, each with what a row and a column is."""

from __future__ import annotations

from pipeline.report.downloads import FOLDER, downloads
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report

ENTRY = Entry(120, "Downloads", "downloads.html", "nagaan")


def render(report: Report) -> list[Page]:
    """One page; the files lie in a folder of the site."""
    values = {"downloads": downloads(report), "folder": FOLDER}
    return [Page("downloads.html", "downloads.html", "Downloads", ENTRY.href, values=values)]
