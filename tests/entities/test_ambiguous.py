"""Names that mean several places, or a person."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "home", "code"),
    [
        ("De gemeente Bergen (NH) besluit.", None, "GM0373"),
        ("De gemeente Bergen besluit.", "GM0893", "GM0893"),
        ("De provincie Groningen betaalt.", None, "PV20"),
        ("De gemeente Groningen betaalt.", None, "GM0014"),
        ("De gemeente Hengelo doet mee.", None, "GM0164"),
        ("Het college van de gemeente Rijswijk besluit.", None, "GM0603"),
        ("De gemeente 's-Gravenhage doet mee.", None, "GM0518"),
    ],
)
def test_a_shared_name_is_linked_by_what_stands_beside_it(text: str, home: str | None, code: str) -> None:
    assert pick(read(text, code=home), "GPE", "canonical_id") == [(code,)]


@pytest.mark.parametrize("name", ["Van Zwolle", "Van Utrecht", "Van Bergen", "Rijswijk", "Van den Bergen"])
def test_a_person_called_after_a_place_is_no_place(name: str) -> None:
    rows = read(f"Mevrouw {name} vraagt het woord.")
    assert pick(rows, "PERSON") == [name]
    assert pick(rows, "GPE") == []


def test_a_village_is_a_place_without_a_code_and_a_district_is_a_loc() -> None:
    rows = read("In Breskens en in Emmerhout, en in Helmond-Oost.")
    assert pick(rows, "GPE", "text", "canonical_id") == [("Breskens", None)]
    assert pick(rows, "LOC") == ["Emmerhout", "Helmond-Oost"]


def test_a_surname_that_is_a_village_too_is_no_place() -> None:
    assert pick(read("Hermen Nijland wist het niet."), "GPE") == []


def test_what_the_model_says_of_a_village_goes_first() -> None:
    assert pick(read("Het feest in Angelslo.", ("Angelslo", "LOC")), "LOC") == ["Angelslo"]
    assert pick(read("Volgens Markelo was het feest.", ("Markelo", "ORG")), "GPE") == []


def test_behind_a_word_of_place_a_village_is_one_whatever_the_model_says() -> None:
    assert pick(read("Het feest in Markelo.", ("Markelo", "ORG")), "GPE") == ["Markelo"]
    assert pick(read("Het feest in De Markelo Groep.", ("De Markelo Groep", "ORG")), "GPE") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan van Zwolle helpt in Kampen.", "Jan van Zwolle"),
        ("Indieners: Toon van Schijndel en anderen.", "Toon van Schijndel"),
        ("Spreker 1: de heer Huub van Dongen, Kampen", "Huub van Dongen"),
    ],
)
def test_a_given_name_before_van_and_a_town_makes_a_person_of_the_whole(text: str, name: str) -> None:
    rows = read(text, (name, "PERSON"))
    assert pick(rows, "PERSON", "text", "public") == [(name, False)]
    assert name.rsplit(maxsplit=1)[-1] not in pick(rows, "GPE")


def test_a_surname_before_van_and_a_town_is_somebody_of_that_town() -> None:
    rows = read("Wethouder Meijer van Zwolle tekende.", ("Meijer van Zwolle", "PERSON"))
    assert (pick(rows, "PERSON"), pick(rows, "GPE")) == (["Meijer"], ["Zwolle"])
