"""The kind of a document is read from what is declared, its title, its first and last lines and its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.cleaning.blocks import Block, Extract
from pipeline.cleaning.facts.types import find_type, load_type_rules
from pipeline.errors import ModelError

FOLDER = Path(__file__).parents[3] / "models/cleaning"
RULES = load_type_rules(FOLDER)
FILLER = "Ouders en kinderen krijgen hulp in hun eigen buurt, zo licht als het kan. " * 20


def kind(title: str = "", text: str = FILLER, **more: Any) -> str | None:
    blocks = [Block("paragraph", line) for line in more.get("raw", [])]
    extract = Extract(blocks, more.get("format", "pdf"), title=title, document_type=more.get("declared"))
    return find_type(f"{title}\n\n{text}", extract=extract, declared={}, url=more.get("url", "file:own/x"), rules=RULES)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Raadsvoorstel Visie jeugdhulp", "raadsvoorstel"),
        ("Brief aan de raad over de startnotitie", "collegebrief"),
        ("Raadsinformatiebrief transitie jeugdzorg", "collegebrief"),
        ("Startnotitie zorg voor jeugd", "startnotitie"),
        ("Visie op de zorg voor jeugd", "visienota"),
        ("Kaderstellende nota Kind aan zee", "beleidsnota"),
        ("Beleidsplan Jeugdhulp 2015-2016", "beleidsplan"),
        ("Verordening jeugdhulp Zwolle 2015", "verordening"),
        ("Nadere regels jeugdhulp 2015", "nadere regels"),
        ("Beleidsregels pgb jeugd", "beleidsregel"),
        ("Regionaal transitiearrangement Twente", "regionaal transitiearrangement"),
        ("Tussenevaluatie wijkteams", "evaluatie"),
        ("Jeugdmonitor 2014", "monitor"),
        ("Jaarverslag 2013", "jaarverslag"),
        ("Nieuwsbrief Jeugd, nummer 4", "nieuwsbrief"),
        ("Verslag commissie Samenleving", "notulen"),
        ("Besluitenlijst raadsvergadering 29 juni 2015", "besluitenlijst"),
        ("Agenda gemeenteraad", "agenda"),
        ("Opgroeien onder de eik", None),
    ],
)
def test_a_title_tells_the_type(title: str, expected: str | None) -> None:
    assert kind(title) == expected


def test_what_is_declared_goes_before_the_title() -> None:
    assert kind("Visie op het raadsvoorstel", declared="Notulen") == "notulen"
    assert kind("Visie op jeugd", declared="officiële publicatie") == "visienota"


def test_a_letter_is_known_by_its_opening_and_a_press_release_by_its_end() -> None:
    assert kind("Jeugd", f"Geachte leden van de raad,\n\n{FILLER}") == "collegebrief"
    assert kind("Jeugd", f"{FILLER}\n\nNoot voor de redactie: bel de woordvoerder.") == "persbericht"


def test_buttons_below_a_page_that_are_gone_from_the_text_still_count() -> None:
    assert kind("Gemeenten hebben cliënten nodig", raw=["Geen opmerkingen:", "Een reactie posten"]) == "blog"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.zwolle.nl/nieuws/jeugd", "nieuws"),
        ("https://jan.blogspot.nl/2014/jeugd", "blog"),
        ("https://www.zwolle.nl/bestanden/raadsvoorstel-jeugd.pdf", "raadsvoorstel"),
    ],
)
def test_an_address_tells_the_type_of_a_vague_text(url: str, expected: str) -> None:
    assert kind("Jeugd in de stad", url=url) == expected


def test_running_text_that_names_other_papers_tells_nothing() -> None:
    assert (
        kind("Jeugd", "Wij bespraken vorige week het raadsvoorstel en de motie van de fractie over de nota. " * 9)
        is None
    )


def test_a_page_without_other_evidence_is_a_web_page() -> None:
    assert kind("Hulp voor gezinnen", format="html") == "webpagina"


def test_a_typing_error_in_the_rules_names_the_nearest_key(tmp_path: Path) -> None:
    rules = (FOLDER / "types.yaml").read_text(encoding="utf-8").replace("threshold:", "treshold:")
    (tmp_path / "types.yaml").write_text(rules, encoding="utf-8")
    with pytest.raises(ModelError, match="threshold"):
        load_type_rules(tmp_path)


def test_a_form_of_a_letter_and_the_name_of_a_press_officer_tell_the_type() -> None:
    assert kind("Stand van zaken", f"Aan: de raad\n\nVan: het college\n\n{FILLER}") == "collegebrief"
    assert kind("Huiskamer opent", f"{FILLER}\n\nMeer informatie: mevrouw Faasse, voorlichter.") == "persbericht"


def test_a_salutation_makes_a_letter_whatever_its_subject() -> None:
    lines = "Onderwerp: derde voortgangsbericht\n\nGeachte leden van de raad,\n\n"
    assert kind("Voorbereiding jeugdtaken", lines + FILLER) == "collegebrief"


def test_a_line_that_opens_with_a_type_names_it_and_a_label_does_not() -> None:
    assert kind("Eén huishouden, één pas", "Persbericht, Zwolle, 8 november 2012\n\n" + FILLER) == "persbericht"
    url = "https://www.oudeweer.example/bestanden/1/honderd-dagen-eerste-evaluatie.pdf"
    assert kind("Honderd dagen", "Onderzoek: bureau Kantelpunt\n\n" + FILLER, url=url) == "evaluatie"


def test_a_bare_plain_text_is_a_web_page_unless_something_tells_otherwise() -> None:
    bare = Extract([], "txt", title="Transitie en transformatie")
    facts: dict[str, Any] = {"extract": bare, "declared": {}, "url": "file:own/x", "rules": RULES}
    assert find_type(FILLER, **facts, bare=True) == "webpagina"
    assert find_type(FILLER, **facts) is None
    assert find_type("Raadsvoorstel\n\n" + FILLER, **facts, bare=True) == "raadsvoorstel"
