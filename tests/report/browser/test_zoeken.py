"""The page "Zoeken" as a reader uses it: from a disk and from a server, in both languages, with the keyboard alone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.report.browser.looking import SITE, opened, settle

pytestmark = pytest.mark.usefixtures("made_site")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(SITE)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def _search(page: Page, query: str) -> str:
    """Type a query, press Enter, and wait for what is said of the answer."""
    page.locator("#zoek-q").fill(query)
    page.locator("#zoek-q").press("Enter")
    page.locator("#zoek-lijst[aria-busy=false]").wait_for(state="attached")
    return page.locator("#zoeken [role=status]").inner_text()


@pytest.mark.parametrize("path", ["zoeken.html", "en/zoeken.html"])
def test_a_page_opened_from_disk_finds_sentences(browser: Browser, path: str) -> None:
    with opened(browser, (SITE / path).as_uri()) as (page, watch):
        said = _search(page, "wijkteam")
        assert re.match(r"\d+ (alinea|passage)", said)
        assert {m.lower()[:8] for m in page.locator("#zoek-lijst mark").all_inner_texts()} == {"wijkteam"}
        assert not watch.outside
        assert not watch.complaints


def test_a_served_page_finds_the_same(browser: Browser, served: str) -> None:
    answers = []
    for address in (SITE.as_uri(), served):
        with opened(browser, f"{address}/zoeken.html") as (page, watch):
            answers.append((_search(page, "gezin school"), page.locator("#zoek-lijst").inner_text()))
            assert not watch.outside
            assert not watch.complaints
    assert answers[0] == answers[1]


def test_what_is_found_opens_its_sentence_among_the_evidence(browser: Browser) -> None:
    with opened(browser, f"{(SITE / 'zoeken.html').as_uri()}#concept=preventie") as (page, _):
        settle(page)
        page.get_by_role("link", name="Naar het bewijs").first.click()
        page.wait_for_url("**/bewijs/**")
        assert page.evaluate("() => document.querySelector(':target') !== null")


def test_filters_narrow_the_answer_and_stay_in_the_address(browser: Browser) -> None:
    with opened(browser, (SITE / "zoeken.html").as_uri()) as (page, _):
        before = int(_search(page, "jeugd").split()[0])
        page.locator("#zoek-year").select_option("2014")
        expect(page.locator("#zoek-lijst[aria-busy=false]")).to_be_attached()
        page.wait_for_timeout(200)
        after = int(page.locator("#zoeken [role=status]").inner_text().split()[0])
        assert 0 < after < before
        assert "q=jeugd&year=2014" in page.url
        years = page.locator("#zoek-lijst h3").all_inner_texts()
        assert all(", 2014" in year for year in years)


def test_every_filter_can_be_used_alone(browser: Browser) -> None:
    for name in ("year", "place", "type", "concept"):
        with opened(browser, (SITE / "zoeken.html").as_uri()) as (page, _):
            settle(page)
            page.locator(f"#zoek-{name}").select_option(index=1)
            page.locator("#zoek-lijst li").first.wait_for()


def test_a_word_that_is_nowhere_gets_another_spelling(browser: Browser) -> None:
    with opened(browser, (SITE / "zoeken.html").as_uri()) as (page, _):
        assert "In plaats van wijkteem" in _search(page, "wijkteem")
        page.get_by_role("button", name="wijkteam", exact=True).click()
        page.locator("#zoek-lijst li").first.wait_for()


def test_words_in_quotes_stand_together(browser: Browser) -> None:
    with opened(browser, (SITE / "zoeken.html").as_uri()) as (page, _):
        _search(page, '"eigen kracht"')
        texts = page.locator("#zoek-lijst blockquote").all_inner_texts()
        assert texts
        assert all("eigen kracht" in " ".join(text.lower().split()) for text in texts)


def test_more_results_come_one_page_at_a_time(browser: Browser) -> None:
    with opened(browser, (SITE / "zoeken.html").as_uri()) as (page, _):
        _search(page, "jeugd")
        assert page.locator("#zoek-lijst > li").count() == 10
        page.get_by_role("button", name="Meer laten zien").press("Enter")
        expect(page.locator("#zoek-lijst > li")).to_have_count(20)
        assert page.evaluate("() => [...document.querySelectorAll('#zoek-lijst > li')].indexOf("
                             "document.activeElement.closest('li'))") == 10  # fmt: skip
