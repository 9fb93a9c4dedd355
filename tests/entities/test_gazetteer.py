from __future__ import annotations

import pytest

from pipeline.entities.knowledge import load_knowledge, names_of
from tests.entities.reader import MODELS, pick, read

GAZETTEERS = load_knowledge(MODELS / "entities").gazetteers
NAMES = [(g, e, n) for g in GAZETTEERS.values() for e in g.entries for n in names_of(e)]


@pytest.mark.parametrize("file", sorted(GAZETTEERS))
def test_every_way_of_writing_in_the_gazetteer_leads_to_its_entry(file: str) -> None:
    gazetteer = GAZETTEERS[file]
    for entry in gazetteer.entries:
        for name in names_of(entry):
            rows = read(f"Wij kennen {name} al lang.")
            expected = (name, entry.label or gazetteer.label, entry.code or entry.id)
            assert expected in [(r["text"], r["label"], r["canonical_id"]) for r in rows], name


def test_there_are_at_least_sixty_programmes_and_methods() -> None:
    assert len(GAZETTEERS["programmes.yaml"].entries) >= 60


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Bij CJG Noord kunt u terecht.", "ORG", "CJG Noord"),
        ("Meld dit bij Veilig Thuis IJsselland.", "ORG", "Veilig Thuis IJsselland"),
        ("Volgens de GGD Hollands Midden gaat het goed.", "ORG", "GGD Hollands Midden"),
        (
            "Artikel 2 van de Verordening jeugdhulp gemeente Zwolle 2015.",
            "LAW",
            "Verordening jeugdhulp gemeente Zwolle 2015",
        ),
        ("Wij zitten in buurthuis De Brug.", "FAC", "De Brug"),
        ("WET OP DE JEUGDZORG", "LAW", "WET OP DE JEUGDZORG"),
    ],
)
def test_families_of_names_are_found_by_their_pattern(text: str, label: str, found: str) -> None:
    assert found in pick(read(text), label)


@pytest.mark.parametrize(
    "text",
    [
        "De AWBZ-begeleiding gaat over.",  # part of a compound
        "Scholen geven passend onderwijs.",  # the kind of schooling, not the act
        "Hij gaat met haar mee naar huis.",  # MEE is an organisation
        "Wij willen geld save houden.",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert [r for r in read(text) if r["origin"] == "gazetteer"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Op grond van artikel 2.3, eerste lid, van de Jeugdwet helpen wij.", "artikel 2.3, eerste lid"),
        ("Zie artikel 8.1.1 Jeugdwet.", "artikel 8.1.1"),
        ("De Jeugdwet, artikel 2.14, zegt dit.", "artikel 2.14"),
        ("De Jeugdwet zegt dit.", None),
    ],
)
def test_an_article_is_the_value_of_its_law(text: str, value: str | None) -> None:
    found = pick(read(text), "LAW", "text", "canonical_id", "value")[0]
    assert found[:2] == ("Jeugdwet", "BWBR0034925")
    assert found[2] == (value and value.removeprefix("artikel "))


@pytest.mark.parametrize(
    "written", ["jeugdhulp Zwolle 2015", "jeugdhulp gemeente Zwolle 2015", "jeugdhulp van de gemeente Zwolle 2015"]
)
def test_a_by_law_has_one_entry_however_it_is_written(written: str) -> None:
    rows = read(f"De Verordening {written} geldt.")
    assert pick(rows, "LAW", "canonical_id") == [("by-law:verordening-jeugdhulp-zwolle-2015",)]
