"""Office holders by where their names stand: a report that misses these masks people who speak in an office."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


def _public(text: str, *names: str) -> list[str]:
    rows = read(text, *((name, "PERSON") for name in names))
    return [row["text"] for row in rows if row["label"] == "PERSON" and row["public"]]


def test_who_stands_under_a_party_is_a_member_of_the_council() -> None:
    names = ("Henk Nijbroek", "Ina Kleine", "Jan Stevens")
    text = "De raad\n\nCDA (3 zetels): Henk Nijbroek (fractievoorzitter), Ina Kleine en Jan Stevens.\n\nEinde"
    assert _public(text, *names) == list(names)


def test_two_offices_and_two_names_in_a_signature_belong_together() -> None:
    text = "Aldus besloten, de secretaris, de burgemeester, W. Haverkamp T.J. van Beek"
    rows = read(text, ("W. Haverkamp", "PERSON"), ("T.J. van Beek", "PERSON"))
    assert pick(rows, "PERSON", "text", "office") == [
        ("W. Haverkamp", "gemeentesecretaris"),
        ("T.J. van Beek", "burgemeester"),
    ]


def test_a_colleague_of_an_alderman_is_one() -> None:
    text = "Wethouder Ad Goossens en zijn collega uit Landerd, Ben Brands, stemden in."
    assert _public(text, "Ad Goossens", "Ben Brands") == ["Ad Goossens", "Ben Brands"]


@pytest.mark.parametrize("middle", ["de moeder van Sem. ", "mevrouw Te Selle. "])
def test_a_colleague_of_somebody_else_stays_private(middle: str) -> None:
    text = f"Wethouder Ad Goossens sprak met {middle}Zijn collega Bennie Rauwerdink schreef mee."
    assert "Bennie Rauwerdink" not in _public(text, "Ad Goossens", "Bennie Rauwerdink")


def test_a_municipality_in_brackets_tells_for_whom_an_alderman_is_there() -> None:
    text = "Bestuurlijk overleg jeugd\nDeelnemers: Anneke Blijleven (Teylingen) en Ton Hogervorst (Leiderdorp)"
    rows = read(text, ("Anneke Blijleven", "PERSON"), ("Ton Hogervorst", "PERSON"))
    assert pick(rows, "PERSON", "office", "body") == [("wethouder", "Teylingen"), ("wethouder", "Leiderdorp")]


def test_parents_with_their_town_in_brackets_stay_private() -> None:
    assert _public("Vijf ouders: Fatima Bos (Almere) en Ton Vos (Urk).", "Fatima Bos", "Ton Vos") == []


def test_the_chair_of_a_council_of_clients_holds_no_public_office() -> None:
    assert _public("Namens de cliëntenraad, voorzitter Mieke van Driel.", "Mieke van Driel") == []


def test_two_names_before_their_office_both_hold_it() -> None:
    text = "Groeten van Ditte Scholtens en Koos Brandsma (raadsleden)."
    assert _public(text, "Ditte Scholtens", "Koos Brandsma") == ["Ditte Scholtens", "Koos Brandsma"]


def test_a_guest_who_speaks_between_members_stays_private() -> None:
    text = "De heer Erdogan (PvdA) vraagt. Mevrouw Van Wijk (CDA) vraagt. De inspreker knikt. Mevrouw Lente vraagt."
    assert "Lente" not in _public(text, "Erdogan", "Van Wijk", "Lente")


def test_a_surname_that_the_model_takes_for_a_body_is_a_person() -> None:
    rows = read("Heeft Oldhof gelijk? Wethouder Jan Oldhof schreef.", ("Jan Oldhof", "PERSON"), ("Oldhof", "ORG"))
    assert pick(rows, "PERSON") == ["Oldhof", "Jan Oldhof"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "de secretaris,            de burgemeester,\nT. Wiersma                J.H. van Hall\n",
            ["T. Wiersma", "J.H. van Hall"],
        ),
        (
            "Aanwezig namens het college: C. Blom (burgemeester), H. Kramer, J. Visser.",
            ["C. Blom", "H. Kramer", "J. Visser"],
        ),
        ("Motie M1 (PvdA, mevrouw Bos; D66, de heer De Wit)", ["Bos", "De Wit"]),
        ("Van: Tanja Smeenk en Noud Wanders (Lokaal Belang)", ["Tanja Smeenk", "Noud Wanders"]),
        ("De heer Smit (VVD) en mevrouw Post (Red Amsterdam) vragen dat.", ["Smit", "Post"]),
        ("Aalbers, M. - VVD\nEijk, D. van - CDA\n", ["Aalbers, M.", "Eijk, D. van"]),
        ("Wethouder Kramer sprak. Later verwees Kramer naar voorganger Stef Visser.", ["Kramer", "Stef Visser"]),
        ("De fractie van het CDA, bij monde van de heer Jansen, wil uitstel.", ["Jansen"]),
        ("De gemeenteraad sprak. Namens de VVD-fractie vraagt de heer Smit uitstel.", ["Smit"]),
        ("Klaas Loosman is voorgedragen als wethouder.", ["Klaas Loosman"]),
        ("Mevrouw Van der Raad (ChristenUnie) vraagt dat.", ["Van der Raad"]),
    ],
)
def test_a_holder_of_an_office_is_shown(text: str, names: list[str]) -> None:
    shown = dict(pick(read(text, *((name, "PERSON") for name in names)), "PERSON", "text", "public"))
    assert {name: shown.get(name) for name in names} == dict.fromkeys(names, True)


@pytest.mark.parametrize(
    "text",
    [
        "Van: Jan Smeenk en Noud Wanders (ouders van Sem)",
        "Wethouder Kramer luisterde. Jan Smeenk en zijn opvolger Noud Wanders van de buurtvereniging ook.",
        "Geachte heer Kramer,\n\nMijn collega Jan Smeenk sprak met Noud Wanders.",
        "De heer Smit (VVD) sprak met Jan Smeenk (Samen DOEN) en Noud Wanders (Wij West).",
    ],
)
def test_who_stands_beside_one_is_not(text: str) -> None:
    names = ["Jan Smeenk", "Noud Wanders"]
    shown = dict(pick(read(text, *((name, "PERSON") for name in names)), "PERSON", "text", "public"))
    assert {name: shown.get(name) for name in names} == dict.fromkeys(names, False)
