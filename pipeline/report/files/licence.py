"""On what terms the sources may be used again, as they state it."""

from __future__ import annotations

from pipeline.report.report import Report
from pipeline.report.speech import say


def terms(report: Report, source: str) -> list[str]:
    """The terms that the records of a source state; without any, those in the settings."""
    records = report.tables["records"]
    stated = sorted(set(records.loc[records["source"] == source, "licence"].dropna()))
    return stated or [report.settings.sources[source].licence or say("onbekend", "unknown")]


def licences(report: Report) -> list[tuple[str, str, int]]:
    """Per source its terms of reuse, and its records."""
    sources = report.tables["records"]["source"]
    return [
        (name, ", ".join(terms(report, name)), int((sources == name).sum())) for name in sorted(report.settings.sources)
    ]
