"""Who is a chair, a secretary or a speaker in a council, and who is not: a citizen who speaks there is never shown."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read

MINUTES = """Notulen raadscommissie Samenleving, 12 maart 2013

Griffier: mevrouw A. Smit

2. Inspreken
Mevrouw Jansen-Pot vraagt aandacht voor de wachtlijst.
De heer Bakker vraagt haar of het wijkteam is geweest.

3. Beleidsnota jeugd
De heer Bakker merkt op dat de nota vaag is. Hij dient een motie in.
Mevrouw De Wit vindt dat ouders meer te zeggen moeten hebben; de fractie overweegt een amendement.
Wethouder Terpstra antwoordt dat het raadsvoorstel volgt.
De commissie maakt er voor de raadsvergadering een hamerstuk van."""
SPEAKERS = ("A. Smit", "Jansen-Pot", "Bakker", "De Wit", "Terpstra")


def _persons(text: str, *names: str) -> dict[str, tuple[str | None, bool]]:
    rows = read(text, *((name, "PERSON") for name in names))
    return {name: (office, public) for name, office, public in pick(rows, "PERSON", "text", "office", "public")}


def test_who_speaks_in_a_council_is_a_member_and_a_citizen_who_speaks_in_is_not() -> None:
    found = _persons(MINUTES, *SPEAKERS)
    assert found["De Wit"] == ("raadslid", True)
    assert found["Jansen-Pot"] == (None, False)


def test_without_a_council_nobody_becomes_a_member_by_speaking() -> None:
    text = "Verslag werkgroep\nDe heer Bakker merkt op dat de raad wacht. Mevrouw De Wit vindt de wethouder aardig."
    assert _persons(text, "Bakker", "De Wit") == {"Bakker": (None, False), "De Wit": (None, False)}


def test_who_is_on_the_list_of_members_is_one_wherever_named() -> None:
    text = "Aanwezig: de heer Bosma (CDA), mevrouw Hoekstra (PvdA), de heer Vink\nRaadsvergadering\nVink dankt."
    assert _persons(text, "Bosma", "Hoekstra", "Vink")["Vink"] == ("raadslid", True)


def test_another_role_on_that_list_keeps_a_name_hidden() -> None:
    text = "Aanwezig: de heer Bosma (CDA), mevrouw Hoekstra (PvdA), de heer Kist (GGD)\nRaadsvergadering"
    assert not _persons(text, "Bosma", "Hoekstra", "Kist")["Kist"][1]


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Raadsvergadering. De voorzitter, Lia Veenhof, opent en geeft de griffier het woord.", True),
        ("Voorzitter Lia Veenhof van de raad van toezicht sprak met de wethouder over de fractie.", False),
        ("Namens de Wmo-raad, voorzitter Lia Veenhof. De gemeenteraad en de griffier kregen een kopie.", False),
        ("De uitspraak is gedaan in aanwezigheid van griffier Lia Veenhof.", False),
        ("In de raadsvergadering van 6 mei vroeg mevrouw Lia Veenhof naar de wachtlijst.", True),
        ("De motie van Lia Veenhof is door de raadsleden aanvaard.", True),
        ("Zij steunen de petitie van Lia Veenhof.", False),
    ],
)
def test_the_words_around_an_office_tell_whose_it_is(text: str, public: bool) -> None:
    assert _persons(text, "Lia Veenhof")["Lia Veenhof"][1] is public


def test_who_asks_the_minister_sits_in_parliament() -> None:
    text = "Aanhangsel van de Handelingen. Vragen van het lid Koudijs (SP) aan de minister."
    assert _persons(text, "Koudijs")["Koudijs"] == ("Kamerlid", True)


@pytest.mark.parametrize(
    "text",
    [
        "De raadsleden bespraken in een raadsvergadering de casus van mevrouw Bos. Mevrouw Bos vraagt om een pgb.",
        "Raadsvergadering\nRondvraag publiek\nDe heer Bos vraagt naar de speeltuin. De fractie steunt de motie.",
        "Raadsvergadering over Karim Bos (16). Mevrouw Bos vindt de motie van de fractie mager; de griffier knikt.",
        "Geachte mevrouw Bos, in de raadsvergadering sprak u over uw zoon; de fractie steunt de motie.",
        "Bezwaarschriftencommissie: de heer Bos vraagt het college iets. De raadsleden namen een motie aan.",
    ],
)
def test_a_citizen_of_whom_a_council_speaks_is_never_shown(text: str) -> None:
    assert not any(public for _, public in _persons(text, "Bos").values())


def test_a_list_with_dashes_or_a_head_of_the_college_holds_office_holders() -> None:
    text = "Presentielijst\nH. Aalbers - VVD\nB. de Kroon - CDA\n\nBesluitenlijst college\nAanwezig: J. Zuithof, K. Bos"
    found = _persons(text, "H. Aalbers", "B. de Kroon", "J. Zuithof", "K. Bos")
    assert found["H. Aalbers"] == ("raadslid", True)
    assert found["J. Zuithof"] == ("lid van het college", True)


def test_half_of_a_double_surname_is_the_same_person() -> None:
    assert _persons("Burgemeester M. Roos-Abbink. Roos gaat.", "M. Roos-Abbink")["Roos"] == ("burgemeester", True)
