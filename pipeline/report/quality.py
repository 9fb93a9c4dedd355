"""What quality.json says about quality, as far as it was measured. Every part of it may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.report.speech import say


@dataclass(frozen=True)
class Quality:
    """How well one concept is found; shares between 0 and 1, None when not measured.

    Attributes:
        low: lower end of the 95 % interval of the precision.
        high: upper end.
        sentences: gold sentences that hold the concept, or whatever else was judged.
    """

    precision: float | None
    recall: float | None
    low: float | None = None
    high: float | None = None
    recall_low: float | None = None
    recall_high: float | None = None
    sentences: int | None = None


def measured_concepts(metrics: Mapping[str, Any]) -> dict[str, Quality]:
    """Quality per concept id, from ``concepts.per_concept``; concepts without a single sentence are left out."""
    section = metrics.get("concepts")
    per = section.get("per_concept") if isinstance(section, Mapping) else None
    if not isinstance(per, Mapping):
        return {}
    found = {str(id_): _quality(row) for id_, row in sorted(per.items()) if isinstance(row, Mapping)}
    return {id_: q for id_, q in found.items() if q.precision is not None or q.recall is not None}


OVERVIEW = {
    "concepts/micro": ("Een begrip in een zin", "A concept in a sentence"),
    "ladder/accuracy": ("De trede van een zin", "The step of a sentence"),
    "ladder/deeds": ("Een zin over daden", "A sentence about deeds"),
    "ladder/flags/negated": ("Vermoeden: een ontkenning", "Suspected: a denial"),
    "ladder/flags/conditional": ("Vermoeden: een voorwaarde", "Suspected: a condition"),
    "ladder/flags/quoted": ("Vermoeden: woorden of plannen van anderen", "Suspected: words or plans of others"),
    "on_topic": (
        "Gaat een document over jeugd of het sociaal domein",
        "Whether a document is about youth or the social domain",
    ),
    "dates/right": ("De datum van een document", "The date of a document"),
    "places/municipality/right": ("De gemeente van een document", "The municipality of a document"),
    "document_types/right": ("De soort van een document", "The kind of a document"),
    "entities/exact/micro": ("Een naam, datum of bedrag in een tekst", "A name, date or amount in a text"),
    "copies/passages": ("Een overgenomen alinea", "A copied passage"),
    "rejects_right": ("De reden dat een bestand afviel", "The reason for a reject"),
}


def overview(metrics: Mapping[str, Any]) -> list[tuple[str, Quality]]:
    """What was measured, in words, most important first; what was not measured is left out."""
    rows = [(say(*words), measured_at(metrics, path)) for path, words in OVERVIEW.items()]
    return [(words, quality) for words, quality in rows if quality is not None]


def measured_at(metrics: Mapping[str, Any], path: str) -> Quality | None:
    """Quality at a path such as ``ladder/deeds``: precision and recall, or one share of what was judged."""
    row: Any = metrics
    for key in path.split("/"):
        row = row.get(key) if isinstance(row, Mapping) else None
    if not isinstance(row, Mapping):
        return None
    if "share" in row:
        share, low, high = (_number(row.get(name)) for name in ("share", "low", "high"))
        found = Quality(share, None, low, high, sentences=row.get("n"))
    else:
        found = _quality(row)
    return None if found.precision is None and found.recall is None else found


def flat_metrics(metrics: Mapping[str, Any], *, above: tuple[str, ...] = ()) -> list[tuple[str, float]]:
    """All numbers in quality.json with their path, in order."""
    rows: list[tuple[str, float]] = []
    for key, value in metrics.items():
        path = (*above, str(key))
        if isinstance(value, Mapping):
            rows += flat_metrics(value, above=path)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            rows.append((" / ".join(path), float(value)))
    return rows


def _quality(row: Mapping[str, Any]) -> Quality:
    names = ("precision", "recall", "precision_low", "precision_high", "recall_low", "recall_high")
    shares = [_number(row.get(name)) for name in names]
    return Quality(shares[0], shares[1], shares[2], shares[3], shares[4], shares[5], row.get("gold"))


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
