"""Drawings for single pages: who copies whom, the map of topics. See charts for the rules that they keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from pipeline.report.charts import Size, Words, drawing
from pipeline.report.copying import Flow
from pipeline.report.lettering import cut, width
from pipeline.report.marks import text
from pipeline.report.speech import say

CELL = 34
NAME, LETTERS = 190, 12  # room for the name of a municipality, and the size of its letters
SLANT, RISE = 0.643, 0.766  # what a heading turned by 50 degrees takes of its width to the right, and upwards
_EDGES = (50, 150, 400, 1000)  # words from which a cell gets a stronger colour
_MAP = Size(900, 620, 0)
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
    """Sources (rows) by takers (columns); colour in five classes of words, the number of passages printed."""
    sources = [key for key in names if any(f.source == key for f in flows)]
    takers = [key for key in names if any(f.taker == key for f in flows)]
    found = {(f.source, f.taker): f for f in flows}
    shown = {key: cut(names[key], NAME, size=LETTERS) for key in (*sources, *takers)}
    side = round(max(width(shown[key], LETTERS) for key in sources)) + 14
    top = round(RISE * max(width(shown[key], LETTERS) for key in takers)) + 24
    ends = [side + CELL * (j + 0.5) + SLANT * width(shown[key], LETTERS) for j, key in enumerate(takers)]
    size = Size(round(max(*ends, side + CELL * len(takers))) + 10, top + CELL * len(sources) + 6, 0)
    body = [_heading(side + CELL * (j + 0.5), top - 10, shown[key]) for j, key in enumerate(takers)]
    for i, source in enumerate(sources):
        y = top + CELL * i
        body.append(text(side - 10, f"{y + CELL / 2 + 4:.1f}", shown[source], "tick", "end"))
        for j, taker in enumerate(takers):
            body.append(_cell(side + CELL * j, y, found.get((source, taker)), same=source == taker))
    title = say("Wie van wie tekst overnam", "Who took text from whom")
    said = [
        say(
            f"{names[f.taker]} nam tekst over van {names[f.source]}: alinea’s {f.passages}, woorden {f.words}",
            f"{names[f.taker]} took text from {names[f.source]}: passages {f.passages}, words {f.words}",
        )
        for f in flows[:20]
    ]
    return drawing(Words("overname", title, "; ".join(said) + "."), size, "".join(body), "matrix")


def _heading(x: float, y: float, name: str) -> str:
    return f'<g transform="translate({x:.1f} {y}) rotate(-50)">{text(0, 0, name, "tick")}</g>'


def _cell(x: float, y: float, flow: Flow | None, *, same: bool) -> str:
    css = f"c{sum(flow.words >= edge for edge in _EDGES) + 1}" if flow else "own" if same else "none"
    box = f'<rect class="{css}" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="2"/>'
    if flow is None:
        return box
    return box + text(f"{x + CELL / 2}", f"{y + CELL / 2 + 4.5:.1f}", str(flow.passages), f"on-{css}", "middle")


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
    most = max(1, *(s.weight for s in spots))
    radii = [max(0.3, sqrt(s.weight / most)) * (30 if names else 16) for s in spots]
    labels = [_lines(f"{s.number}. {s.label}") if names else [str(s.number)] for s in spots]
    boxes = [
        (max(2 * r, *(width(line, LETTERS) for line in words)) + 8, 2 * r + (15 * len(words) + 8 if names else 4))
        for r, words in zip(radii, labels, strict=True)
    ]
    centres = _apart([(s.x, s.y) for s in spots], boxes, size=size)
    out = []
    for i in sorted(range(len(spots)), key=lambda i: -radii[i]):
        (x, y), r = centres[i], radii[i]
        middle = y - boxes[i][1] / 2 + r + 2
        css = "spot" if spots[i].firm else "spot shaky"
        out.append(f'<circle class="{css}" cx="{x:.1f}" cy="{middle:.1f}" r="{r:.1f}"/>')
        start = middle + r + 14 if names else middle + 4
        out += [
            text(f"{x:.1f}", f"{start + 14 * n:.1f}", line, "tick halo", "middle") for n, line in enumerate(labels[i])
        ]
    return "".join(out)


def _lines(label: str, width: int = 24) -> list[str]:
    words, lines = label.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:2] if len(lines) <= 2 else [lines[0], lines[1][: width - 1] + "…"]


def _apart(places: list[tuple[float, float]], boxes: list[tuple[float, float]], *, size: Size) -> list[list[float]]:
    """Centres of boxes (width, height) that overlap as little as can be: pushed apart along their shortest overlap."""
    centres = [
        [w / 2 + x * (size.width - w), h / 2 + y * (size.height - h)]
        for (x, y), (w, h) in zip(places, boxes, strict=True)
    ]
    for _ in range(60 if len(centres) > 40 else 300):
        for a in range(len(centres)):
            for b in range(a):
                _push(centres[a], centres[b], boxes[a], boxes[b])
        for centre, (w, h) in zip(centres, boxes, strict=True):
            centre[0] = min(size.width - w / 2, max(w / 2, centre[0]))
            centre[1] = min(size.height - h / 2, max(h / 2, centre[1]))
    return centres


def _push(one: list[float], other: list[float], own: tuple[float, float], its: tuple[float, float]) -> None:
    apart = [one[i] - other[i] for i in (0, 1)]
    over = [(own[i] + its[i]) / 2 - abs(apart[i]) for i in (0, 1)]
    if min(over) <= 0:
        return
    axis = 0 if over[0] < over[1] else 1
    step = over[axis] / 2 * (1 if apart[axis] >= 0 else -1)
    one[axis] += step
    other[axis] -= step
