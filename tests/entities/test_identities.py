from __future__ import annotations

from tests.entities.reader import pick, read


def test_a_later_bare_surname_inherits_the_office() -> None:
    rows = read("Wethouder Filip van As sprak. Volgens Van As komt het goed.")
    assert pick(rows, "PERSON", "text", "office") == [("Filip van As", "wethouder"), ("Van As", "wethouder")]


def test_another_person_of_that_surname_stays_private() -> None:
    rows = read("Wethouder Filip Bakker sprak. Later sprak mevrouw Ria Bakker.")
    assert pick(rows, "PERSON", "text", "public") == [("Filip Bakker", True), ("Ria Bakker", False)]


def test_a_surname_shared_with_a_private_person_is_not_published() -> None:
    rows = read("Wethouder Filip Bakker sprak met moeder Bakker. Bakker knikte.")
    assert pick(rows, "PERSON", "public") == [(True,), (False,), (False,)]


def test_a_private_name_is_hidden_wherever_it_stands_again() -> None:
    rows = read("Moeder Wilma Hagenstein kwam. Iedereen kent Wilma, en Hagenstein is een bekende naam.")
    assert pick(rows, "PERSON", "text", "public") == [
        ("Wilma Hagenstein", False),
        ("Wilma", False),
        ("Hagenstein", False),
    ]


def test_a_private_name_is_hidden_even_when_the_model_calls_it_a_place() -> None:
    rows = read("De familie Dam kreeg hulp.", ("Dam", "GPE"))
    assert [(r["label"], r["public"]) for r in rows] == [("PERSON", False)]


def test_the_partner_of_a_private_person_is_hidden_too() -> None:
    rows = read("Bij Harm en Joke Lubberts hing een lijst.", ("Joke Lubberts", "PERSON"))
    assert pick(rows, "PERSON", "text", "public") == [("Harm", False), ("Joke Lubberts", False)]
