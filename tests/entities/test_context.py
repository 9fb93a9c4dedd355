"""Programmes, titles, streets and places by what stands beside them."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("Ouders volgen de cursus Pubers in huis, tweemaal per jaar.", "PRODUCT", "Pubers in huis"),
        ("Het programma Samen Sterk Thuis is uitgebreid.", "PRODUCT", "Samen Sterk Thuis"),
        ("Ouders volgden Vaders op Dreef, een cursus van de gemeente.", "PRODUCT", "Vaders op Dreef"),
        ("Zij kwamen met het manifest Niks over ons aan.", "WORK_OF_ART", "Niks over ons"),
        ("Lees de folder Samen ouder, apart inloggen.", "WORK_OF_ART", "Samen ouder, apart inloggen"),
        ("Dit staat in de Meicirculaire 2014.", "WORK_OF_ART", "Meicirculaire 2014"),
        ("Rekenkamer (2012). De wijk als opvoeder. Den Haag: Sdu.", "WORK_OF_ART", "De wijk als opvoeder"),
        ("Er is een inloop in de Vincent van Goghstraat.", "FAC", "Vincent van Goghstraat"),
        ("De zaak ligt in Sporthal De Kastanje.", "FAC", "Sporthal De Kastanje"),
        ("De zaak ligt in sporthal De Kastanje.", "FAC", "De Kastanje"),
        ("Wij komen op de Nationale Week van de Opvoeding in De Dors.", "EVENT", "Nationale Week van de Opvoeding"),
        ("Zij wonen op Texel met vier kinderen.", "LOC", "Texel"),
        ("De gezinnen in Kanaleneiland doen mee.", "LOC", "Kanaleneiland"),
        ("Wij lazen Zuidema, K. (2009). Signalen.", "PERSON", "Zuidema, K."),
        ("Aan het gezin A. is hulp gegeven.", "PERSON", "A."),
    ],
)
def test_a_name_is_found_by_what_stands_beside_it(text: str, label: str, name: str) -> None:
    assert name in pick(read(text), label)


def test_a_town_in_capitals_that_opens_a_line_is_linked() -> None:
    assert pick(read("HOOGEVEEN - De raad stemt in."), "GPE", "text", "canonical_id") == [("HOOGEVEEN", "GM0118")]


@pytest.mark.parametrize("name", ["College van B&W van Stein", "Raad van de gemeente Katwijk"])
def test_a_council_is_its_municipality(name: str) -> None:
    rows = read(f"Dat besloot het {name} gisteren.", (name, "ORG"))
    assert pick(rows, "GPE") == [name.rsplit(" ", 1)[1]]
    assert pick(rows, "ORG") == []


def test_the_postcode_behind_a_private_address_is_hidden() -> None:
    rows = read("Mevrouw Jansen, Kerkstraat 12, 9403 AB Assen, kreeg hulp.")
    assert any("9403 AB" in hidden for hidden in pick(rows, "ID"))
