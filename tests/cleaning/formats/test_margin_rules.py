"""Letterheads and feet are told from text by what they consist of, and a broken list says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cleaning.formats.margin_rules import MarginRules, load_margin_rules
from pipeline.errors import ModelError
from tests.cleaning.formats.margins import MARGINS


@pytest.mark.parametrize(
    "line",
    [
        "Postbus 571",
        "Postbus 10, 1234 AB Nieuw-Elzerdam",
        "Bezoekadres: Raadhuisplein 1 | T 14 0990 | F (0990) 12 34 56",
        "E-mail: info@elzerdam.example - www.elzerdam.example",
        "Gemeente Elzerdam - registratienummer 13062",
        "Ons kenmerk: Z/14-0990 blad 1",
        "Pagina 1 van 2",
        "blz. 3/4",
    ],
)
def test_lines_of_nothing_but_addresses_and_marks_are_furniture(line: str) -> None:
    assert MARGINS.is_sure(line)


@pytest.mark.parametrize(
    "line",
    [
        "2013 in het kort",
        "1 Zie www.elzerdam.example voor de nota",
        "De gemeente Elzerdam vraagt u om een reactie",
        "Onderwerp: jeugd",
        "Datum: 3 maart 2014",
        "Verslag pagina 3",
    ],
)
def test_text_is_not(line: str) -> None:
    assert not MARGINS.is_furniture(line)


def test_the_name_of_a_municipality_alone_is_not_sure() -> None:
    assert MARGINS.is_furniture("Gemeente Elzerdam")
    assert not MARGINS.is_sure("Gemeente Elzerdam")


def test_a_line_that_can_be_read_in_very_many_ways_tries_each_run_of_words_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[tuple[int, int]] = []
    fits = MarginRules._fits

    def counted(rules: MarginRules, text: str, start: int, end: int) -> bool:
        tried.append((start, end))
        return fits(rules, text, start, end)

    monkeypatch.setattr(MarginRules, "_fits", counted)
    assert not MARGINS.is_furniture("regio bank 1111 regio a 1111 " * 4 + "!")
    assert len(tried) == len(set(tried)) > 20


def test_a_pattern_that_is_none_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "margins.yaml").write_text("parts: ['(']\nowners: []\npages: []\n")
    with pytest.raises(ModelError, match=r"margins\.yaml holds a pattern that is none"):
        load_margin_rules(tmp_path)
