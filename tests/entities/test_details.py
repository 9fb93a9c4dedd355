from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Bel 06-00001234 voor meer.", "06-00001234"),
        ("Haar nummer is 038 - 000 00 00.", "038 - 000 00 00"),
        ("Mail j.de.vries@post.example even.", "j.de.vries@post.example"),
        ("Zijn BSN is 111222333.", "111222333"),
        ("Mevrouw De Boer, wonende Kerkepad 14, sprak in.", "Kerkepad 14"),
        ("De familie Bos aan de Oude Vaart 97 kreeg hulp.", "Oude Vaart 97"),
        ("Mevrouw De Boer (Zilverberk 118) schreef ons.", "Zilverberk 118"),
    ],
)
def test_personal_details_are_never_public(text: str, hidden: str) -> None:
    assert pick(read(text), "ID", "text", "public") == [(hidden, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Zijn BSN is 111222334.",  # fails the eleven-test
        "Zaaknummer 111222333 is gesloten.",  # no word for a BSN near
        "Bel 14 038 of 0900-0000.",  # numbers of public services
        "Bezoekadres: Raadhuisplein 1",
        "In de Wmo 2015 staat dit.",
        "Van de Jeugdwet 2014 weten wij weinig.",
    ],
)
def test_other_numbers_are_no_personal_details(text: str) -> None:
    assert pick(read(text), "ID") == []


def test_who_lives_at_a_named_address_is_hidden_even_when_the_model_sees_nobody() -> None:
    rows = read("Een van hen, Dirkje Posthuma van de Oude Vaart 97, kwam.")
    assert pick(rows, "PERSON", "text", "public") == [("Dirkje Posthuma", False)]
