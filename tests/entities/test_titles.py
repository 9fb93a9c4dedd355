"""Titles of reports and notes are found behind a word that announces one."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.entities.extract import extract_entities
from tests.entities.reader import MODELS


def _titles(text: str, *names: tuple[int, int, str]) -> list[str]:
    payload: dict[str, Any] = {"text": text, "year": None, "municipality_code": None, "names": [*names]}
    found = extract_entities(payload, models=str(MODELS), fictional=False, window_words=8)
    spans = zip(found["start"], found["end"], found["label"], strict=True)
    return [text[start:end] for start, end, label in spans if label == "WORK_OF_ART"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("De nota ‘Samen opgroeien’ ligt ter inzage.", "Samen opgroeien"),
        ("Een rapport met de titel Dichterbij verscheen.", "Dichterbij"),
        ("Zij verwijst naar het Beleidsplan Jeugd 2012-2015.", "Beleidsplan Jeugd 2012-2015"),
        ("Lees het Jeugdplan 2011-2014: talent voor later.", "Jeugdplan 2011-2014: talent voor later"),
        ("Lith, A. van (2011). Teams in soorten. Tijdschrift voor Zorg, 53, 1-12.", "Teams in soorten"),
        ("De raad stelde de visie Kracht in de Peel vast.", "Kracht in de Peel"),
        ("Wij gaven een brochure uit met tips: Samen sterk in de buurt\nDaarna volgt meer.", "Samen sterk in de buurt"),
    ],
)
def test_a_title_is_found(text: str, title: str) -> None:
    assert _titles(text) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "In de nota staat onder meer: Geld\n",
        "Publicatie: Tendernet op papier, 2 juni 2014\n",
        "Het rapport is helder: De raad stemt in met het plan.\n",
    ],
)
def test_an_ordinary_sentence_is_no_title(text: str) -> None:
    assert _titles(text) == []


def test_the_models_title_goes_up_to_the_closing_mark() -> None:
    text = "Hij las 'Jeugd dichtbij huis, ook in de Mijnstreek' voor."
    part = text.index("Jeugd"), text.index(", ook"), "WORK_OF_ART"
    assert _titles(text, part) == ["Jeugd dichtbij huis, ook in de Mijnstreek"]
