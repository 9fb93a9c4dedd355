"""Very small inputs: every page still renders, says what is missing, and holds no broken link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from pipeline.report.assemble import Materials, build_report
from pipeline.report.site import write_site
from tests.report.corpus import Rows, nothing, pack, world
from tests.report.site_walk import Visit, is_outside, visit


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Visit]:
    @cache
    def made(case: str) -> Visit:
        folder = tmp_path_factory.mktemp("site")
        write_site(build_report(CASES[case]()), folder)
        return visit(folder)

    return made


def _rows(documents: int, **changes: Any) -> Rows:
    rows = world(documents)
    rows["documents"] = [d | changes for d in rows["documents"]]
    return rows


def _without(rows: Rows, *tables: str) -> Rows:
    return {name: found for name, found in rows.items() if name not in tables}


CASES: dict[str, Callable[[], Materials]] = {
    "nothing": nothing,
    "five documents": lambda: pack(world(5)),
    "one document": lambda: pack(world(1)),
    "no municipality": lambda: pack(_without(_rows(30, municipality_code=None, jeugdregio=None), "coverage")),
    "no dates": lambda: pack(_rows(30, year=None, date=None, date_precision=None, date_kind=None)),
    "no title": lambda: pack(_rows(30, title=None, document_type=None)),
    "off topic": lambda: pack(_rows(10, on_topic=False)),
    "no topics": lambda: pack(_without(world(30), "topics", "passage_topics")),
    "no mentions": lambda: pack(_without(world(30), "mentions")),
    "no coverage": lambda: pack(_without(world(30), "coverage")),
    "counts only": lambda: replace(pack(world(30)), metrics={"documents": 30}, language={}, versions={}),
    "one year": lambda: pack(world(30), clean={"years": (2013, 2013)}),
}


@pytest.mark.parametrize("case", CASES)
def test_each_page_renders_and_its_links_hold(case: str, site_of: Callable[[str], Visit]) -> None:
    site = site_of(case)
    expected = ["index", "gemeenten", "regios", "vergelijken", "begrippen", "onderwerpen", "actoren", "overname"]
    expected += ["dekking", "verantwoording", "downloads", "zoeken", "leeswijzer"]
    assert {f"{folder}{name}.html" for name in expected for folder in ("", "en/")} <= set(site.pages)
    for page in site.pages:
        for href in filter(lambda h: not is_outside(h), site.links(page)):
            path, anchor = site.target(page, href)
            assert (site.folder / path).is_file(), (page, href)
            assert not anchor or anchor in site.ids[path], (page, href)


@pytest.mark.parametrize(
    ("case", "page", "said"),
    [
        ("nothing", "index", "Er zijn nog geen teksten om te tellen"),
        ("nothing", "index", "Geen enkel verschil doorstond de toets"),
        ("five documents", "index", "Dat is te weinig voor een lijn door de jaren"),
        ("five documents", "begrippen/wijkteam", "Woorden en daden: te weinig gegevens"),
        ("off topic", "index", "Van 10 documenten telt er geen mee"),
        ("off topic", "index", "nee: ander thema"),
        ("nothing", "onderwerpen", "Er zijn geen onderwerpen gevonden"),
        ("no municipality", "gemeenten", "Van geen enkele tekst is bekend van welke gemeente hij is"),
        ("five documents", "begrippen/wijkteam", "Te weinig gegevens voor een lijn"),
        ("off topic", "gemeenten/gm9902", "Wij hebben geen documenten van Zoutmonde"),
        ("counts only", "begrippen/wijkteam", "Dat is voor dit begrip niet gemeten"),
        ("counts only", "verantwoording", "Welk taalmodel is gebruikt, is niet vastgelegd"),
    ],
)
def test_what_is_missing_is_said(case: str, page: str, said: str, site_of: Callable[[str], Visit]) -> None:
    site = site_of(case)
    assert said in " ".join(site.pages[f"{page}.html"].text_content().split())


def test_under_the_floor_no_share_is_shown(site_of: Callable[[str], Visit]) -> None:
    site = site_of("five documents")
    page = site.pages["begrippen/wijkteam.html"].text_content()
    assert "te weinig gegevens: " in page
    assert not site.pages["begrippen/wijkteam.html"].xpath("//a[@class='number'][contains(text(), '%')]")


def test_with_a_few_documents_the_first_page_lists_what_was_found(site_of: Callable[[str], Visit]) -> None:
    site = site_of("five documents")
    answer = site.pages["index.html"].xpath("//section[@aria-labelledby='antwoord']")[0]
    assert "documenten vonden wij" in answer.xpath("string(h2)")
    assert all(h.startswith("bewijs/") for h in answer.xpath(".//table[1]//td/a/@href"))
    assert len(answer.xpath("(.//table)[last()]/tbody/tr")) == 5
