"""A body of several places is one name."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("De Rekenkamercommissie Den Helder en Texel meldt dat.", "Rekenkamercommissie Den Helder en Texel"),
        (
            "De Wmo-adviesraad Gouda, Zuidplas en Waddinxveen adviseert.",
            "Wmo-adviesraad Gouda, Zuidplas en Waddinxveen",
        ),
    ],
)
def test_places_of_one_body_belong_to_it(text: str, body: str) -> None:
    first = body.split(",", maxsplit=1)[0].split(" en ", maxsplit=1)[0]
    rows = read(text, (first, "ORG"))
    assert (pick(rows, "ORG"), pick(rows, "GPE")) == ([body], [])


def test_a_place_that_does_something_itself_stays_one() -> None:
    rows = read("Zorgboerderij Kampen en Zwolle werken samen.", ("Zorgboerderij Kampen", "ORG"))
    assert "Zwolle" in pick(rows, "GPE")
