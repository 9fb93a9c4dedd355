"""A drawing of charts.py -> an SVG of its own for the PDF, with colours inside, and words as alternative text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from pipeline.report.charts import Words, describe, line_chart, mini
from pipeline.report.marks import Line

_SERIES = {0: "#75838A", 1: "#0A6F8A", 2: "#B84510", 3: "#641B6B", 4: "#26391A"}
_STYLE = (
    'text{font-family:"Noto Sans";fill:#13212A;font-size:13px}.tick{fill:#4A5A63;font-size:12px}.year{fill:#4A5A63}'
    ".value{fill:#4A5A63}.label{font-weight:600;font-size:14px}"
    ".grid{stroke:#D9E0E1;fill:none}.axis{stroke:#75838A;fill:none}"
    ".event{stroke:#75838A;stroke-dasharray:2 3;fill:none}"
    ".hatch{stroke:#75838A;stroke-width:1;opacity:.55}.line{fill:none;stroke-width:2.5;stroke-linejoin:round}"
    ".dashed{stroke-width:1.75;stroke-dasharray:5 4}.band{fill-opacity:.14;stroke-width:.75;stroke-dasharray:1 2.5}"
    ".whisker{stroke-width:4;opacity:.28;fill:none}.mark{stroke:#FFFFFF;stroke-width:1.5}.mini .mark{stroke-width:.7}"
    + "".join(
        f".s{n} .line,.s{n} .whisker,.s{n} .band{{stroke:{c}}}.s{n} .band,.s{n} .mark,.s{n} .label{{fill:{c}}}"
        for n, c in _SERIES.items()
    )
)
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def line_picture(
    title: str, lines: Sequence[Line], years: Sequence[int], *, totals: Sequence[int], colour: str = ""
) -> dict[str, Any]:
    """A line chart with bands, for the width of a page; `colour` is that of the first series, in place of ours."""
    drawn = line_chart(Words("grafiek", title, ""), lines, years, totals=totals)
    return {"svg": styled(drawn, colour), "alt": f"{title}. {describe(lines, years)}"}


def small_picture(title: str, line: Line, years: Sequence[int], *, most: float, colour: str = "") -> dict[str, Any]:
    """A small multiple."""
    drawn = mini(Words("klein", title, ""), line, years, most=most)
    return {"svg": styled(drawn, colour), "alt": f"{title}. {describe([line], years)}"}


def styled(drawing: Markup, colour: str = "") -> str:
    """The first drawing in the markup (the wide one, where there are two), with fixed light colours inside."""
    found = _SVG.search(str(drawing))
    svg = found[0] if found else "<svg></svg>"
    head, _, rest = svg.partition(">")
    style = _STYLE.replace(_SERIES[1], colour) if colour else _STYLE
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'
