"""What quality.json says about quality, as far as it was measured. Every part of it may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Quality:
    """How well one concept is found; shares between 0 and 1, None when not measured.

    Attributes:
        low: lower end of the 95 % interval of the precision.
        high: upper end.
        sentences: gold sentences that hold the concept.
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
