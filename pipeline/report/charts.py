"""Drawings: SVG with a view box, a title and a description, in two widths where text would get too small.

Shares go in between 0 and 1. Colours come from the style sheet, never from here; nothing is drawn across a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.report.format import margin, pct
from pipeline.report.lettering import widest_word, width, wrapped
from pipeline.report.marks import Line, Plot, hatched, series, spread, text
from pipeline.report.speech import say

LABEL, VALUE, TICK, ROW = 14, 13, 12, 17  # sizes of letters as in site.css, and of a row of them


@dataclass(frozen=True)
class Words:
    """What a drawing says to those who cannot see it; `id` is unique on its page."""

    id: str
    title: str
    description: str


@dataclass(frozen=True)
class Size:
    """Width and height of a drawing, and the room at the right for labels, in SVG units."""

    width: int
    height: int
    right: int


def line_chart(words: Words, lines: Sequence[Line], years: Sequence[int], *, totals: Sequence[int]) -> Markup:
    """Shares over the years with their bands, for a wide and for a narrow column; the style sheet shows one."""
    sizes = {"wide": Size(640, 340, _room(lines, 150, 190)), "narrow": Size(340, 300, _room(lines, 116, 136))}
    return Markup().join(
        _line_chart(words, lines, years, totals=totals, size=size, css=css) for css, size in sizes.items()
    )


def _room(lines: Sequence[Line], least: int, most: int) -> int:
    """Room at the right in which the longest word of a label fits, within bounds."""
    longest = max(widest_word(_label(line), LABEL) for line in lines)
    return min(most, max(least, round(longest) + 20))


def _line_chart(
    words: Words, lines: Sequence[Line], years: Sequence[int], *, totals: Sequence[int], size: Size, css: str
) -> Markup:
    plot = Plot(_positions(len(years), 46, size.width - size.right), 30, size.height - 46, _ceiling(lines))
    right = size.width - size.right + 12
    body = [_ruler(plot, right), _event(plot, years, size.width)]
    ordered = sorted(lines, key=lambda s: -s.slot)
    body += [series(line, plot, radius=4.5 if line.slot and not line.dashed else 0) for line in ordered]
    for x, year, total in zip(plot.xs, years, totals, strict=True):
        body += [text(f"{x:.1f}", plot.bottom + 20, str(year), "year", "middle")]
        body += [text(f"{x:.1f}", plot.bottom + 38, str(total), "tick", "middle")]
    body.append(_end_labels(lines, plot, right + 6, size))
    return drawing(Words(f"{words.id}-{css}", words.title, words.description), size, "".join(body), css)


def mini(words: Words, own: Line, years: Sequence[int], *, reference: Line | None = None, most: float = 1.0) -> Markup:
    """One panel of small multiples; every panel on a page has the same axis."""
    size = Size(172, 124, 54)
    plot = Plot(_positions(len(years), 10, size.width - size.right), 18, size.height - 24, most)
    body = [hatched(words.id, own.points, plot)]
    for share in (0.0, most / 2, most):
        css = "grid" if share else "axis"
        body.append(f'<path class="{css}" d="M0 {plot.y(share):.1f}H{size.width - size.right + 8}"/>')
    body.append(text(0, plot.top - 5, pct(most), "tick"))
    body += [series(reference, plot, radius=0)] if reference else []
    body += [series(own, plot, radius=2.6), _mini_words(own, plot, size.width - size.right + 12)]
    body += [text(plot.xs[0] - 8, plot.bottom + 17, str(years[0]), "tick")]
    body += [text(plot.xs[-1] + 8, plot.bottom + 17, str(years[-1]), "tick", "end")] if len(years) > 1 else []
    return drawing(words, size, "".join(body), "mini")


def columns(words: Words, found: Sequence[int], expected: Sequence[int], years: Sequence[int]) -> Markup:
    """Documents found (filled) within documents expected (outline), per year."""
    labels = [_of(have, want) for have, want in zip(found, expected, strict=True)]
    more = 14 if any(len(label) > 1 for label in labels) else 0
    size, top, bottom = Size(60 * len(years), 150 + more, 0), 22 + more, 122 + more
    scale = (bottom - top) / max(*expected, *found, 1)
    body = []
    for i, (have, want, label) in enumerate(zip(found, expected, labels, strict=True)):
        x, highest = i * 60 + 8, bottom - max(want, have) * scale - 6
        for css, n, edge in (("expected", want, 0.5), ("found", have, 0.0)):
            height = n * scale
            body.append(
                f'<rect class="{css}" x="{x + edge}" y="{bottom - height:.1f}" '
                f'width="{44 - 2 * edge}" height="{height:.1f}"/>'
            )
        body += [text(x + 22, f"{highest - 14 * n:.1f}", part, "tick", "middle") for n, part in enumerate(label[::-1])]
        body.append(text(x + 22, bottom + 18, str(years[i]), "year", "middle"))
    body.append(f'<path class="axis" d="M0 {bottom}H{size.width}"/>')
    return drawing(words, size, "".join(body), "columns")


def _of(have: int, want: int) -> list[str]:
    """ "12/31", in two lines where that is too wide for a column."""
    label = f"{have}/{want}" if want != have else str(have)
    return [label] if width(label, TICK) <= 58 else [str(have), f"/{want}"]


def drawing(words: Words, size: Size, body: str, css: str) -> Markup:
    """Wrap a drawing; it may grow by a fifth at most, so that text keeps its size."""
    return Markup(  # noqa: S704  the body is made here; all text in it went through escape()
        f'<svg class="drawing {css}" viewBox="0 0 {size.width} {size.height}" width="{size.width * 1.2:.0f}" '
        f'role="img" aria-labelledby="{words.id}-t {words.id}-d"><title id="{words.id}-t">{escape(words.title)}</title>'
        f'<desc id="{words.id}-d">{escape(words.description)}</desc>{body}</svg>'
    )


def describe(lines: Sequence[Line], years: Sequence[int]) -> str:
    """All points of a chart in words."""
    parts, few = [], say("te weinig gegevens", "too little data")
    for line in lines:
        points = (
            f"{year} {pct(e.share)} ({margin(e.low, e.high)})" if e.share is not None else f"{year} {few}"
            for year, e in zip(years, line.points, strict=True)
        )
        parts.append(f"{' '.join(line.label)}: {', '.join(points)}.")
    return " ".join(parts)


def _positions(n: int, left: float, right: float) -> tuple[float, ...]:
    if n == 1:
        return ((left + right) / 2,)
    return tuple(left + i * (right - left) / (n - 1) for i in range(n))


def _ceiling(lines: Sequence[Line]) -> float:
    """Top of the axis: 20, 40, 60, 80 or 100 %, so that all bands fit."""
    highest = max((e.high or e.share or 0 for line in lines for e in line.points), default=0)
    return next((most for most in (0.2, 0.4, 0.6, 0.8) if highest <= most), 1.0)


def _ruler(plot: Plot, right: float) -> str:
    step = 0.2 if plot.most > 0.4 else plot.most / 4
    shares = [i * step for i in range(round(plot.most / step) + 1)]
    body = ""
    for share in shares:
        body += f'<path class="{"grid" if share else "axis"}" d="M0 {plot.y(share):.1f}H{right:.1f}"/>'
        body += text(0, f"{plot.y(share) - 5:.1f}", pct(share) if share else "0", "tick")
    return body


def _event(plot: Plot, years: Sequence[int], right: int) -> str:
    """The Jeugdwet came into force on 1 January 2015: between the points of 2014 and 2015."""
    if not (years[0] <= 2014 and years[-1] >= 2015):
        return ""
    at = list(years).index(2014)
    x = (plot.xs[at] + plot.xs[at + 1]) / 2
    line = f'<path class="event" d="M{x:.1f} {plot.top - 10}V{plot.bottom}"/>'
    words = say("1 januari 2015: Jeugdwet", "1 January 2015: Youth Act")
    before = width(words, TICK) <= x - 7
    if not before and width(words, TICK) > right - x - 7:
        words = "1-1-2015"
    end = f"{x - 7 if before else x + 7:.1f}"
    return line + text(end, plot.top - 6, words, "tick halo", "end" if before else "start")


def _mini_words(own: Line, plot: Plot, x: float) -> str:
    last = own.points[-1]
    out = ""
    if last.share is not None:
        at = max(plot.top + 6, min(plot.bottom - 4, plot.y(last.share) + 5))
        out += f'<g class="s{own.slot}">{text(x, f"{at:.1f}", pct(last.share), "label")}</g>'
    if not any(e.enough for e in own.points):
        middle, height = (plot.xs[0] + plot.xs[-1]) / 2, (plot.top + plot.bottom) / 2
        out += text(middle, height - 3, say("te weinig", "too little"), "value halo", "middle")
        out += text(middle, height + 13, say("gegevens", "data"), "value halo", "middle")
    return out


def _end_labels(lines: Sequence[Line], plot: Plot, x: float, size: Size) -> str:
    """Beside the end of each line its name, share and margin, moved apart where they would overlap."""
    blocks = [_end_label(line, size.width - x) for line in lines]
    wanted = [plot.y(line.points[-1].share or 0) for line in lines]
    middles = spread(wanted, [ROW * len(block) + 6 for block in blocks], (8, size.height - 20))
    out = ""
    for line, block, middle in zip(lines, blocks, middles, strict=True):
        first = middle - ROW * len(block) / 2 + 13
        words = (text(x, f"{first + ROW * i:.1f}", part, css) for i, (part, css) in enumerate(block))
        out += f'<g class="s{line.slot}">{"".join(words)}</g>'
    return out


def _end_label(line: Line, room: float) -> list[tuple[str, str]]:
    """Rows of text, each with its class."""
    last = line.points[-1]
    few = say("te weinig gegevens", "too little data")
    value = f"{pct(last.share)} ({margin(last.low, last.high)})" if last.share is not None else few
    named = _named(_label(line), room)
    return [(part, "label") for part in named] + [(part, "value") for part in wrapped(value, room, size=VALUE)]


def _label(line: Line) -> str:
    return line.short or " ".join(line.label)


def _named(label: str, room: float) -> list[str]:
    """The label in rows; without what stands between brackets behind it where that does not fit."""
    rows = wrapped(label, room, size=LABEL)
    short = label.partition(" (")[0]
    return wrapped(short, room, size=LABEL) if rows and rows[-1].endswith("…") and short else rows
