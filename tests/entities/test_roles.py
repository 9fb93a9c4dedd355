from __future__ import annotations

import pytest

from tests.entities.reader import pick, read

FIELDS = ("text", "office", "body", "public")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wethouder Anna van Buren van gemeente Zwolle zei ja.", ("Anna van Buren", "wethouder", "Zwolle", True)),
        ("Anna Pieters, wethouder gemeente Kampen, zei ja.", ("Anna Pieters", "wethouder", "Kampen", True)),
        ("Staatssecretaris Van Buren (VWS) zei ja.", ("Van Buren", "staatssecretaris", None, True)),
        ("De secretaris, de heer W. Zijlstra, las voor.", ("W. Zijlstra", "secretaris", None, False)),
        (
            "B en W, de secretaris, W. Zijlstra, de burgemeester A. Bos.",
            ("W. Zijlstra", "gemeentesecretaris", None, True),
        ),
        ("Het lid Pieters sprak met de wethouder in de raadszaal.", ("Pieters", "raadslid", None, True)),
        ("Dat zei mevrouw Lia Pieters, directeur van Altra.", ("Lia Pieters", "directeur", None, False)),
        ("Dat kost te veel, roept de heer Pieters (CDA) uit.", ("Pieters", "raadslid", "CDA", True)),
        ("De heer Pieters uit de wijk belde de wethouder.", ("Pieters", None, None, False)),
        ("Statenlid Lia Pieters sprak.", ("Lia Pieters", "Statenlid", None, True)),
        ("Mevrouw Pietersen (CDA) stemt tegen.", ("Pietersen", "raadslid", "CDA", True)),
        ("De heer Pietersen van de PvdA stemt tegen.", ("Pietersen", "raadslid", "PvdA", True)),
        ("Aldus gezinscoach Lia Veenhof.", ("Lia Veenhof", "gezinscoach", None, False)),
        ("Wethouder jeugd en onderwijs Kees de Wit sprak.", ("Kees de Wit", "wethouder", None, True)),
        ("Huisarts Daan Pieters (CDA) stemt tegen.", ("Daan Pieters", "raadslid", "CDA", True)),
        ("Voorzitter Daan Pieters van de kinderraad sprak.", ("Daan Pieters", None, None, False)),
        ("Voorzitter Daan Pieters (15) van onze jongerenraad sprak.", ("Daan Pieters", None, None, False)),
        ("Voorzitter Daan Pieters van de raad sprak.", ("Daan Pieters", "voorzitter", None, True)),
        ("Mevrouw De Boer wil meer weten.", ("De Boer", None, None, False)),
        ("Moeder Anja Pieters vertelt over haar zoon.", ("Anja Pieters", None, None, False)),
        ("Mevrouw Pieters, moeder van drie, sprak de wethouder aan.", ("Pieters", None, None, False)),
        ("De familie Pieters kwam.", ("Pieters", None, None, False)),
        ("De wethouder sprak. Mevrouw Pieters luisterde.", ("Pieters", None, None, False)),
        ("De wethouder bezocht mevrouw Pieters thuis.", ("Pieters", None, None, False)),
        ("De gezinscoach van Daan Pieters belde.", ("Daan Pieters", None, None, False)),
        ("De wethouder en mevrouw Pieters spraken.", ("Pieters", None, None, False)),
        ("De wethouder jeugd en mevrouw Pieters spraken.", ("Pieters", None, None, False)),
        ("Daar waren de wethouder, mevrouw Pieters en een arts.", ("Pieters", None, None, False)),
        ("Daar waren mevrouw Pieters, de wethouder en een arts.", ("Pieters", None, None, False)),
        ("Daan Pieters (gezinscoach: Kroezema) wacht.", ("Daan Pieters", None, None, False)),
        ("Gezinscoach\nDaan Pieters kreeg hulp.", ("Daan Pieters", None, None, False)),
        ("De gezinscoach hielp Daan Pieters.", ("Daan Pieters", None, None, False)),
        ("De overleg werd geleid onder leiding van Daan Pieters.", ("Daan Pieters", "programmaleider", None, False)),
        ("Een inwoonster uit Kampen, mevrouw Pieters, schreef ons.", ("Pieters", None, None, False)),
    ],
)
def test_only_evidence_of_office_makes_a_person_public(text: str, expected: tuple[object, ...]) -> None:
    found = pick(read(text, (str(expected[0]), "PERSON")), "PERSON", *FIELDS)[0]
    assert (found[0], found[1], found[3]) == (expected[0], expected[1], expected[3])
    assert expected[2] is None or found[2] in (expected[2], "Partij van de Arbeid")


def test_each_name_in_a_list_has_its_own_office() -> None:
    rows = read("Aanwezig: mevrouw De Boer, wethouder Jansen en de wethouders Pietersen en Dijkstra.")
    assert [(t, p) for t, _, _, p in pick(rows, "PERSON", *FIELDS)] == [
        ("De Boer", False),
        ("Jansen", True),
        ("Pietersen", True),
        ("Dijkstra", True),
    ]


def test_a_signature_below_the_office_counts() -> None:
    rows = read("Hoogachtend,\n\nde griffier,\nM. Ottema", ("M. Ottema", "PERSON"))
    assert pick(rows, "PERSON", "office", "public") == [("griffier", True)]


def test_the_last_word_of_the_paragraph_before_is_no_office() -> None:
    rows = read("Zo sprak de wethouder\n\nAnja Pieters kreeg hulp.", ("Anja Pieters", "PERSON"))
    assert pick(rows, "PERSON", "public") == [(False,)]


@pytest.mark.parametrize(
    "office",
    [
        *("wethouder", "burgemeester", "gedeputeerde", "commissaris van de Koning", "minister", "staatssecretaris"),
        *("raadslid", "fractievoorzitter", "griffier", "gemeentesecretaris", "raadsvoorzitter", "lijsttrekker"),
        *("Kinderombudsman", "Tweede Kamerlid", "Statenlid", "oud-wethouder", "loco-burgemeester", "loco-secretaris"),
    ],
)
def test_who_holds_a_public_office_may_be_named(office: str) -> None:
    rows = read(f"Dat zei {office} Lia Veenhof.", ("Lia Veenhof", "PERSON"))
    assert pick(rows, "PERSON", "text", "public", "canonical_id") == [("Lia Veenhof", True, "person:lia-veenhof")]


@pytest.mark.parametrize(
    "profession",
    [
        *(
            "gezinscoach",
            "jeugdverpleegkundige",
            "leerkracht",
            "coördinator",
            "teamleider",
            "gespreksleider",
            "manager",
        ),
        *(
            "huisarts",
            "intern begeleider",
            "beleidsmedewerker",
            "jongerenwerker",
            "psycholoog",
            "wijkagent",
            "contactpersoon",
        ),
        *(
            "onderzoeker",
            "dagvoorzitter",
            "communicatieadviseur",
            "kinderburgemeester",
            "vertrouwenspersoon",
            "inspecteur",
        ),
        *(
            "directeur",
            "regiodirecteur",
            "bestuurder",
            "voorzitter",
            "woordvoerder",
            "voorlichter",
            "inspecteur-generaal",
            "secretaris",
            "commissielid",
        ),
    ],
)
def test_a_profession_is_known_but_its_holder_is_never_named(profession: str) -> None:
    rows = read(f"Dat zei {profession} Lia Veenhof.", ("Lia Veenhof", "PERSON"))
    ((name, office, public, key),) = pick(rows, "PERSON", "text", "office", "public", "canonical_id")
    assert (name, public, key) == ("Lia Veenhof", False, None)
    assert office


def test_a_volunteer_is_private() -> None:
    assert pick(read("Dat zei vrijwilliger Lia Veenhof."), "PERSON", "public") == [(False,)]


def test_members_around_a_table_are_no_council() -> None:
    rows = read("Aanwezig van het ouderpanel: de leden Jansen en Pietersen.")
    assert pick(rows, "PERSON", "text", "public") == [("Jansen", False), ("Pietersen", False)]
