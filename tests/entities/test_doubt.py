"""Whom the model alone takes for a person gets another label when nothing speaks for it, and stays hidden."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Namens de gemeente doet Zorgvonk mee.", "Zorgvonk", "ORG"),
        ("De inloop in Vreemdveld begint.", "Vreemdveld", "GPE"),
        ("Wij vieren het in De Zonnevonk samen.", "De Zonnevonk", "FAC"),
    ],
)
def test_a_name_without_any_sign_is_no_person_but_hidden(text: str, name: str, label: str) -> None:
    assert pick(read(text, (name, "PERSON")), label, "text", "public") == [(name, False)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Later hielp Fadoua Ameziane mee.", "Fadoua Ameziane"),
        ("Later hielp T. Zorgvonk mee.", "T. Zorgvonk"),
        ("Later hielp mevrouw Zorgvonk mee.", "Zorgvonk"),
        ("Later hielp Zorgvonk (14) mee.", "Zorgvonk"),
        ("Later hielpen Zorgvonk en mevrouw Dekker mee.", "Zorgvonk"),
        ("Later hielp Jansen-Zorgvonk mee.", "Jansen-Zorgvonk"),
    ],
)
def test_one_sign_keeps_the_person(text: str, name: str) -> None:
    assert name in pick(read(text, (name, "PERSON")), "PERSON")
