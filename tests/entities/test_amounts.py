from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("Er is € 240.000 gereserveerd.", "€ 240.000", "240000"),
        ("Er is €1,2 miljoen voor.", "€1,2 miljoen", "1200000"),
        ("Dat kost 3,5 mln euro.", "3,5 mln euro", "3500000"),
        ("Zij vraagt zes ton.", "zes ton", "600000"),
        ("Het Rijk gaf negen miljoen euro.", "negen miljoen euro", "9000000"),
        ("Een kaartje is 7,50 euro.", "7,50 euro", "7.5"),
        ("De subsidie is € 640.000,-.", "€ 640.000,-", "640000"),
        ("Wij betalen € 38,--, reiskosten niet.", "€ 38,--", "38"),
        ("Tussen zes tot zeven ton dus.", "zes tot zeven ton", None),
    ],
)
def test_money_is_given_in_euros(text: str, found: str, value: str | None) -> None:
    assert pick(read(text), "MONEY", "text", "value") == [(found, value)]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [("Van hen is 15,4% klaar.", "15,4%", "15.4"), ("Ruim tien procent bleef.", "tien procent", "10")],
)
def test_a_share_is_given_in_per_cent(text: str, found: str, value: str) -> None:
    assert pick(read(text), "PERCENT", "text", "value") == [(found, value)]
