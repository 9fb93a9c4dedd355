from __future__ import annotations

import re
from pathlib import Path

from pipeline.report import site
from pipeline.report.format import count, date, decimal, listing
from pipeline.report.speech import say, speaking
from pipeline.report.words import STEPS

TEMPLATES = Path(site.__file__).parent / "templates"


def test_the_same_words_come_out_in_the_language_of_the_page() -> None:
    assert (say("jaar", "year"), STEPS["middelen"], date("2014-05-03")) == ("jaar", "Middelen", "3 mei 2014")
    with speaking("en"):
        assert (say("jaar", "year"), STEPS["middelen"], date("2014-05-03")) == ("year", "Means", "3 May 2014")
        assert (count(1234), decimal(0.5), listing(["a", "b"])) == ("1,234", "0.50", "a and b")
    assert (count(1234), decimal(0.5), listing(["a", "b"])) == ("1.234", "0,50", "a en b")


def test_values_go_in_as_they_are_even_with_braces() -> None:
    assert say("{} van {}", "{} of {}", "{x}", 3) == "{x} van 3"


def test_both_languages_of_a_text_ask_for_as_many_values() -> None:
    pair = re.compile(r't\("([^"]*)", "([^"]*)"')
    for file in sorted(TEMPLATES.glob("*.html")):
        for dutch, english in pair.findall(file.read_text(encoding="utf-8")):
            assert dutch.count("{}") == english.count("{}"), (file.name, dutch)
