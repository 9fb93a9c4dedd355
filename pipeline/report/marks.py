"""Marks that drawings and strips share: text, symbols, a series with its band, hatching, labels moved apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from pipeline.report.model import Estimate


@dataclass(frozen=True)
class Line:
    """One series of a line chart: its label, slot 1-4 (colour and marker) or 0 (grey reference).

    `short` stands beside its end in place of the label, where its colour and its dashes say the rest.
    """

    label: tuple[str, ...]
    slot: int
    points: tuple[Estimate, ...]
    band: bool = True
    dashed: bool = False
    short: str = ""


@dataclass(frozen=True)
class Plot:
    """Where the data lie: positions of the years, and the share at the top of the axis."""

    xs: tuple[float, ...]
    top: float
    bottom: float
    most: float

    def y(self, share: float) -> float:
        """Height of a share."""
        return self.bottom - (self.bottom - self.top) * share / self.most


def text(x: object, y: object, content: str, css: str = "", anchor: str = "start") -> str:
    """One line of text."""
    return f'<text x="{x}" y="{y}" class="{css}" text-anchor="{anchor}">{escape(content)}</text>'


def symbol(slot: int, x: float, y: float, r: float = 5) -> str:
    """Marker of a series: circle, square, triangle, diamond; shape goes with colour, always."""
    if slot in (0, 1):
        return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>'
    if slot == 2:
        a = r * 0.9
        return f'<rect class="mark" x="{x - a:.1f}" y="{y - a:.1f}" width="{2 * a:.1f}" height="{2 * a:.1f}"/>'
    a = r * (1.2 if slot == 3 else 1.3)
    if slot == 3:
        return f'<path class="mark" d="M{x:.1f} {y - a:.1f}L{x + a:.1f} {y + a * 0.8:.1f}H{x - a:.1f}Z"/>'
    return f'<path class="mark" d="M{x:.1f} {y - a:.1f}L{x + a:.1f} {y:.1f}L{x:.1f} {y + a:.1f}L{x - a:.1f} {y:.1f}Z"/>'


def series(line: Line, plot: Plot, *, radius: float) -> str:
    """A line with its band and, with a radius, its symbols; broken where a year has too little data."""
    out = []
    for run in _runs(line.points):
        if line.band:
            out.append(_band(line, run, plot))
        path = "L".join(f"{plot.xs[i]:.1f} {plot.y(line.points[i].share or 0):.1f}" for i in run)
        out.append(f'<path class="line{" dashed" if line.dashed else ""}" d="M{path}"/>')
        if radius or len(run) == 1:
            out += [symbol(line.slot, plot.xs[i], plot.y(line.points[i].share or 0), radius or 2) for i in run]
    return f'<g class="s{line.slot}">{"".join(out)}</g>'


def hatched(chart_id: str, points: Sequence[Estimate], plot: Plot) -> str:
    """Hatched columns for years with too little data."""
    gaps = [i for i, e in enumerate(points) if not e.enough]
    if not gaps:
        return ""
    half = (plot.xs[1] - plot.xs[0]) / 2 if len(plot.xs) > 1 else 30
    left, right = plot.xs[0] - half * 0.5, plot.xs[-1] + half * 0.5
    out = (
        f'<defs><pattern id="{chart_id}-h" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>'
    )
    for i in gaps:
        a, b = max(left, plot.xs[i] - half), min(right, plot.xs[i] + half)
        out += (
            f'<rect x="{a:.1f}" y="{plot.top}" width="{b - a:.1f}" height="{plot.bottom - plot.top}" '
            f'fill="url(#{chart_id}-h)"/>'
        )
    return out


def spread(wanted: Sequence[float], heights: Sequence[float], bounds: tuple[float, float]) -> list[float]:
    """Move the middles of labels apart so that none overlaps, as little as possible, and none leaves the bounds."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed, half = [wanted[i] for i in order], [heights[i] / 2 for i in order]
    for _ in range(60):
        for a in range(len(placed) - 1):
            overlap = placed[a] + half[a] + half[a + 1] - placed[a + 1]
            if overlap > 0:
                placed[a] -= overlap / 2
                placed[a + 1] += overlap / 2
        placed = [min(bounds[1] - h, max(bounds[0] + h, p)) for p, h in zip(placed, half, strict=True)]
    result = [0.0] * len(wanted)
    for i, p in zip(order, placed, strict=True):
        result[i] = p
    return result


def _runs(points: Sequence[Estimate]) -> list[list[int]]:
    """Stretches of years with enough data: a line is never drawn across a gap."""
    runs: list[list[int]] = [[]]
    for i, e in enumerate(points):
        if e.enough:
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _band(line: Line, run: list[int], plot: Plot) -> str:
    ends = [(plot.xs[i], interval) for i in run if (interval := line.points[i].interval)]
    if len(ends) == 1:
        x, (low, high) = ends[0]
        return f'<path class="whisker" d="M{x:.1f} {plot.y(low):.1f}V{plot.y(high):.1f}"/>'
    up = [f"{x:.1f} {plot.y(high):.1f}" for x, (_, high) in ends]
    down = [f"{x:.1f} {plot.y(low):.1f}" for x, (low, _) in reversed(ends)]
    return f'<path class="band" d="M{"L".join(up + down)}Z"/>' if ends else ""
