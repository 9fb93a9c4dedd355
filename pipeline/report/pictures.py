"""Drawings for single pages: who copies whom, the map of topics. See charts for the rules that they keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from pipeline.report.charts import Size, Words, drawing
from pipeline.report.copying import Flow
from pipeline.report.marks import text
from pipeline.report.speech import say

CELL = 34
SIDE = 150
TOP = 130
_EDGES = (50, 150, 400, 1000)  # words from which a cell gets a stronger colour
_MAP = Size(900, 560, 0)
_NARROW = Size(340, 380, 0)


@dataclass(frozen=True)
class Spot:
    """A topic on the map: position between 0 and 1, weight for its size."""

    number: int
    label: str
    x: float
    y: float
    weight: int
    firm: bool


def flow_matrix(flows: Sequence[Flow], names: Mapping[str, str]) -> Markup:
    """Sources (rows) by takers (columns); colour in five classes of words, the number of stretches printed."""
    sources = [key for key in names if any(f.source == key for f in flows)]
    takers = [key for key in names if any(f.taker == key for f in flows)]
    found = {(f.source, f.taker): f for f in flows}
    size = Size(SIDE + CELL * len(takers) + 70, TOP + CELL * len(sources) + 6, 0)
    body = [_heading(SIDE + CELL * (j + 0.5), names[key]) for j, key in enumerate(takers)]
    for i, source in enumerate(sources):
        y = TOP + CELL * i
        body.append(text(SIDE - 10, f"{y + CELL / 2 + 4:.1f}", _short(names[source]), "tick", "end"))
        for j, taker in enumerate(takers):
            body.append(_cell(SIDE + CELL * j, y, found.get((source, taker)), same=source == taker))
    title = say("Wie van wie tekst overnam", "Who took text from whom")
    said = [
        say(
            f"{names[f.taker]} nam {f.stretches} stukken over van {names[f.source]} ({f.words} woorden)",
            f"{names[f.taker]} took {f.stretches} stretches from {names[f.source]} ({f.words} words)",
        )
        for f in flows[:20]
    ]
    return drawing(Words("overname", title, "; ".join(said) + "."), size, "".join(body), "matrix")


def _heading(x: float, name: str) -> str:
    return (
        f'<g transform="translate({x:.1f} {TOP - 10}) rotate(-50)">{text(0, 0, _short(name), "tick")}</g>'
    )


def _short(name: str) -> str:
    return name if len(name) <= 22 else name[:21] + "…"


def _cell(x: float, y: float, flow: Flow | None, *, same: bool) -> str:
    css = f"c{sum(flow.words >= edge for edge in _EDGES) + 1}" if flow else "own" if same else "none"
    box = f'<rect class="{css}" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="2"/>'
    if flow is None:
        return box
    return box + text(f"{x + CELL / 2}", f"{y + CELL / 2 + 4.5:.1f}", str(flow.stretches), f"on-{css}", "middle")


def topic_map(spots: Sequence[Spot]) -> Markup:
    """Topics as circles, wide with names and narrow with numbers; a shaky topic has a dashed edge."""
    title = say("Kaart van onderwerpen", "Map of topics")
    description = say(
        "Cirkels die dicht bij elkaar liggen, staan vaak in dezelfde documenten: ",
        "Circles that lie close together are often found in the same documents: ",
    ) + ", ".join(f"{s.number} {s.label}" for s in spots)
    wide = _spots(spots, _MAP, names=True)
    narrow = _spots(spots, _NARROW, names=False)
    return drawing(Words("kaart-wide", title, description), _MAP, wide, "wide map") + drawing(
        Words("kaart-narrow", title, description), _NARROW, narrow, "narrow map"
    )


def _spots(spots: Sequence[Spot], size: Size, *, names: bool) -> str:
    most = max(s.weight for s in spots)
    scale = 30 if names else 16
    radii = [max(0.3, sqrt(s.weight / most)) * scale for s in spots]
    side, top = (150 if names else 24), 34
    points = [(side + s.x * (size.width - 2 * side), top + s.y * (size.height - 2 * top)) for s in spots]
    points = _apart(points, radii, gap=30 if names else 6, size=size)
    out = []
    for spot, (x, y), r in sorted(zip(spots, points, radii, strict=True), key=lambda item: -item[2]):
        css = "spot" if spot.firm else "spot shaky"
        out.append(f'<circle class="{css}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>')
        if names:
            for n, line in enumerate(_lines(f"{spot.number}. {spot.label}")):
                out.append(text(f"{x:.1f}", f"{y + r + 13 + 13 * n:.1f}", line, "tick halo", "middle"))
        else:
            out.append(text(f"{x:.1f}", f"{y + 4:.1f}", str(spot.number), "tick halo", "middle"))
    return "".join(out)


def _lines(label: str, width: int = 24) -> list[str]:
    words, lines = label.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:2] if len(lines) <= 2 else [lines[0], lines[1][: width - 1] + "…"]


def _apart(
    points: list[tuple[float, float]], radii: list[float], *, gap: float, size: Size
) -> list[tuple[float, float]]:
    """Push circles apart until none touch, in small steps, always the same way."""
    placed = [list(p) for p in points]
    for _ in range(200):
        for a in range(len(placed)):
            for b in range(a):
                dx, dy = placed[a][0] - placed[b][0], placed[a][1] - placed[b][1]
                distance = sqrt(dx * dx + dy * dy) or 1.0
                over = radii[a] + radii[b] + gap - distance
                if over > 0:
                    push = over / 2 / distance
                    shift = (dx or 1.0) * push * 0.5, (dy or 0.7) * push
                    placed[a] = [placed[a][0] + shift[0], placed[a][1] + shift[1]]
                    placed[b] = [placed[b][0] - shift[0], placed[b][1] - shift[1]]
        for p, r in zip(placed, radii, strict=True):
            side = max(r, 85.0 if gap > 10 else r)
            p[0] = min(size.width - side, max(side, p[0]))
            p[1] = min(size.height - r - (30 if gap > 10 else 2), max(r + 2, p[1]))
    return [(x, y) for x, y in placed]
