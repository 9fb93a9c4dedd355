"""What the lists must hold, and how families of names are read."""

from __future__ import annotations

import pytest

from pipeline.entities.knowledge import load_knowledge
from tests.entities.reader import MODELS, pick, read

AT_LEAST = {"programmes.yaml": 60, "laws.yaml": 100, "organisations.yaml": 200}


@pytest.mark.parametrize("file", sorted(AT_LEAST))
def test_the_list_is_long_enough(file: str) -> None:
    assert len(load_knowledge(MODELS / "entities").gazetteers[file].entries) >= AT_LEAST[file]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De Subsidieverordening jeugd- en jongerenwerk Raalte 2012 geldt.", None),
        ("De Wet inburgering geldt.", "Wet inburgering"),
        ("Zie de Woonwet 1991 daarvoor.", "Woonwet 1991"),
        ("De Nadere regels jeugdhulp gemeente Olst-Wijhe 2015 gelden.", None),
        ("De CAO Welzijn 2014 geldt.", "CAO Welzijn 2014"),
        ("De Verordening Participatieraad gemeente Ede is nieuw.", None),
    ],
)
def test_by_laws_and_unknown_acts_are_laws(text: str, name: str | None) -> None:
    wanted = name or text.removeprefix("De ").rsplit(" ", 1)[0].removesuffix(" is")
    assert pick(read(text), "LAW") == [wanted]


@pytest.mark.parametrize(
    "text", ["De Verordening zwijgt hierover.", "Stel de verordening jeugdhulp vast.", "Wet of niet."]
)
def test_a_law_without_a_name_is_none(text: str) -> None:
    assert pick(read(text), "LAW") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De cursus 'Samen groot worden' begint.", "Samen groot worden"),
        ("Met de methodiek Sterke Schouders.", "Sterke Schouders"),
        ("Negen ek-conferenties waren er.", "ek-conferenties"),
    ],
)
def test_a_programme_is_found_by_what_announces_it(text: str, name: str) -> None:
    assert pick(read(text), "PRODUCT") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Op het Merencollege in Ede.", "Merencollege"),
        ("Samen met GGD Noord- en Oost-Gelderland.", "GGD Noord- en Oost-Gelderland"),
        ("Met woningcorporatie Thuisborg in Ede.", "Thuisborg"),
        ("Op basisschool De Linde in Zwolle.", "basisschool De Linde"),
    ],
)
def test_bodies_are_known_by_their_kind(text: str, name: str) -> None:
    assert pick(read(text), "ORG") == [name]


def test_a_municipalitys_adjective_and_a_faith_are_norp() -> None:
    assert pick(read("De Zwolse en de joodse gemeenschap."), "NORP") == ["Zwolse", "joodse"]
