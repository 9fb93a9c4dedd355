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


def test_a_profession_holds_for_the_other_mentions_and_hides_them() -> None:
    rows = read("Gezinscoach Lia Veenhof sprak. Volgens Veenhof komt het goed.")
    assert pick(rows, "PERSON", "text", "office", "public") == [
        ("Lia Veenhof", "gezinscoach", False),
        ("Veenhof", "gezinscoach", False),
    ]


def test_a_bare_surname_of_an_office_holder_and_a_professional_is_not_published() -> None:
    rows = read("Wethouder Bakker sprak. Gezinscoach Lia Bakker luisterde. Volgens Bakker komt het goed.")
    assert pick(rows, "PERSON", "text", "public") == [("Bakker", True), ("Lia Bakker", False), ("Bakker", False)]


def test_a_loose_sign_of_office_does_not_outweigh_a_profession() -> None:
    rows = read("Huisarts Lia Bakker kwam. Er was ook een wethouder, Lia Bakker sprak.")
    assert pick(rows, "PERSON", "text", "public") == [("Lia Bakker", False), ("Lia Bakker", False)]
