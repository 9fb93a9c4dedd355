"""Plain text: headings guessed with care, wrapped lines joined, every seed as a person would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.formats.read_txt import read_txt
from pipeline.cleaning.repair.repair import load_repair_rules, repair_blocks

ROOT = Path(__file__).parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"
LONG = "De gemeente helpt ouders en kinderen met vragen over opvoeden, en doet dat dicht bij huis in elk wijkteam."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in read_txt(text).blocks]


def seed(start: str) -> list[Block]:
    path = next(SEEDS.glob(f"{start}*.txt"))
    extract = read_txt(path.read_text(encoding="utf-8"))
    return repair_blocks(extract.blocks, load_repair_rules(ROOT / "models" / "cleaning"))


def test_short_lines_between_empty_lines_are_headings() -> None:
    text = f"Nota jeugd\n\n{LONG}\n\nVisie\n\n{LONG}"
    assert kinds(text) == [("heading", "Nota jeugd"), ("paragraph", LONG), ("heading", "Visie"), ("paragraph", LONG)]
    assert read_txt(text).title == "Nota jeugd"


def test_a_short_sentence_and_a_last_line_are_no_headings() -> None:
    assert kinds(f"{LONG}\n\nDat is veel.\n\nEinde bericht") == [
        ("paragraph", LONG),
        ("paragraph", "Dat is veel."),
        ("paragraph", "Einde bericht"),
    ]


def test_without_empty_lines_each_line_is_a_paragraph() -> None:
    assert kinds(f"{LONG}\n{LONG}") == [("paragraph", LONG), ("paragraph", LONG)]


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "De gemeente helpt ouders en kinderen met vragen over\nopvoeden, en doet dat dicht bij huis in elk wijkteam\n"
    )
    wrapped += "dat zij kent. De teams werken samen met scholen en met\nde huisarts.\n\nDe raad stemt in."
    assert [text for _, text in kinds(wrapped)] == [" ".join(wrapped.split("\n\n")[0].split()), "De raad stemt in."]


def test_bullets_become_items_and_numbers_stay() -> None:
    items = [("item", "eerste"), ("item", "tweede"), ("item", "1. derde")]
    assert kinds(f"{LONG}\n\n• eerste\n- tweede\n1. derde") == [("paragraph", LONG), *items]


def test_underlined_lines_are_the_headings() -> None:
    blocks = read_txt(
        f"Nota jeugd\r\n==========\r\n\r\nElzerdam, 3 mei 2014\r\n\r\nVisie\r\n-----\r\n\r\n{LONG}\r\n"
    ).blocks
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        ("heading", 1, "Nota jeugd"),
        ("paragraph", 0, "Elzerdam, 3 mei 2014"),
        ("heading", 2, "Visie"),
        ("paragraph", 0, LONG),
    ]


def test_a_line_with_place_and_day_is_no_heading() -> None:
    assert kinds(f"Elzerdam, 3 mei 2014\n\n{LONG}")[0] == ("paragraph", "Elzerdam, 3 mei 2014")


def test_a_label_takes_its_value() -> None:
    assert kinds(f"Auteur :\n\nMark Jansen\n\n{LONG}") == [("paragraph", "Auteur : Mark Jansen"), ("paragraph", LONG)]


SEED_HEADINGS = {
    "000": [
        *("Transitie en transformatie", "Uitgangspunten", "Zelfregie", "Zo licht als mogelijk, zo zwaar als nodig"),
        *("1 gezin-1 plan-1-regisseur", "Ambulant als het kan, opvang als het nodig is"),
    ],
    "001": [
        *("Gemeenten bereiden zich samen voor op jeugdzorgtaken", "Visie op opvoeden, opgroeien en ondersteunen"),
        *("Opvoeden versterken", "Samenhang en samenwerking", "Participatie", "Financiering"),
    ],
    "002": ["Transities naar gemeenten in het sociale domein (2015)"],
    "003": [
        *("Gemeenten hebben cliënten nodig voor transformatie van de jeugdhulp", "Is er al iets getransformeerd?"),
        *("Effectieve hulp", "Cliëntenparticipatie", "Handreiking voor gemeenten"),
    ],
    "004": ["Samen om het kind", "Waar te verkrijgen?"],
}


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not here")
@pytest.mark.parametrize("start", SEED_HEADINGS)
def test_the_headings_of_the_seeds(start: str) -> None:
    assert [b.text for b in seed(start) if b.kind == "heading"] == SEED_HEADINGS[start]


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not here")
def test_comments_and_glued_words_of_the_seeds() -> None:
    text = "\n".join(b.text for b in seed("001"))
    for wrong in (
        "Artikel delen",
        "Reactie 1",
        "Meld",
        "Reageer",
        "bezuinigen",
        "ondersteunenIn",
        "”De",
        "ParticipatieNaast",
    ):
        assert wrong not in text
    assert "regio IJsselland+" in text
    assert text.endswith("Raalte en Olst-Wijhe.")
    assert seed("003")[-1].text.startswith("Graag hoor ik")


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not here")
def test_the_items_of_the_seeds() -> None:
    assert [b.text for b in seed("000") if b.kind == "item"] == [
        "zelfregie",
        "zo licht als mogelijk, zo zwaar als nodig",
        "1-gezin-1-plan-1-regisseur",
    ]
    assert sum(b.kind == "item" for b in seed("002")) == 5
