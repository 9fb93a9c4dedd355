from __future__ import annotations

import re
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import ImageFont

from pipeline.report.charts import LABEL, TICK, VALUE, Words, columns, line_chart, mini
from pipeline.report.copying import Flow
from pipeline.report.lettering import cut, width, wrapped
from pipeline.report.marks import Line
from pipeline.report.model import Estimate
from pipeline.report.pictures import flow_matrix
from pipeline.report.speech import LANGUAGES, speaking

WORDS = Words("c", "Titel", "Omschrijving")
YEARS = (2011, 2012, 2013, 2014, 2015)
FULL = Estimate(2000, 2000, 1.0, 1.0, 1.0)
LONG = (
    "transformation (renewal of content and culture of youth care)",
    "eigen kracht",
    "jeugdgezondheidszorgorganisaties en schoolmaatschappelijk werk",
    "WWWWWWWWWWWWWWWWWWWWWWWWW",
)
FONT = Path(__file__).parents[2] / "pipeline/report/typst/fonts/NotoSans-SemiBold.ttf"
SIZES = {"label": LABEL, "value": VALUE, "year": VALUE}


@pytest.mark.parametrize("words", [*LONG, "59% (43–72%)", "1 januari 2015: Jeugdwet", "Samenwerking met het onderwijs"])
def test_words_are_never_taken_for_narrower_than_they_are(words: str) -> None:
    drawn = ImageFont.truetype(FONT, 1000).getlength(words) / 1000
    assert 0.97 * drawn <= width(words, 1) <= 1.35 * drawn


def test_lines_fit_and_what_is_left_out_is_seen() -> None:
    lines = wrapped(LONG[0], 110, size=14)
    assert max(width(line, 14) for line in lines) <= 110
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert wrapped("eigen kracht", 110, size=14) == ["eigen kracht"]
    assert cut("kort", 110, size=14) == "kort"


@pytest.mark.parametrize(
    ("language", "labels", "point"), list(product(LANGUAGES, pairwise(LONG), (FULL, Estimate(1, 4))))
)
def test_no_label_of_a_line_chart_leaves_the_drawing(language: str, labels: tuple[str, str], point: Estimate) -> None:
    with speaking(language):
        lines = [Line((label,), slot, (point,) * 5) for slot, label in enumerate(labels, 1)]
        assert not _outside(line_chart(WORDS, lines, YEARS, totals=[20_000] * 5))
        assert not _outside(line_chart(WORDS, [Line(("a",), 1, (FULL,) * 2)], (2014, 2015), totals=[20_000] * 2))


def test_no_number_leaves_a_small_chart() -> None:
    assert not _outside(mini(WORDS, Line(("a",), 1, (FULL,) * 5), YEARS))
    assert not _outside(mini(WORDS, Line(("a",), 1, (Estimate(1, 4),) * 5), YEARS))
    assert not _outside(columns(WORDS, [123_456, 0], [234_567, 0], (2014, 2015)))


def test_no_name_leaves_the_drawing_of_who_copied_whom() -> None:
    names = {str(i): name for i, name in enumerate(LONG)}
    assert not _outside(flow_matrix([Flow(a, b, 3, 90, 1) for a, b in product(names, names) if a != b], names))


def _outside(markup: object) -> list[str]:
    """The texts that stand past an edge of their drawing."""
    return [
        str(t.text)
        for svg in etree.fromstring(f"<div>{markup}</div>".encode())
        for t in svg.iter("text")
        if not _inside(t, svg)
    ]


def _inside(words: Any, svg: Any) -> bool:
    _, _, right, bottom = map(float, svg.get("viewBox").split())
    size = SIZES.get(words.get("class").split()[0] if words.get("class") else "", TICK)
    long, x, y = width(words.text, size), float(words.get("x")), float(words.get("y"))
    if turned := re.match(r"translate\(([\d.]+) ([\d.]+)\)", words.getparent().get("transform") or ""):
        return float(turned[1]) + 0.64 * long <= right and 0.76 * long <= float(turned[2])
    start = x - {"middle": long / 2, "end": long}.get(words.get("text-anchor"), 0.0)
    return start >= -1 and start + long <= right + 1 and size * 0.7 <= y <= bottom - 1
