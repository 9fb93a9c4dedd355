"""Report -> the chapters of the PDF on copied text, coverage and method: what the figures rest on."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.report.copying import flows, source_name
from pipeline.report.coverage import Cell, cells, per_source, reasons
from pipeline.report.files.licence import licences
from pipeline.report.format import count, decimal, margin, pct
from pipeline.report.model import Document
from pipeline.report.pdf.printable import shorten
from pipeline.report.quality import Quality, measured_concepts, overview
from pipeline.report.report import Report
from pipeline.report.speech import say

LANGUAGE = {
    "name": ("Naam", "Name"),
    "version": ("Versie", "Version"),
    "licence": ("Licentie", "Licence"),
    "why": ("Waarom", "Why"),
}
PAIRS, DOCUMENTS = 12, 10
SHOWN_SETTINGS = ("seed", "clean", "concepts", "embed", "topics", "trends")


def copying(report: Report) -> dict[str, Any]:
    """Who takes text over from whom, and how much of each year is taken over."""
    return {
        "years": [[str(year), *_copied([d for d in report.counted if d.year == year])] for year in report.years],
        "pairs": _pairs(report),
        "most": [
            [d.title, d.municipality or say("onbekend", "unknown"), pct(d.reused_share)]
            for d in sorted(report.counted, key=lambda d: (-d.reused_share, d.id))[:DOCUMENTS]
            if d.reused_share > 0
        ],
    }


def _copied(documents: list[Document]) -> list[str]:
    words = sum(d.words for d in documents)
    copied = sum(d.words * d.reused_share for d in documents)
    return [count(len(documents)), count(words), pct(copied / words) if words else "–"]


def _pairs(report: Report) -> list[list[str]]:
    """Municipality that took over, who wrote it first, passages, words and years; most words first."""
    found = flows(report)[:PAIRS]
    names = [(source_name(report, f.taker), shorten(source_name(report, f.source), 90)) for f in found]
    return [[*ends, count(f.passages), count(f.words), "–".join(f.years)] for ends, f in zip(names, found, strict=True)]


def coverage(report: Report) -> dict[str, Any]:
    """Usable of expected per municipality and year, per source, and what fell away."""
    found = cells(report)
    return {
        "years": [str(year) for year in report.years],
        "regions": [
            {
                "name": region or say("Zonder regio", "No region"),
                "rows": [[m.name, *(_cell(found.get((m.code, y), Cell())) for y in report.years)] for m in members],
            }
            for region, members in groupby(report.municipalities, key=lambda m: m.region)
        ],
        "sources": [[name, count(c.usable), count(c.obtained), count(c.of)] for name, c in per_source(report)],
        "reasons": [[words, count(n)] for _, words, n in reasons(report)],
    }


def _cell(cell: Cell) -> list[Any]:
    return [f"{cell.usable}/{cell.of}" if cell.of else "–", cell.share]


def method(report: Report) -> dict[str, Any]:
    """Quality with margins, the language model, versions, settings and licences."""
    quality = measured_concepts(report.metrics)
    return {
        "quality": [_quality(words, q) for words, q in overview(report.metrics)],
        "concepts": [_quality(report.concepts[id_].label, q) for id_, q in quality.items() if id_ in report.concepts],
        "language": [
            [say(*words), str(report.language[key])] for key, words in LANGUAGE.items() if report.language.get(key)
        ],
        "versions": [[name, version] for name, version in sorted(report.versions.items())],
        "settings": _settings(report),
        "licences": [[name, words, count(n)] for name, words, n in licences(report)],
        "draws": count(report.settings.trends.draws),
        "min_documents": report.settings.trends.min_documents,
        "min_municipalities": report.settings.trends.min_municipalities,
        "below": decimal(report.settings.trends.significant_below),
        "fictional": report.settings.places.fictional,
        "counted": count(len(report.counted)),
    }


def _quality(words: str, q: Quality) -> list[str]:
    return [
        words,
        _measured(q.precision, q.low, q.high),
        _measured(q.recall, q.recall_low, q.recall_high),
        count(q.sentences) if q.sentences is not None else "–",
    ]


def _measured(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return "–"
    return pct(value) + (f" ({margin(low, high)})" if low is not None and high is not None else "")


def _settings(report: Report) -> list[list[str]]:
    settings: dict[str, Any] = report.settings.model_dump(mode="json")
    rows = []
    for key in SHOWN_SETTINGS:
        value = settings[key]
        rows += [[f"{key}.{k}", str(v)] for k, v in value.items()] if isinstance(value, dict) else [[key, str(value)]]
    return rows
