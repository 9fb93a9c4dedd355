"""Counts of what was right -> precision, recall and F, with 95 % intervals (Wilson 1927)."""

from __future__ import annotations

from typing import Any

from scipy.stats import binomtest


def rates(*, gold: int, found: int, right: int, met: int) -> dict[str, Any]:
    """Scores of one kind of thing.

    Args:
        gold: how many there are; met: how many of those were found.
        found: how many were found; right: how many of those are there.

    Returns:
        The four counts; ``precision`` (right / found) and ``recall`` (met / gold) with ``_low`` and ``_high``, ``f``;
        null where nothing can be said.
    """
    scores = {"gold": gold, "found": found, "right": right, "met": met}
    scores |= _share("precision", right, found) | _share("recall", met, gold)
    precision, recall = right / found if found else 0.0, met / gold if gold else 0.0
    f = 2 * precision * recall / (precision + recall) if precision and recall else None
    return scores | {"f": None if f is None else round(f, 4)}


def _share(name: str, part: int, whole: int) -> dict[str, Any]:
    if not whole:
        return {name: None, f"{name}_low": None, f"{name}_high": None}
    interval = binomtest(part, whole).proportion_ci(method="wilson")
    found = {name: part / whole, f"{name}_low": interval.low, f"{name}_high": interval.high}
    return {key: round(float(value), 4) for key, value in found.items()}
