"""What a text calls by a name once, it calls so again."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        (
            "Nieuwe Perspectieven (NPX) start. Ouders zijn blij met NPX.",
            "PRODUCT",
            ["Nieuwe Perspectieven", "NPX", "NPX"],
        ),
        (
            "Stichting Zorgboom, hierna: Zorgboom, helpt. Bel Zorgboom.",
            "ORG",
            ["Stichting Zorgboom", "Zorgboom", "Zorgboom"],
        ),
        (
            "Op basisschool Het Ankerpunt telt men 214 leerlingen. Bij Het Ankerpunt is plaats.",
            "ORG",
            ["basisschool Het Ankerpunt", "Het Ankerpunt"],
        ),
    ],
)
def test_a_short_name_is_found_again(text: str, label: str, names: list[str]) -> None:
    assert pick(read(text), label) == names


def test_an_ordinary_word_in_brackets_is_no_short_name() -> None:
    assert pick(read("Nieuwe Perspectieven (Jongeren) start. De Jongeren komen."), "PRODUCT") == [
        "Nieuwe Perspectieven"
    ]
