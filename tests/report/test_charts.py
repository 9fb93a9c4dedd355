from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.report.charts import Words, columns, describe, line_chart, mini
from pipeline.report.marks import Line
from pipeline.report.model import Estimate
from pipeline.report.report import Rungs
from pipeline.report.strips import dots, ladder

YEARS = (2011, 2012, 2013, 2014, 2015)
WORDS = Words("c", "Titel <x>", "Omschrijving & meer")
GOOD = Estimate(5, 20, 0.25, 0.1, 0.4)
FEW = Estimate(1, 4)


def _svg(markup: str) -> Any:
    return etree.fromstring(f"<div>{markup}</div>".encode())


def _paths(markup: str, css: str) -> list[str]:
    return [str(d) for d in _svg(markup).xpath(f"//path[@class='{css}']/@d")]


def test_a_line_is_never_drawn_across_a_gap() -> None:
    line = Line(("a",), 1, (GOOD, GOOD, FEW, GOOD, GOOD))
    paths = _paths(str(mini(WORDS, line, YEARS)), "line")
    assert [path.count("L") for path in paths] == [1, 1]


def test_years_with_too_little_data_are_hatched_and_said() -> None:
    line = Line(("a",), 1, (FEW,) * 5)
    markup = str(mini(WORDS, line, YEARS))
    assert len(_svg(markup).xpath("//rect[starts-with(@fill, 'url(')]")) == 5
    assert "te weinig" in markup
    assert "2011 te weinig gegevens" in describe([line], YEARS)


def test_a_drawing_comes_wide_and_narrow_with_its_own_words() -> None:
    svg = _svg(str(line_chart(WORDS, [Line(("a",), 1, (GOOD,) * 5)], YEARS, totals=[20] * 5)))
    assert svg.xpath("//svg/@class") == ["drawing wide", "drawing narrow"]
    assert svg.xpath("//title/text()") == ["Titel <x>", "Titel <x>"]
    assert len(set(svg.xpath("//@id"))) == 4


def test_one_year_is_a_point_with_its_margin() -> None:
    markup = str(line_chart(WORDS, [Line(("a",), 1, (GOOD,))], (2013,), totals=[20]))
    assert len(_paths(markup, "whisker")) == 2
    assert "Jeugdwet" not in markup


def test_the_axis_starts_at_zero_and_holds_every_band() -> None:
    high = Estimate(19, 20, 0.95, 0.8, 1.0)
    ticks = _svg(str(line_chart(WORDS, [Line(("a",), 1, (high,) * 5)], YEARS, totals=[20] * 5))).xpath("//text/text()")
    assert {"0", "100%"} <= set(ticks)


def test_a_ladder_adds_up_and_prints_only_what_fits() -> None:
    svg = _svg(str(ladder(Rungs((47, 40, 10, 2, 1), Estimate(13, 100, 0.13, 0.04, 0.29, unit="zinnen")))))
    widths = [float(w.rstrip("%")) for w in svg.xpath("//rect/@width")]
    assert abs(sum(widths) - 100) < 0.1
    assert svg.xpath("//text/text()") == ["47", "40", "10"]


def test_a_strip_without_data_is_dotted_and_shows_no_mark() -> None:
    svg = _svg(str(dots(FEW, GOOD, GOOD)))
    assert svg.xpath("//line[@class='unknown']")
    assert not svg.xpath("//circle | //*[@class='open']")


def test_columns_show_found_within_expected() -> None:
    svg = _svg(str(columns(WORDS, [3, 0], [4, 0], (2011, 2012))))
    assert svg.xpath("//text[@class='tick']/text()") == ["3/4", "0"]


def test_a_ladder_of_too_few_sentences_is_a_dotted_line_not_a_bar() -> None:
    svg = str(ladder(Rungs((2, 1, 0, 0, 0), Estimate(0, 3, unit="zinnen"))))
    assert 'class="unknown"' in svg
    assert "<rect" not in svg
