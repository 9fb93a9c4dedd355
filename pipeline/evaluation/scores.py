"""Proportions, precision, recall and F, with counts and Wilson intervals; what has no base is absent, never 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Metrics = dict[str, Any]
Span = tuple[int, int]


def proportion(count: int, number: int) -> Metrics:
    """A share with its count and 95 % interval (Wilson 1927, JASA 22: 209-212); without the share when number is 0."""
    if number == 0:
        return {"count": 0, "n": 0}
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415 - half a second to import

    low, high = proportion_confint(count, number, method="wilson")
    return {
        "share": float(count / number),
        "low": float(low),
        "high": float(high),
        "count": int(count),
        "n": int(number),
    }


def agreement(right: int, *, found: int, gold: int) -> Metrics:
    """Precision, recall and F1.

    Args:
        right: found and in the gold.
        found: all that was found.
        gold: all that should be found.
    """
    result: Metrics = {"right": int(right), "found": int(found), "gold": int(gold)}
    for name, number in (("precision", found), ("recall", gold)):
        if number:
            part = proportion(right, number)
            result |= {name: part["share"], f"{name}_low": part["low"], f"{name}_high": part["high"]}
    if found and gold:
        result["f"] = float(2 * right / (found + gold))
    return result


def overlap(one: Span, other: Span) -> int:
    """Characters in both spans."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def pair_up(gold: Iterable[Span], found: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Pairs of overlapping spans, one to one, those with the largest overlap first."""
    wanted, others = list(gold), list(found)
    candidates = [(-overlap(g, f), i, j) for i, g in enumerate(wanted) for j, f in enumerate(others)]
    pairs: list[tuple[Span, Span]] = []
    used: set[int] = set()
    taken: set[int] = set()
    for size, i, j in sorted(candidates):
        if size < 0 and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((wanted[i], others[j]))
    return pairs


def round_all(metrics: Mapping[str, Any]) -> Metrics:
    """The same numbers with four decimals, keys in order, so that equal results give equal files."""
    return {str(key): _rounded(metrics[key]) for key in sorted(metrics, key=str)}


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return round_all(value)
    return round(float(value), 4) if isinstance(value, float) else value
