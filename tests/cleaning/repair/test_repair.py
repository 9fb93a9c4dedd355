"""Repairing mends damage, leaves sound text alone, and is done once and for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleaning.blocks import LINE_HYPHEN, Block
from pipeline.cleaning.repair.repair import load_repair_rules, repair_blocks
from pipeline.errors import ModelError

RULES = load_repair_rules(Path(__file__).parents[3] / "models" / "cleaning")
LONG = (
    "De gemeente helpt ouders en kinderen met vragen over opvoeden en doet dat dicht bij huis, in elk wijkteam van nu."
)


def repaired(*texts: str) -> list[str]:
    return [b.text for b in repair_blocks([Block("paragraph", text) for text in texts], RULES)]


MENDED = {
    "e\u0301e\u0301n plan": "één plan",
    "jeugd\u00adhulp": "jeugdhulp",
    "zelf\u200bregie": "zelfregie",
    "de\u00a0\u00a0raad  besluit": "de raad besluit",
    "e\ufb03ciënt": "efficiënt",
    "\u0132sselland": "IJsselland",
    "de cliÃ«nt zegt â€œjaâ€\x9d": "de cliënt zegt “ja”",
    "B e l e i d s n o t a jeugd": "Beleidsnota jeugd",
    "b e s l u i t :": "besluit :",
    "coˆperatie van cliÎnten": "coöperatie van cliënten",
    f"samen{LINE_HYPHEN}werking": "samenwerking",
    f"jeugd{LINE_HYPHEN}en opvoedhulp": "jeugd- en opvoedhulp",
    f"Noord{LINE_HYPHEN}Holland": "Noord-Holland",
    f"niet{LINE_HYPHEN}vrijblijvend": "niet-vrijblijvend",
    f"zee{LINE_HYPHEN}egel": "zee-egel",
    f"pro{LINE_HYPHEN}vincie en pro{LINE_HYPHEN}fessional": "provincie en professional",
    f"ad{LINE_HYPHEN}vies, ex{LINE_HYPHEN}tra en co{LINE_HYPHEN}ördinatie": "advies, extra en coördinatie",
    f"ad{LINE_HYPHEN}hoc, ex{LINE_HYPHEN}partner en co{LINE_HYPHEN}creatie": "ad-hoc, ex-partner en co-creatie",
    "met de ouders.Samen werken we aan het plan.": "met de ouders. Samen werken we aan het plan.",
    "kunnen realiseren.”De gemeenten zijn Zwolle en Kampen.": "kunnen realiseren.” De gemeenten zijn Zwolle en Kampen.",
}
SOUND = [
    "De iPad van de wethouder en het menu van McDonald's.",
    "Jeugdzorg/IJsselland en de regio IJsselland.",
    "GroenLinks en de ChristenUnie stemmen in, de PvdA niet.",
    "Mail naar info@JeugdZorg.nl of kijk op www.Gemeente.nl/Mijn.Plan.",
    "Zie de nota Beleid.Definitief.pdf op http://www.nji.nl/nl/Samen-met-Jeugd.pdf voor meer.",
    "Volgens drs.Jansen en art.Wmo is het goed.",
    "De keuze is a b c d e of f.",
    "Reacties van inwoners zijn verwerkt in dit plan.",
    "Het bedrag van € 1.000.000 en de periode 2011-2015.",
    "Zo’n plan, ‘een gezin’, “een plan”.",
]


@pytest.mark.parametrize("damaged", MENDED)
def test_damage_is_mended(damaged: str) -> None:
    assert repaired(damaged) == [MENDED[damaged]]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repaired(text) == [text]


def test_a_word_keeps_its_hyphen_when_the_document_writes_it_so() -> None:
    assert (
        repaired(f"Een wijk{LINE_HYPHEN}gerichte aanpak.", "Het is wijk-gerichte hulp.")[0]
        == "Een wijk-gerichte aanpak."
    )


def test_a_heading_glued_to_its_text_becomes_a_heading() -> None:
    blocks = repair_blocks(
        [Block("paragraph", "Dat is zo. Visie op opgroeienIn het plan staat de visie.", page=3)], RULES
    )
    assert blocks == [
        Block("paragraph", "Dat is zo.", page=3),
        Block("heading", "Visie op opgroeien", 2, 3),
        Block("paragraph", "In het plan staat de visie.", page=3),
    ]


def test_a_heading_glued_to_the_end_of_a_text_becomes_a_heading() -> None:
    blocks = repair_blocks([Block("paragraph", "Wij praten met ouders.Samenhang en samenwerking")], RULES)
    assert [(b.kind, b.text) for b in blocks] == [
        ("paragraph", "Wij praten met ouders."),
        ("heading", "Samenhang en samenwerking"),
    ]


def test_a_name_that_stands_twice_is_no_seam() -> None:
    assert (
        repaired("De stichting JeugdMet en ouders.", "Ook JeugdMet doet mee.")[0] == "De stichting JeugdMet en ouders."
    )


def test_comments_are_cut_off_at_the_end() -> None:
    assert repaired(LONG, "Artikel delen:", "Reactie 1", "Dat kost ons geld.", "⚠️ Meld", "Reageer") == [LONG]
    assert repaired(LONG, "Geen opmerkingen:", "Een reactie posten") == [LONG]


def test_a_chapter_on_reactions_is_text() -> None:
    assert repaired(LONG, "Reacties", LONG, "Conclusie van het college") == [
        LONG,
        "Reacties",
        LONG,
        "Conclusie van het college",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Deel dit artikel op Facebook",
        "Twitter | Facebook | LinkedIn",
        "Deze website maakt gebruik van cookies om uw bezoek te verbeteren.",
        "Pagina 3 van 12",
        "© 2024 Gemeente Elzerdam",
        "Terug naar boven",
    ],
)
def test_furniture_is_dropped(line: str) -> None:
    assert repaired(LONG, line, LONG) == [LONG, LONG]


def test_a_table_of_contents_is_dropped() -> None:
    contents = ["Inhoudsopgave", "1 Inleiding ........ 3", "2 Visie . . . . . . . 5", "3 Jeugdhulp 12"]
    assert repaired(*contents[:3], LONG) == [LONG]
    assert repaired(contents[0], contents[3], LONG) == [LONG]


def test_a_form_with_dots_stays() -> None:
    assert repaired("Naam van de aanvrager: ..........") == ["Naam van de aanvrager: .........."]


def test_tables_keep_their_rows() -> None:
    table = Block("table", "Jaar |  Budget\n2015 | 100")
    assert repair_blocks([table], RULES) == [Block("table", "Jaar | Budget\n2015 | 100")]


def test_missing_rules_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="git checkout models/cleaning"):
        load_repair_rules(tmp_path)


def test_a_mistyped_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "boilerplate.yaml").write_text("dropp: []", encoding="utf-8")
    with pytest.raises(ModelError, match="dropp"):
        load_repair_rules(tmp_path)


_PIECES = [
    *("ouders.Samenhang", "ondersteunenIn het ", "ParticipatieNaast de ", "b e l e i d", f"jeugd{LINE_HYPHEN}en ", "3"),
    *(
        "Reactie 1",
        "Reageer",
        "Inhoud",
        "Inleiding ..... 3",
        "Twitter",
        "â€œ",
        "&amp;",
        "\u00a0",
        "\u200b",
        "ﬁ",
        "•",
        "- ",
    ),
    *(
        "o ",
        "  ",
        ".",
        "coˆperatie",
        "2015.De ",
        "iPad",
        "e\u0301",
        "\x85",
        "\u00ad",
        "-",
        "De gemeente doet veel. ",
        "a ",
    ),
]
_FRAGMENTS = st.sampled_from(_PIECES)
_TEXTS = st.one_of(st.lists(_FRAGMENTS, max_size=10).map("".join), st.text(max_size=40))
_KINDS = st.sampled_from(["heading", "paragraph", "item", "table"])
_BLOCKS = st.lists(st.builds(Block, _KINDS, _TEXTS, st.sampled_from([0, 1]), st.none()), max_size=8)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_BLOCKS)
def test_repairing_twice_is_repairing_once(blocks: list[Block]) -> None:
    once = repair_blocks(blocks, RULES)
    assert repair_blocks(once, RULES) == once
    assert all(b.text and b.text == b.text.strip() and (b.kind == "table" or "\n" not in b.text) for b in once)
