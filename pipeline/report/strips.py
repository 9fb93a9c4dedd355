"""Strips: charts that fill one table cell. Coordinates are percentages, so they stretch while marks keep their size.

The row around a strip holds its words, so each strip is hidden from screen readers.
"""

from __future__ import annotations

from markupsafe import Markup

from pipeline.report.format import pct
from pipeline.report.marks import symbol, text
from pipeline.report.model import Estimate
from pipeline.report.report import Rungs

_TICKS = (0, 25, 50, 75, 100)


def _svg(body: str, *, height: int, css: str = "", ticks: bool = True) -> Markup:
    lines = "".join(
        f'<line class="{"grid" if t else "axis"}" x1="{t}%" x2="{t}%" y1="0" y2="100%"/>' for t in _TICKS if ticks
    )
    return Markup(  # noqa: S704  numbers and fixed words only
        f'<svg class="strip {css}" height="{height}" aria-hidden="true" focusable="false">{lines}{body}</svg>'
    )


def axis() -> Markup:
    """The ruler above strips of shares."""
    anchors = {0: "start", 100: "end"}
    body = "".join(text(f"{t}%", 13, pct(t / 100) if t else "0", "tick", anchors.get(t, "middle")) for t in _TICKS)
    return _svg(body, height=20, ticks=False)


def dots(own: Estimate, region: Estimate | None = None, everyone: Estimate | None = None) -> Markup:
    """A dot with its interval; the region as an open diamond, all municipalities as a grey bar across."""
    body = ""
    if everyone and everyone.share is not None:
        x = 100 * everyone.share
        body += f'<line class="all" x1="{x:.1f}%" x2="{x:.1f}%" y1="18%" y2="82%"/>'
    if own.share is None:
        return _svg(body + '<line class="unknown" x1="0" x2="100%" y1="50%" y2="50%"/>', height=42)
    body += _interval(own)
    if region and region.share is not None:
        body += _at(region.share, '<path class="open" d="M0-6L6 0L0 6L-6 0Z"/>')
    return _svg(body + _at(own.share, symbol(1, 0, 0, 5.5)), height=42)


def ladder(rungs: Rungs) -> Markup:
    """Stacked to 100 % from words to deeds; a tick where deeds begin, with the interval of their share below it.

    Too few sentences for a share are a dotted line, never a bar.
    """
    if not rungs.deeds.enough:
        return _svg('<line class="unknown" x1="0" x2="100%" y1="50%" y2="50%"/>', height=46, ticks=False)
    body, start = "", 0.0
    for i, share in enumerate(rungs.shares, 1):
        body += f'<rect class="l{i}" x="{start:.2f}%" width="{share:.2f}%" y="6" height="26"/>' if share else ""
        if share >= 7.5:
            body += text(f"{start + share / 2:.2f}%", 24, f"{share:.0f}", f"in{i}", "middle")
        start += share
    turn = sum(rungs.shares[:2])
    body += f'<line class="turn" x1="{turn:.1f}%" x2="{turn:.1f}%" y1="2" y2="42"/>'
    if rungs.deeds.interval:
        low, high = (100 - 100 * end for end in reversed(rungs.deeds.interval))
        body += f'<line class="turn-interval" x1="{low:.1f}%" x2="{high:.1f}%" y1="39" y2="39"/>'
    return _svg(body, height=46, css="ladder", ticks=False)


def bar(part: float, *, axis: bool = False) -> Markup:
    """A plain bar for a count, as long as its part (0-1) of the largest; with `axis` it is a share itself."""
    return _svg(f'<rect class="found" width="{100 * part:.1f}%" y="9" height="16"/>', height=34, ticks=axis)


def _at(share: float, mark: str) -> str:
    return f'<svg x="{100 * share:.1f}%" y="50%" overflow="visible">{mark}</svg>'


def _interval(e: Estimate) -> str:
    """A soft bar with firm ends, so that the margin can be read without seeing the tint."""
    if e.interval is None:
        return ""
    low, high = (100 * end for end in e.interval)
    line = f'<line class="interval" x1="{low:.1f}%" x2="{high:.1f}%" y1="50%" y2="50%"/>'
    return line + "".join(_at(end, '<path class="cap" d="M0-5V5"/>') for end in e.interval)
