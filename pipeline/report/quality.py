"""What metrics.json says about quality, as far as it was measured. Every part of it may be missing."""

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
    """Quality per concept id: every entry with a precision or recall below a key that holds per-concept results."""
    section = metrics.get("concepts")
    if not isinstance(section, Mapping):
        return {}
    per = next(
        (section[k] for k in ("per_concept", "by_concept", "each") if isinstance(section.get(k), Mapping)), section
    )
    found = {
        str(id_): _quality(v)
        for id_, v in per.items()
        if isinstance(v, Mapping) and ("precision" in v or "recall" in v)
    }
    return {id_: q for id_, q in sorted(found.items()) if q.precision is not None or q.recall is not None}


def flat_metrics(metrics: Mapping[str, Any], *, above: tuple[str, ...] = ()) -> list[tuple[str, float]]:
    """All numbers in metrics.json with their path, in order."""
    rows: list[tuple[str, float]] = []
    for key, value in metrics.items():
        path = (*above, str(key))
        if isinstance(value, Mapping):
            rows += flat_metrics(value, above=path)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            rows.append((" / ".join(path), float(value)))
    return rows


def _quality(row: Mapping[str, Any]) -> Quality:
    low, high = _pair(row, "precision")
    recall_low, recall_high = _pair(row, "recall")
    sentences = next((row[k] for k in ("gold", "support", "sentences", "n") if isinstance(row.get(k), int)), None)
    return Quality(
        _number(row.get("precision")), _number(row.get("recall")), low, high, recall_low, recall_high, sentences
    )


def _pair(row: Mapping[str, Any], name: str) -> tuple[float | None, float | None]:
    interval = row.get(f"{name}_interval")
    if isinstance(interval, list | tuple) and len(interval) == 2:
        return _number(interval[0]), _number(interval[1])
    return _number(row.get(f"{name}_low")), _number(row.get(f"{name}_high"))


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
