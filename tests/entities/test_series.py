"""Names in a list are of one kind."""

from __future__ import annotations

from tests.entities.reader import pick, read


def test_a_strange_word_among_bodies_is_a_body() -> None:
    assert pick(read("Wij werken met Accare, Zorgvonk en Karakter."), "ORG") == ["Accare", "Zorgvonk", "Karakter"]


def test_an_ordinary_word_or_a_person_among_bodies_is_none() -> None:
    assert pick(read("Wij werken met Accare, Ouders en Karakter."), "ORG") == ["Accare", "Karakter"]
    assert "Jan Dekker" not in pick(read("Aanwezig zijn Accare, Jan Dekker en Karakter."), "ORG")
