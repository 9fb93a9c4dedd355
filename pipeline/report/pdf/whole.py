"""Report -> the values of the PDF of the whole report (typst/whole.typ)."""

from __future__ import annotations

from typing import Any

from pipeline.report.files.citation import citation
from pipeline.report.pdf.ground import copying, coverage, method
from pipeline.report.pdf.overview import deeds, places, summary
from pipeline.report.pdf.subjects import concepts, names, topics
from pipeline.report.pdf.values import front
from pipeline.report.report import Report


def whole(report: Report) -> dict[str, Any]:
    """All chapters, in the order of the pages of the site."""
    return {
        "front": front(report),
        "summary": summary(report),
        "places": places(report),
        "deeds": deeds(report),
        "concepts": concepts(report),
        "topics": topics(report),
        "names": names(report),
        "copying": copying(report),
        "coverage": coverage(report),
        "method": method(report),
        "citation": citation(report).text,
    }
