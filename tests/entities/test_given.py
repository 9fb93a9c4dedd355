"""First names alone, nicknames and bare initials of private people: hidden, whatever the model takes them for."""

from __future__ import annotations

import pytest

from tests.entities.reader import pick, read

ALONE = [
    ("Volgens de juf wilde Jildou liever thuis blijven.", [], ["Jildou"]),
    ("Op vrijdag belt Souhaila met haar coach.", [("Souhaila", "ORG")], ["Souhaila"]),
    ("Haar jongens, Emre en Tamar, spelen buiten.", [("Emre", "FAC")], ["Emre", "Tamar"]),
    ("De kleine Juni kreeg een nieuw bed.", [], ["Juni"]),
    ("Wij zagen buurmeisje Mei-Ling Chan met haar fiets.", [], ["Mei-Ling Chan"]),
    ("'Onze Gijs is geen nummer', zegt zijn vader.", [("Onze Gijs", "ORG")], ["Gijs"]),
    ("Mijn vader heet Zwibber en woont elders.", [("Zwibber", "ORG")], ["Zwibber"]),
    ("In de klas zat Krobbe (14) achterin.", [("Krobbe", "ORG")], ["Krobbe"]),
    ("Hoe gaat het met Orbin, 9 jaar, sinds de zomer?", [], ["Orbin"]),
    ("Het gesprek was met Ümran Tekgöz en Bianca Scholte.", [("Bianca Scholte", "PERSON")], ["Bianca Scholte"]),
    ("Drie kinderen bleven: Mirjam, Quincy en Thi Mai.", [("Mirjam", "PERSON"), ("Thi Mai", "ORG")], ["Thi Mai"]),
    ("Zij kwam met Nadia al-Hariri uit Homs.", [("Nadia", "PERSON")], ["Nadia al-Hariri"]),
    ("Een moeder, Leonie ter Stee, kwam met een plan.", [("Stee", "ORG")], ["Leonie ter Stee"]),
    ("'Ik wil naar huis', fluistert Zwibber.", [], ["Zwibber"]),
    ("Toen kwam D. (13) binnen.", [], ["D."]),
    ("Moeder K. van der V. krijgt hulp.", [("K.", "PERSON")], ["K. van der V."]),
    ("Dit is de zaak van de ouders van X. en Z., die bezwaar maakten.", [("X.", "PERSON")], ["X.", "Z."]),
    ("Wij spraken over het gezin B.. Daarna was er koffie.", [], ["B."]),
    ("Joris, vader van Joris junior, lachte.", [("Joris", "PERSON")], ["Joris junior"]),
    ("Mevrouw Ramsahai-Kooistra kwam. De tegenwerping dat Ramsahai zelf koos, telt niet.", [], ["Ramsahai"]),
]
SHOWN = [
    ("Elke gemeente kiest zelf. Lieve mensen, Ben je er?", ()),
    ("De pastoor van de Sint-Jan en Stichting St. Joseph waren er.", ()),
    ("Het Johan de Boer-gymnasium doet mee.", (("Johan de Boer-gymnasium", "ORG"),)),
    ("De Kick-off is in Beverwijk.", ()),
    ("De leergang telt drie delen: Kind, Ouder en Omgeving.", ()),
    ("Wij kopen zorg in bij Enver en Kenter.", (("Enver", "ORG"), ("Kenter", "ORG"))),
    ("In Vlist en Best, gemeenten, is een loket. Ook Laren doet mee.", ()),
    ("Contact: Coördinator, of bel de gemeente.", ()),
]


@pytest.mark.parametrize(("text", "model", "hidden"), ALONE)
def test_a_private_first_name_is_hidden(text: str, model: list[tuple[str, str]], hidden: list[str]) -> None:
    persons = {row["text"] for row in read(text, *model) if row["label"] == "PERSON" and not row["public"]}
    assert set(hidden) <= persons


@pytest.mark.parametrize(("text", "model"), SHOWN)
def test_words_places_and_bodies_are_not_taken_for_people(text: str, model: tuple[tuple[str, str], ...]) -> None:
    shown = [row["text"] for row in read(text, *model) if row["label"] == "PERSON" and row["text"] not in ("Ouder",)]
    assert shown == []


def test_a_first_name_found_once_is_a_person_everywhere() -> None:
    text = "Haar dochter heet Zwibber. Later ging Zwibber naar huis. Nu woont Zwibber elders."
    rows = read(text, ("Zwibber", "ORG"))
    assert pick(rows, "PERSON") == ["Zwibber"] * 3


def test_an_office_holder_whose_first_name_the_model_misses_is_shown() -> None:
    rows = read("Statenlid Fokke Jan Postmaat stelde een vraag.", ("Jan Postmaat", "PERSON"))
    assert pick(rows, "PERSON", "text", "public") == [("Fokke Jan Postmaat", True)]


def test_a_first_name_in_brackets_belongs_to_its_holder() -> None:
    rows = read("Wethouder M.J. (Marjan) ter Weerd-Kuipers sprak.")
    assert pick(rows, "PERSON", "text", "public") == [("M.J. (Marjan) ter Weerd-Kuipers", True)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("De heer J. Postma, wonende Molenlaan 14b te Zeist, kwam.", "Molenlaan 14b te Zeist"),
        ("Adres vader: Ruitenlaan 12, Bussum", "Ruitenlaan 12, Bussum"),
    ],
)
def test_the_town_behind_a_private_address_is_hidden_with_it(text: str, address: str) -> None:
    assert pick(read(text), "ID") == [address]


def test_the_town_of_a_body_stays() -> None:
    assert pick(read("Nieuwsbrief van CBS De Roos\nWilhelminalaan 3, Harderwijk"), "GPE") == ["Harderwijk"]
