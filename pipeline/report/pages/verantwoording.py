"""Page "Verantwoording": method, definitions, quality, language model, versions, settings, limits."""

from __future__ import annotations

from typing import Any

from pipeline.report.files.citation import citation
from pipeline.report.page import Entry, Page
from pipeline.report.quality import flat_metrics, measured_at, measured_concepts, overview
from pipeline.report.report import Report
from pipeline.report.speech import say

ENTRY = Entry(100, "Verantwoording", "verantwoording.html", "nagaan", "Method")
SHOWN_METRICS = 400
SHOWN_SETTINGS = ("seed", "clean", "concepts", "embed", "topics", "trends")


def render(report: Report) -> list[Page]:
    """One page."""
    quality = measured_concepts(report.metrics)
    others = [row for row in flat_metrics(report.metrics) if not _per_concept(row[0], set(quality))]
    values = {
        "quality": [(report.concepts[id_], q) for id_, q in quality.items() if id_ in report.concepts],
        "overview": overview(report.metrics),
        "denial": measured_at(report.metrics, "ladder/flags/negated"),
        "private": measured_at(report.metrics, "entities/private_shown"),
        "metrics": others[:SHOWN_METRICS],
        "language": report.language,
        "scores": sorted(report.language.get("scores", {}).items()),
        "versions": sorted(report.versions.items()),
        "parameters": _parameters(report),
        "licences": _licences(report),
        "citation": citation(report).text,
    }
    return [
        Page("verantwoording.html", "verantwoording.html", say("Verantwoording", "Method"), ENTRY.href, values=values)
    ]


def _per_concept(path: str, concepts: set[str]) -> bool:
    return any(part in concepts for part in path.split(" / "))


def _parameters(report: Report) -> list[tuple[str, str]]:
    """Settings that the numbers depend on, flat."""
    settings: dict[str, Any] = report.settings.model_dump(mode="json")
    rows = []
    for key in SHOWN_SETTINGS:
        value = settings[key]
        rows += [(f"{key}.{k}", str(v)) for k, v in value.items()] if isinstance(value, dict) else [(key, str(value))]
    return rows


def _licences(report: Report) -> list[tuple[str, str, int]]:
    """Per source its terms of reuse, and its records."""
    records = report.tables["records"]
    found = []
    for source, settings in sorted(report.settings.sources.items()):
        own = records[records["source"] == source]
        stated = sorted(set(own["licence"].dropna())) or [settings.licence or "onbekend"]
        found.append((source, ", ".join(stated), len(own)))
    return found
