"""Who is shown because of a list, a column, a party or a signature, and who stays hidden beside them."""

from __future__ import annotations

import pytest

from tests.entities.reader import read

QUESTIONS = "Schriftelijke vragen aan het college.\n\nMet vriendelijke groet,\n\nH. Kip\n\nB. Kater\n\n"


def _shown(text: str, *names: str) -> list[str]:
    rows = read(text, *((name, "PERSON") for name in names))
    return [row["text"] for row in rows if row["label"] == "PERSON" and row["public"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ingediend door: PvdA, Gonny Smaal; Burgerbelang, Bart Joosten; D66, J. Eikel\n", ["Gonny Smaal", "J. Eikel"]),
        ("De motie.\n\nLokaal Belang, Ina Kuijs\n\nNederland Duurzaam, G. Stam\n", ["Ina Kuijs", "G. Stam"]),
        ("Progressief Westerveld (5 zetels): Jelle Hiemstra, mw. T. Pit\n", ["Jelle Hiemstra", "T. Pit"]),
        ("De heer Begijn (CDA), de heer Oost (VVD), mevrouw Fontein (Alert)", ["Begijn", "Oost", "Fontein"]),
        ("Mevrouw Blom (D66) sprak. De heer Groen van Wij Zuidplas niet.", ["Blom", "Groen"]),
        ("Mevrouw Blom (D66) sprak. Namens Gemeentebelangen tekende Bernd Haar.", ["Blom", "Bernd Haar"]),
        ("In de gemeenteraad vroeg Mirjam Elzer (Amersfoort2014) dat.", ["Mirjam Elzer"]),
        ("De fracties van PvdA (J. Breuk) en VVD (A. Goud)", ["J. Breuk", "A. Goud"]),
        ("Ondertekening\n\nVoor Venray: L. Derks\n\nVoor Peel en Maas: Rob Gom\n", ["L. Derks", "Rob Gom"]),
        ("Nota jeugd; maart; Slink\n\nJaarstukken; juni; wethouder Van Rhee\n", ["Slink", "Van Rhee"]),
        ("Toezeggingenlijst\n\nT12 - Kolf - stuurt het rapport\n\nT13 - Steen - komt terug\n", ["Kolf", "Steen"]),
        (
            "Bea Joosten - portefeuillehouder - Boxmeer\n\nJo Stoffers - wethouder - Mill\n",
            ["Bea Joosten", "Jo Stoffers"],
        ),
        (QUESTIONS + "Beantwoording door het college\n\nWij weten het.", ["H. Kip", "B. Kater"]),
        ("Besluitenlijst college\n\nAanwezig: A. Bos\n\nAfwezig met kennisgeving: J. Oskam\n", ["A. Bos", "J. Oskam"]),
        ("C.W. Jeuk, griffier\n\nA. Veltmeijer, voorzitter", ["C.W. Jeuk", "A. Veltmeijer"]),
        ("Erik Velten stopt als wethouder. Annet Mulder volgt hem op.", ["Erik Velten"]),
        ("Hulp voor pleegouders (STAP). De heer Slager (VVD) vraagt dat.", ["Slager"]),
        ("Mevrouw Bos is er niet. Adri Dekker, griffier\n\nVan: Rachid Azzaoui", ["Adri Dekker"]),
    ],
)
def test_the_place_of_a_name_shows_its_holder(text: str, names: list[str]) -> None:
    assert set(names) <= set(_shown(text, *names))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aalten: De Post, Gerdien Lammers\n\nBerkelland: Bas Hoitink\n", ["Gerdien Lammers", "Bas Hoitink"]),
        (
            "Actiepunten\n\n14/03 - Carla Pol - maakt een planning\n\n14/06 - Henk Bos - belt\n",
            ["Carla Pol", "Henk Bos"],
        ),
        ("De heer Begijn (CDA), de heer Oost (VVD), mevrouw Font (Stichting Alert)", ["Font"]),
        ("Met vriendelijke groet,\n\nH. Kip\n\nB. Kater\n\nBeantwoording\n\nWij weten het.", ["H. Kip", "B. Kater"]),
        ("De bezwaarde en namens het college: mevrouw H. Smulders", ["H. Smulders"]),
        ("Ouders aan het woord: Fatima Bos (Amersfoort2014).", ["Fatima Bos"]),
    ],
)
def test_others_in_such_a_place_stay_hidden(text: str, names: list[str]) -> None:
    assert not set(names) & set(_shown(text, *names))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("De heer Hage (SGP) spreekt. Dank u wel, mevrouw Hage.", ["Hage"]),
        ("Raadslid T. Nijstad sprak. H. Nijstad uit Wapse schreef. Meneer Nijstad wil dat.", ["T. Nijstad"]),
        ("Raadslid J. Breuk sprak.\n\nVan: J. Breuk (jvb@post.example)\n\nIk ben de verkeerde.", ["J. Breuk"]),
        ("Raadsleden Stoffels (VVD) en De Kock (PvdA)\n\nKees (16), deelnemer", ["Stoffels", "De Kock"]),
        ("Burger (ChristenUnie) vraagt. Mevrouw Burger, geen familie, vindt dat.", ["Burger"]),
    ],
)
def test_a_private_namesake_is_not_shown(text: str, shown: list[str]) -> None:
    assert _shown(text) == shown


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Burgemeester A.B. Zomer vindt dat.", "A.B. Zomer"),
        ("Oud-wethouder Gijsbertus (Bert) van Ommeren is er.", "Gijsbertus (Bert) van Ommeren"),
        ("Wethouder Tonnie Lucassen-van gen Hassend is blij.", "Tonnie Lucassen-van gen Hassend"),
        ("Raadslid R. v.d. Meer (PvdA) is er.", "R. v.d. Meer"),
    ],
)
def test_a_name_is_whole(text: str, name: str) -> None:
    assert _shown(text) == [name]


def test_names_that_the_model_joins_are_two() -> None:
    text = "de secretaris, de burgemeester,\n\nE.J. Nijenkamp A.B. Wiggers-Ten Bokkel\n"
    assert _shown(text, "E.J. Nijenkamp A.B. Wiggers-Ten Bokkel") == ["E.J. Nijenkamp", "A.B. Wiggers-Ten Bokkel"]
