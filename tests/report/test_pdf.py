from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest

from pipeline.errors import SettingsError
from pipeline.report.assemble import build_report
from pipeline.report.format import pct
from pipeline.report.model import ALL, Group
from pipeline.report.pdf.council import council
from pipeline.report.pdf.make import write_pdfs
from pipeline.report.pdf.printable import printable, shorten
from pipeline.report.pdf.typeset import typeset
from pipeline.report.pdf.whole import whole
from pipeline.report.report import Report
from pipeline.report.speech import speaking
from tests.report.corpus import example, make_settings, nothing, pack, world
from tests.report.corpus_facts import PRIVATE
from tests.report.pdf_rules import RULES, faults
from tests.report.pdf_tree import tree

DAY = dt.date(2016, 2, 1)
HOSTILE = (
    '#panic("x")',
    '#read("/etc/passwd")',
    "*vet* _schuin_ `code` $x$ <label> @ref [blok] {blok}",
    "</text><script>alert(1)</script>",
    '&amp; <!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]> &y;',
    "\u202eomgekeerd\u202c \U0001f600 漢字 مرحبا \x00\x07\ufeff\ufffe\ue000",
    "een heel lang woord " + "x" * 400,
    "\\ \\\\ \\n // /* */ ~ --- ... 'a' \"b\"",
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return typeset("whole", whole(example()), date=DAY)


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    return {m.name: typeset("council", council(example(), m), date=DAY) for m in example().municipalities}


@pytest.fixture(scope="module")
def english() -> tuple[bytes, bytes]:
    """The whole report and the pages of a municipality, in English."""
    with speaking("en"):
        place = example().municipalities[0]
        return typeset("whole", whole(example()), date=DAY), typeset("council", council(example(), place), date=DAY)


def hostile() -> Report:
    """A report in which every text of a document and every setting is hostile."""
    rows = world(60)
    for number, document in enumerate(rows["documents"]):
        document["title"] = HOSTILE[number % len(HOSTILE)]
        if document["municipality"]:
            document["municipality"] = f"{HOSTILE[number % 2]} {document['municipality']}"
    for number, topic in enumerate(rows["topics"]):
        topic |= {"label": HOSTILE[number % len(HOSTILE)], "terms": ", ".join(HOSTILE)}
    for number, entity in enumerate(rows["entities"]):
        entity["canonical_name"] = HOSTILE[number % len(HOSTILE)]
    settings = {
        "title": HOSTILE[0],
        "publisher": HOSTILE[2],
        "notice": HOSTILE[5],
        "introduction": "".join(HOSTILE[3:5]),
    }
    return build_report(pack(rows, report=settings))


def words(made: bytes) -> str:
    """All text of a PDF, white space made one space."""
    opened = pypdfium2.PdfDocument(made)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in opened)


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made))


def test_the_report_keeps_to_the_rules_of_pdf_ua(made: bytes) -> None:
    assert faults(opened(made)) == []


def test_the_pages_of_each_municipality_keep_to_the_rules_of_pdf_ua(pages: dict[str, bytes]) -> None:
    for name, page in pages.items():
        assert faults(opened(page)) == [], name


def test_in_english_they_keep_to_the_same_rules(english: tuple[bytes, bytes]) -> None:
    for made in english:
        assert not faults(opened(made))
        assert str(opened(made).Root.Lang).startswith("en")
    assert len(opened(english[1]).pages) == 2


def test_in_english_nothing_but_quotations_titles_and_definitions_is_dutch(english: tuple[bytes, bytes]) -> None:
    dutch = ("gemeente", "documenten", "zinnen", "Verantwoording", "te weinig", "marge", "jaar", "Bron", "daden")
    assert not [word for word in dutch if re.search(rf"\b{word}\b", words(english[1]))]
    chapters = {"In brief", "From words to deeds", "Copied text", "Coverage", "Method", "How to cite this report"}
    with opened(english[0]).open_outline() as outline:
        assert chapters - {"How to cite this report"} <= {str(item.title) for item in outline.root}
    assert "Too little data" in words(english[0])


def test_a_municipality_gets_two_pages(pages: dict[str, bytes]) -> None:
    assert {name: len(pypdfium2.PdfDocument(page)) for name, page in pages.items()} == dict.fromkeys(pages, 2)


def test_hostile_text_is_printed_as_it_stands_and_breaks_no_rule() -> None:
    report = hostile()
    made = typeset("whole", whole(report), date=DAY)
    assert faults(opened(made)) == []
    assert '#panic("x")' in words(made)
    assert "root:" not in words(made)


def test_hostile_text_leaves_a_municipality_its_two_pages() -> None:
    report = hostile()
    for place in report.municipalities:
        page = typeset("council", council(report, place), date=DAY)
        assert len(pypdfium2.PdfDocument(page)) == 2
        assert faults(opened(page)) == []


def test_a_report_without_anything_is_still_a_pdf() -> None:
    assert faults(opened(typeset("whole", whole(build_report(nothing())), date=DAY))) == []


def test_a_municipality_with_few_texts_gets_counts_and_no_percentages() -> None:
    report = build_report(pack(world(12)))
    page = typeset("council", council(report, report.municipalities[0]), date=DAY)
    assert "Te weinig gegevens" in words(page)
    assert len(pypdfium2.PdfDocument(page)) == 2


def test_the_same_report_gives_the_same_bytes(made: bytes) -> None:
    assert typeset("whole", whole(example()), date=DAY) == made


def test_private_names_stand_in_no_pdf(made: bytes, pages: dict[str, bytes]) -> None:
    for text in map(words, [made, *pages.values()]):
        assert not [name for name in PRIVATE if name in text]


def test_the_numbers_of_a_concept_are_those_of_the_table(made: bytes) -> None:
    series, text = example().tables["series"], words(made)
    rows = series[(series["kind"] == "concept") & (series["group"] == "all") & (series["year"] == 0)]
    rows = rows[~rows["original_only"] & rows["share"].notna()]
    assert len(rows) > 5
    for row in rows.to_dict("records"):
        assert f"Staat in {pct(row['share'])} ({round(row['low'] * 100 + 1e-9)}" in text, row["id"]


def test_the_profile_of_a_municipality_has_the_numbers_of_the_table() -> None:
    report, series = example(), example().tables["series"]
    place = report.municipalities[0]
    for row in council(report, place)["profile"]:
        id_ = next(c.id for c in report.concepts.values() if c.name == row["name"])
        own = series[(series["kind"] == "concept") & (series["id"] == id_) & (series["year"] == 0)]
        told = own[~own["original_only"]].set_index("group")["share"]
        region = report.concept(id_, Group("jeugdregio", place.region)).share
        assert row["strip"]["own"] == told[place.code]
        assert row["strip"]["region"] == region == told[place.region]
        assert row["everyone"] == pct(told["all"]) == pct(report.concept(id_, ALL).share or 0)


def test_values_are_plain_json() -> None:
    assert json.loads(json.dumps(whole(example())))["front"]["title"] == "Transformatiemonitor"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("één “plan” – 5 €", "één “plan” – 5 €"),
        ("①②", "12"),
        ("漢", "?"),
        ("a\x00b\ufeffc\u200bd", "a bcd"),
        ("ﬁets", "fiets"),
        ("\ue000\ud83d", ""),
    ],
)
def test_text_is_made_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_every_printable_character_has_a_glyph() -> None:
    characters = [chr(n) for n in range(32, 0x2200) if printable(chr(n)) == chr(n)]
    values = whole(build_report(nothing()))
    values["citation"] = " ".join(characters)
    values["front"]["introduction"] = " ".join(characters)
    typeset("whole", values, date=DAY)


def test_numbers_of_tables_become_plain_numbers() -> None:
    assert json.dumps(printable([np.int64(3), np.bool_(True), np.float64(0.5)])) == "[3, true, 0.5]"


def test_long_text_is_cut_at_a_word() -> None:
    assert shorten("een heel lange titel van een nota", 20) == "een heel lange…"


def _first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(e for e in tree(pdf).walk() if e.kind == kind).raw


def _lose_unicode(pdf: pikepdf.Pdf) -> None:
    del next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ToUnicode" in o)["/ToUnicode"]


def _act(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)


BREAKS: dict[str, Callable[[pikepdf.Pdf], Any]] = {
    "is_marked": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "says_what_it_is": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "holds_nothing_that_acts": _act,
    "roles_are_standard": lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/RoleMap"),
    "headings_skip_no_level": lambda pdf: _first(pdf, "H1").__setitem__("/S", pikepdf.Name.H3),
    "tables_have_heads": lambda pdf: _first(pdf, "TH").__delitem__("/A"),
    "lists_hold_items": lambda pdf: _first(pdf, "LI").__setitem__("/S", pikepdf.Name.P),
    "figures_have_words": lambda pdf: _first(pdf, "Figure").__delitem__("/Alt"),
    "links_are_told": lambda pdf: next(p for p in pdf.pages if "/Annots" in p).__delitem__("/Tabs"),
    "fonts_are_whole": _lose_unicode,
    "all_content_is_tagged": lambda pdf: pdf.pages[0].contents_add(b"0 0 10 10 re f"),
    "has_bookmarks": lambda pdf: pdf.Root.__delitem__("/Outlines"),
}


def test_each_rule_is_broken_once() -> None:
    assert set(BREAKS) == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_rule_would_be_seen(made: bytes, rule: str) -> None:
    pdf = opened(made)
    BREAKS[rule](pdf)
    found = {fault.partition(":")[0] for fault in faults(pdf)}
    assert rule in found


def test_a_report_that_wants_no_pdf_gets_none(tmp_path: Path) -> None:
    settings = example().settings
    none = settings.model_copy(update={"report": settings.report.model_copy(update={"pdf": "none"})})
    write_pdfs(replace(example(), settings=none), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_broken_logo_is_told(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"geen plaatje")
    report = replace(example(), settings=make_settings(report={"logo": str(logo)}))
    with pytest.raises(SettingsError, match="logo"):
        write_pdfs(report, tmp_path / "pdf")


def test_the_house_style_reaches_the_pdf(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>')
    house = {"colour": "#7A1F5C", "logo": str(logo), "publisher": "Kenniscentrum"}
    report = replace(example(), settings=make_settings(report=house))
    made = opened(typeset("council", council(report, report.municipalities[0]), date=DAY))
    assert str(_first(made, "Figure")["/Alt"]) == "Logo van Kenniscentrum"
    assert "#7A1F5C" in whole(report)["summary"]["chart"]["svg"]
    assert faults(made) == []
