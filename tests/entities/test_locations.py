from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "found", "code"),
    [
        ("De gemeente Zwolle doet mee.", "Zwolle", "GM0193"),
        ("De provincie Utrecht betaalt.", "Utrecht", "PV26"),
        ("De gemeente Utrecht betaalt.", "Utrecht", "GM0344"),
        ("In Overijssel is dat anders.", "Overijssel", "PV23"),
        ("Wij gaan naar Den Haag.", "Den Haag", "GM0518"),
        ("De gemeente Bergen (L.) doet mee.", "Bergen (L.)", "GM0893"),
        ("De gemeente Bergen doet mee.", "Bergen", None),
        ("Utrecht is groot.", "Utrecht", None),
        ("Het congres is te Utrecht.", "Utrecht", "GM0344"),
        ("Gedeputeerde Staten van Groningen besluiten.", "Groningen", "PV20"),
        ("Vos, A. (2012). Samen sterk. Utrecht: uitgeverij.", "Utrecht", "GM0344"),
        ("Postbus 12, 3500 GD Utrecht", "Utrecht", "GM0344"),
    ],
)
def test_a_place_is_linked_only_when_it_is_clear_which_one_is_meant(text: str, found: str, code: str | None) -> None:
    assert pick(read(text), "GPE", "text", "canonical_id") == [(found, code)]


def test_a_town_in_a_list_of_provinces_is_not_taken_for_the_town() -> None:
    rows = pick(read("Het gaat om drie provincies: Drenthe, Groningen, Overijssel."), "GPE", "text", "canonical_id")
    assert ("Groningen", "GM0014") not in rows


@pytest.mark.parametrize(
    ("text", "code"), [("In IJsselland werken wij samen.", "JZ07"), ("De regio Arnhem koopt in.", "JZ28")]
)
def test_a_youth_care_region_is_a_loc(text: str, code: str) -> None:
    assert pick(read(text), "LOC", "canonical_id") == [(code,)]


@pytest.mark.parametrize(("year", "code"), [(2011, "GM0055"), (2014, "GM0080")])
def test_a_dissolved_municipality_is_its_successor_in_a_later_document(year: int, code: str) -> None:
    assert pick(read("De gemeente Boarnsterhim doet mee.", year=year), "GPE", "canonical_id") == [(code,)]


def test_the_documents_own_municipality_settles_a_shared_name() -> None:
    rows = read("Het college van Bergen besluit.", code="GM0373")
    assert pick(rows, "GPE", "canonical_id") == [("GM0373",)]


@pytest.mark.parametrize("text", ["Best een goed plan.", "Leiden is hier het woord.", "Delft u met ons mee?"])
def test_an_ordinary_word_is_no_municipality_without_evidence(text: str) -> None:
    assert pick(read(text), "GPE") == []


def test_the_language_model_or_an_enumeration_is_evidence() -> None:
    assert pick(read("Best is een dorp.", ("Best", "GPE")), "GPE") == ["Best"]
    assert pick(read("Eindhoven, Best en Veldhoven werken samen."), "GPE") == ["Eindhoven", "Best", "Veldhoven"]


def test_adjectives_of_places_are_norp() -> None:
    rows = read("Drie Gelderse en twee Zwolse raadsleden kwamen.")
    assert pick(rows, "NORP", "text", "canonical_id") == [("Gelderse", "PV25"), ("Zwolse", "GM0193")]


def test_fictional_places_are_known_only_where_asked_for() -> None:
    text = "De gemeente Sandermeer en de regio Merenland."
    assert pick(read(text), "GPE") == []
    assert pick(read(text, fictional=True), "GPE", "canonical_id") == [("GM9901",)]
