"""Runs of a PDF page -> groups in reading order: columns are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import numpy as np

from pipeline.cleaning.formats.pdf_runs import Run

_STRIPS = 0.25 + 0.005 * np.arange(101)  # shares of the width at which a gutter is looked for


def split_columns(runs: list[Run], left: float, right: float, depth: int = 0) -> Iterator[list[Run]]:
    """Groups of runs in reading order: what crosses the gutter, then the left column, then the right one."""
    gutter = _gutter(runs, left, right) if depth < 3 else None
    if gutter is None:
        if runs:
            yield runs
        return
    sides: tuple[list[Run], list[Run]] = ([], [])
    across: list[Run] = []
    for run in sorted(runs, key=lambda r: -r.top):
        if run.left < gutter < run.right:
            if any(sides):
                yield from _both(across, sides, (left, gutter, right), depth)
                sides, across = ([], []), []
            across.append(run)
        else:
            sides[run.left >= gutter].append(run)
    yield from _both(across, sides, (left, gutter, right), depth)


def _both(
    across: list[Run], sides: tuple[list[Run], list[Run]], edges: tuple[float, float, float], depth: int
) -> Iterator[list[Run]]:
    if across:
        yield across
    yield from split_columns(sides[0], edges[0], edges[1], depth + 1)
    yield from split_columns(sides[1], edges[1], edges[2], depth + 1)


def _gutter(runs: list[Run], left: float, right: float) -> float | None:
    """The x of an empty strip with running text on both sides, or None."""
    if len(runs) < 12:
        return None
    width = right - left
    xs = left + width * _STRIPS
    lefts, rights = np.sort([run.left for run in runs]), np.sort([run.right for run in runs])
    crossing = lefts.searchsorted(xs + 3, "left") - rights.searchsorted(xs - 3, "right")
    least = crossing.min()
    if least > 0.2 * len(runs):
        return None
    best: list[float] = xs[crossing == least].tolist()
    middle = min(best, key=lambda x: abs(x - median(best)))
    beside = [[r for r in runs if r.right <= middle], [r for r in runs if r.left >= middle]]
    return middle if all(_is_running_text(side) for side in beside) and _overlap(*beside) else None


def _is_running_text(runs: list[Run]) -> bool:
    """True for six lines or more that mostly fill their column."""
    if len(runs) < 6:
        return False
    span = max(r.right for r in runs) - min(r.left for r in runs)
    return median(len(r.text) for r in runs) >= 20 and median(r.right - r.left for r in runs) > 0.6 * span


def _overlap(left: list[Run], right: list[Run]) -> bool:
    """True when the two columns stand beside each other, not one below the other."""
    top = min(max(r.top for r in left), max(r.top for r in right))
    bottom = max(min(r.bottom for r in left), min(r.bottom for r in right))
    return top - bottom > 3 * median(r.height for r in left)
