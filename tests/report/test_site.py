"""The whole site, walked: links, safety, privacy, counts, size."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.site import write_site
from tests.report.corpus import example
from tests.report.corpus_facts import PRIVATE
from tests.report.site_walk import Visit, is_outside


def test_every_internal_link_and_anchor_leads_somewhere(site: Visit) -> None:
    broken = []
    for page in site.pages:
        for href in filter(lambda h: not is_outside(h), site.links(page)):
            path, anchor = site.target(page, href)
            if not (site.folder / path).is_file() or (anchor and anchor not in site.ids.get(path, ())):
                broken.append((page, href))
    assert not broken[:5]


def test_links_are_relative_so_that_the_site_opens_from_a_disk(site: Visit) -> None:
    assert not [
        (p, h) for p in site.pages for h in site.links(p) if h.startswith("/") or (":" in h and not is_outside(h))
    ]


def test_an_address_that_is_no_web_address_is_shown_but_never_a_link(site: Visit) -> None:
    page = next(t for t in site.pages.values() if "javascript:alert(1)" in t.text_content())
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")


def test_strict_security_policy_and_nothing_from_outside(site: Visit) -> None:
    for page, tree in site.pages.items():
        policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert "default-src 'none'" in policy, page
        assert "'unsafe" not in policy
        assert not tree.xpath("//style | //@style | //iframe | //@onclick | //img[@src] | //form"), page
        assert not tree.xpath("//script[not(@src)] | //script[normalize-space()]"), page
        assert bool(tree.xpath("//script")) == ("script-src 'self'" in policy), page
        assert tree.xpath("//link[@rel='stylesheet']/@href")[0].endswith("site.css")


def test_only_search_compare_and_sort_run_a_script(site: Visit) -> None:
    with_script = {page.removeprefix("en/") for page, tree in site.pages.items() if tree.xpath("//script")}
    assert with_script == {"zoeken.html", "vergelijken.html", "gemeenten.html"}


def test_each_page_stands_in_both_languages_and_leads_to_the_other(site: Visit) -> None:
    for page, tree in site.pages.items():
        if page.startswith("bewijs/"):  # quotations, with a word in English
            continue
        english = page.startswith("en/")
        (switch,) = tree.xpath("//a[contains(@class, 'language')]/@href")
        assert site.target(page, switch)[0] == (page.removeprefix("en/") if english else f"en/{page}")
        assert tree.get("lang") == ("en" if english else "nl"), page


_DUTCH = re.compile(r"\b(aandeel|documenten|gemeenten|zinnen|jaren|wordt|omdat|geen|deze|met marge)\b")


def test_an_english_page_holds_dutch_only_where_it_says_so(site: Visit) -> None:
    """Names of concepts, topics, laws and places stay as they are; so do lines of their lists."""
    for page, tree in site.pages.items():
        if not page.startswith("en/"):
            continue
        for node in tree.xpath("//main//text()[not(ancestor::*[@lang='nl'])]"):
            assert not _DUTCH.search(node), (page, node.strip())


def test_the_style_sheet_fetches_nothing(site: Visit) -> None:
    css = (site.folder / "site.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css


@pytest.mark.parametrize("name", PRIVATE)
def test_private_names_stand_nowhere(site: Visit, name: str) -> None:
    for file in (f for f in sorted(site.folder.rglob("*")) if f.suffix in (".html", ".csv")):
        assert name not in re.sub(r"\s+", " ", file.read_text(encoding="utf-8")), file


def test_hidden_names_leave_a_trace_that_readers_can_see(site: Visit) -> None:
    text = site.pages["bewijs/gm9901.html"].text_content()
    assert "De heer [naam] vroeg" in text
    assert "belde [gegeven]" in text
    assert "Brief van [naam] over <b>jeugd</b>" in text


def test_office_holders_are_named_with_their_office(site: Visit) -> None:
    rows = site.pages["actoren.html"].xpath("//section[@aria-labelledby='ambt']//tbody/tr")
    assert [[cell.text_content() for cell in row][:3] for row in rows] == [["Bea Duin", "wethouder", "gemeente"]]


_COUNT = re.compile(r"(\d+) (?:van|of) \d+ (?:documenten|documents?|zinnen|sentences?|zin)")


def test_each_number_leads_to_a_list_that_repeats_its_count(site: Visit) -> None:
    checked, wrong = 0, []
    for page in site.pages:
        for link in site.pages[page].xpath("//a[@class='number'][span[@class='vh']]"):
            found = _COUNT.search(link.text_content())
            path, anchor = site.target(page, link.get("href"))
            if found is None or not path.startswith("bewijs/"):
                continue
            checked += 1
            if found[1] not in re.findall(r"\d+", _landing(site.pages[path], anchor)):
                wrong.append((page, link.text_content(), path, anchor))
    assert checked > 400
    assert not wrong[:5]


def _landing(tree: Any, anchor: str) -> str:
    """What a reader sees first at an address: a heading with the line below it, a row, or the top of the page."""
    if not anchor:
        return str(tree.xpath("string(//p[@class='lead'])")) + str(tree.xpath("string(//section[1]/p)"))
    (place,) = tree.xpath(f"//*[@id='{anchor}']")
    after = place.xpath("following-sibling::*[1][self::p]")
    cells = [cell.text_content() for cell in place] if place.tag == "tr" else [place.text_content()]
    return " ".join([*cells, *(p.text_content() for p in after)])


def test_the_list_of_a_municipality_holds_as_many_sentences_as_it_says(site: Visit) -> None:
    for path, tree in site.pages.items():
        for heading in tree.xpath("//main//h3[@class='part']") if path.startswith("bewijs/") else ():
            said = int(re.findall(r"(\d+) (?:zin|zinnen|alinea|alinea’s)\b", heading.text_content())[0])
            shown, left = 0, 0
            for block in heading.itersiblings():
                if block.tag == "h3":
                    break
                shown += len(block.xpath(".//li[@id]"))
                left += sum(map(int, re.findall(r"En nog (\d+)", block.text_content())))
            assert shown + left == said, (path, heading.text_content())


def test_every_page_has_one_heading_a_skip_link_the_notice_and_an_english_box(site: Visit) -> None:
    for page, tree in site.pages.items():
        assert len(tree.xpath("//h1")) == 1, page
        assert tree.xpath("//a[@class='skip'][@href='#inhoud']"), page
        assert "bestaan niet" in tree.xpath("string(//div[@role='note'])"), page
        assert page.startswith("en/") or tree.xpath("//*[@lang='en']//h2[text()='In English']"), page
        assert len(set(site.ids[page])) == len(site.ids[page]), f"{page} uses an id twice"


def test_headings_skip_no_level(site: Visit) -> None:
    for page, tree in site.pages.items():
        levels = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (page, levels)


def test_each_landmark_on_a_page_has_a_name_of_its_own(site: Visit) -> None:
    for page, tree in site.pages.items():
        named = [tree.xpath(f"string(//*[@id='{i}'])") for i in tree.xpath("//section/@aria-labelledby")]
        named += tree.xpath("//section/@aria-label | //*[@role='region']/@aria-label")
        names = [" ".join(name.split()) for name in named]
        assert len(set(names)) == len(names), (page, names)


def test_what_the_computer_only_suspects_is_never_told_as_a_fact(site: Visit) -> None:
    said = [p.text_content() for page in site.pages.values() for p in page.xpath("//p[@class='how']")]
    assert any("Misschien een ontkenning: lees de zin zelf." in words for words in said)
    assert not [words for words in said if "Let op" in words and "overgenomen tekst" not in words]


def test_the_first_heading_answers_the_question_of_the_report(site: Visit) -> None:
    heading = site.pages["index.html"].xpath("string(//h2[@id='antwoord'])")
    assert heading == "De transformatie staat in 2015 vaker in de teksten dan in 2011"


def test_the_page_of_a_municipality_opens_with_what_it_writes_and_its_deeds(site: Visit) -> None:
    page = site.pages["gemeenten/gm9902.html"]
    answer = " ".join(page.xpath("string(//section[@aria-labelledby='kort'])").split())
    assert "Het vaakst komen voor: " in answer
    assert "over daden" in answer
    assert "aantoonbaar" in answer


def test_tables_and_drawings_have_words(site: Visit) -> None:
    for page, tree in site.pages.items():
        assert not tree.xpath("//table[not(caption)]"), page
        assert not tree.xpath("//svg[@role='img'][not(title) or not(desc)]"), page
        assert not tree.xpath(
            "//svg[not(@role='img') and not(@aria-hidden='true') and not(ancestor::*[@aria-hidden])"
            " and not(ancestor::svg)]"
        ), page


def test_pages_stay_small(site: Visit) -> None:
    assert max((site.folder / page).stat().st_size for page in site.pages) < 300_000


def test_two_runs_write_the_same_bytes(site: Visit, tmp_path: Path) -> None:
    write_site(example(), tmp_path)
    for page in site.pages:
        assert (tmp_path / page).read_bytes() == (site.folder / page).read_bytes(), page


def test_an_earlier_site_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "gemeenten").mkdir()
    (tmp_path / "gemeenten" / "oud.html").write_text("oud")
    write_site(example(), tmp_path)
    assert not (tmp_path / "gemeenten" / "oud.html").exists()


def test_in_print_a_folded_table_opens_and_keeps_its_numbers(site: Visit) -> None:
    printed = (site.folder / "site.css").read_text(encoding="utf-8").partition("@media print {")[2]
    assert ".under details::details-content" in printed
    assert ".under a," not in printed
