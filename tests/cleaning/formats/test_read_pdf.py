"""PDFs come out as running text: columns apart, heads and page numbers gone, words whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.formats.read_pdf import read_pdf
from pipeline.cleaning.repair.repair import load_repair_rules, repair_blocks
from pipeline.errors import RejectedDocument
from tests.cleaning.formats.margins import MARGINS
from tests.cleaning.formats.pdf_bytes import Text, column, make_pdf

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared" / "real"
LEFT = [
    "De gemeente wil dat ouders de hulp",
    "krijgen die zij nodig hebben en dat",
    "die hulp dicht bij huis staat. Daar-",
    "om komt er een wijkteam in elke",
    "wijk van de gemeente, met mensen",
    "die de wijk kennen en het gezin ook.",
]
RIGHT = [
    "In het tweede jaar krijgt elk team",
    "een eigen budget voor jeugd- en",
    "opvoedhulp. Het college legt elk",
    "jaar aan de raad uit wat er met dat",
    "geld is gedaan en wat het heeft",
    "opgeleverd voor kinderen en ouders.",
]
BODY = ["De gemeente werkt samen met scholen en huisartsen in de hele regio, en zij", "betaalt het plan."]


def blocks_of(pages: list[list[Text]]) -> list[Block]:
    return repair_blocks(read_pdf(make_pdf(pages), MARGINS).blocks, load_repair_rules(ROOT / "models" / "cleaning"))


def texts_of(pages: list[list[Text]], kind: str = "") -> list[str]:
    return [block.text for block in blocks_of(pages) if not kind or block.kind == kind]


def rows(left: list[str], right: list[str]) -> list[Text]:
    """Two columns, written row by row across the page."""
    pairs = zip(column(left), column(right, x=320), strict=True)
    return [text for pair in pairs for text in pair]


@pytest.mark.parametrize("page", [column(LEFT) + column(RIGHT, x=320), rows(LEFT, RIGHT)], ids=["by column", "by row"])
def test_columns_are_read_one_after_the_other(page: list[Text]) -> None:
    text = " ".join(texts_of([[Text(70, 760, "Nota jeugd", 20), *page]]))
    assert "en dat die hulp dicht bij huis staat. Daarom komt er een wijkteam" in text
    assert text.index("het gezin ook.") < text.index("In het tweede jaar")
    assert "jeugd- en opvoedhulp" in text


def test_running_heads_and_page_numbers_are_gone() -> None:
    pages = [
        [Text(70, 805, "Beleidsplan jeugd", 8), *column(BODY), Text(290, 30, f"Pagina {n} van 3", 8)] for n in (1, 2, 3)
    ]
    text = " ".join(texts_of(pages))
    assert "Beleidsplan jeugd" not in text
    assert "Pagina" not in text
    assert text.count("betaalt het plan.") == 3


def test_chapters_at_the_top_of_each_page_are_no_running_head() -> None:
    pages = [[Text(70, 780, f"{n}. Hoofdstuk", 16), *column(BODY)] for n in (1, 2, 3, 4)]
    assert texts_of(pages, "heading") == [f"{n}. Hoofdstuk" for n in (1, 2, 3, 4)]


def test_the_page_is_kept_and_a_sentence_over_two_pages_is_one() -> None:
    blocks = blocks_of(
        [column(["De gemeente betaalt de hulp voor"]), column(["het gezin.", "", "Een nieuwe zin hier."])]
    )
    assert [(b.text, b.page) for b in blocks] == [
        ("De gemeente betaalt de hulp voor het gezin.", 1),
        ("Een nieuwe zin hier.", 2),
    ]


def test_large_and_bold_lines_are_headings_by_rank() -> None:
    page = [Text(70, 700, "Nota jeugd", 20), Text(70, 660, "Visie", 14), *column(BODY, top=640)]
    page += [Text(70, 590, "Geld", 11, bold=True), *column(BODY, top=570)]
    headings = [(b.text, b.level) for b in blocks_of([page]) if b.kind == "heading"]
    assert headings == [("Nota jeugd", 1), ("Visie", 2), ("Geld", 3)]


def test_bullets_become_items_with_their_second_line() -> None:
    page = column([*BODY, "• de eerste maatregel die het college neemt loopt", "door", "• de tweede"])
    assert texts_of([page], "item") == ["de eerste maatregel die het college neemt loopt door", "de tweede"]


def test_rows_with_wide_gaps_become_a_table() -> None:
    cells = [("Jaar", "Budget"), ("2014", "100"), ("2015", "200")]
    table = [Text(70 + 150 * c, 600 - 14 * r, cell) for r, row in enumerate(cells) for c, cell in enumerate(row)]
    assert texts_of([[*column(BODY), *table]], "table") == ["Jaar | Budget\n2014 | 100\n2015 | 200"]


def test_a_table_of_contents_does_not_reach_the_text() -> None:
    contents = column(["Inhoudsopgave", "1 Inleiding .............. 3", "2 Visie ................ 5"])
    assert texts_of([contents, column(BODY)]) == [" ".join(BODY)]


def test_title_and_date_of_the_info_dictionary_are_not_believed() -> None:
    extract = read_pdf(make_pdf([column(BODY)], info="Sjabloon 2008"), MARGINS)
    assert extract.title is None
    assert extract.dates == []


@pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
def test_a_real_list_of_decisions() -> None:
    extract = read_pdf((REAL / "Besluitenlijst-raadsvergadering-29-juni-2015.pdf").read_bytes(), MARGINS)
    blocks = repair_blocks(extract.blocks, load_repair_rules(ROOT / "models" / "cleaning"))
    assert blocks[0].text == extract.title == "Besluitenlijst raadsvergadering 29 juni 2015 aanvang 17.00 uur"
    assert {b.page for b in blocks} == {1, 2, 3, 4}
    assert sum(b.kind == "heading" for b in blocks) == 18
    assert any("coöperatie" in b.text for b in blocks)


@pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
def test_a_real_scan_has_no_text_layer() -> None:
    with pytest.raises(RejectedDocument, match=r"needs_ocr: 1 page\(s\), 1 with pictures"):
        read_pdf((REAL / "image.pdf").read_bytes(), MARGINS)


def test_a_label_with_its_value_is_no_heading() -> None:
    page = [Text(70, 700, "Aan de raad"), Text(70, 660, "Datum: 3 mei 2014"), *column(BODY, top=620)]
    assert "Datum: 3 mei 2014" in texts_of([page], "paragraph")


LETTERHEAD = [
    Text(400, 800, "Gemeente Elzerdam", 11, bold=True),
    Text(400, 788, "Postbus 571, 1234 AB Elzerdam", 8),
    Text(400, 776, "Telefoon (0990) 12 34 56 | www.elzerdam.example", 8),
]


def test_the_letterhead_and_foot_of_a_letter_of_one_page_are_no_text_but_evidence() -> None:
    foot = [Text(70, 30, "ons kenmerk 46871", 8), Text(480, 30, "blad 1", 8)]
    page = [*LETTERHEAD, *foot, Text(70, 700, "Onderwerp: jeugd"), *column(BODY, top=660)]
    assert texts_of([page]) == ["Onderwerp: jeugd", " ".join(BODY)]
    margins = read_pdf(make_pdf([page]), MARGINS).margins
    assert margins.split("\n")[:2] == ["Gemeente Elzerdam", "Postbus 571, 1234 AB Elzerdam"]


def test_the_title_in_small_print_goes_from_the_second_page_and_the_title_itself_stays() -> None:
    head = Text(57, 802, "Visie op hulp aan gezinnen", 8)
    pages = [
        [Text(70, 780, "Visie op hulp", 20), *column(BODY), Text(480, 28, "pagina 1", 8)],
        [head, *column(BODY), Text(57, 28, "Gemeente Elzerdam", 8), Text(480, 28, "pagina 2 van 2", 8)],
    ]
    assert texts_of(pages) == ["Visie op hulp", " ".join(BODY), " ".join(BODY)]


def test_small_print_beside_the_page_number_goes_with_it() -> None:
    foot = [Text(57, 28, "Bijdrage van Elzerdam aan het arrangement", 8), Text(480, 28, "pagina 1", 8)]
    assert texts_of([[*column(BODY), *foot]]) == [" ".join(BODY)]


def test_a_word_cut_at_the_end_of_a_page_is_whole_without_the_foot_in_its_middle() -> None:
    foot = [Text(57, 28, "Gemeente Elzerdam", 8), Text(480, 28, "pagina 1", 8)]
    pages = [[*column(["De gemeente zoekt voor elk team een mede-"]), *foot], column(["werker die de wijk kent."])]
    assert texts_of(pages) == ["De gemeente zoekt voor elk team een medewerker die de wijk kent."]


@pytest.mark.parametrize(
    "line",
    [
        Text(70, 800, "Gemeente Elzerdam", 20),  # a title page
        Text(70, 800, "Startnotitie jeugd", 11),
        Text(70, 800, "2013 in het kort", 8),
        Text(70, 40, "1 Zie ook de nota van de regio op www.elzerdam.example, pagina 12.", 8),
        Text(70, 40, "De raad wordt gevraagd dit plan vast te stellen.", 8),
    ],
    ids=lambda line: line.text,
)
def test_titles_and_footnotes_in_the_margin_of_a_single_page_stay(line: Text) -> None:
    assert line.text in " ".join(texts_of([[line, *column(BODY)]]))


def test_a_form_has_no_bars_behind_its_labels() -> None:
    cells = [("Datum:", "22 januari 2013"), ("Zaaknummer:", "2013/0118"), ("Onderwerp:", "jeugd")]
    form = [Text(70 + 150 * c, 600 - 14 * r, cell) for r, row in enumerate(cells) for c, cell in enumerate(row)]
    assert "Datum: 22 januari 2013\nZaaknummer: 2013/0118\nOnderwerp: jeugd" in texts_of([[*column(BODY), *form]])


def test_heads_and_feet_of_a_long_file_do_not_crowd_out_other_evidence() -> None:
    pages = [[*column(BODY), Text(57, 28, f"Elzerdam, pagina {n} van 20", 8)] for n in range(1, 21)]
    assert read_pdf(make_pdf(pages), MARGINS).margins == "Elzerdam, pagina 1 van 20"
