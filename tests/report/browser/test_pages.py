"""Every kind of page of the last run, in a real browser: can everybody read it, and does nothing leave it?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.report.browser.looking import ALONE, addresses, look, opened, templates

pytestmark = pytest.mark.usefixtures("made_site")
ADDRESSES = addresses()
SCRIPTLESS = {name: file.as_uri() for name, file in templates().items()}


def test_all_kinds_of_pages_are_looked_at() -> None:
    assert len(ADDRESSES) >= 30
    assert {"index.html", "en/index.html", "gemeenten/gemeente", "bewijs/gemeente", "begrippen/*"} <= set(ADDRESSES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_barrier_for_readers_in_any_view(browser: Browser, name: str) -> None:
    assert not look(browser, ADDRESSES[name]).violations


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_runs_off_the_side_of_a_telephone(browser: Browser, name: str) -> None:
    assert not look(browser, ADDRESSES[name]).sideways


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_word_of_a_drawing_runs_off_it(browser: Browser, name: str) -> None:
    assert not look(browser, ADDRESSES[name]).cut_off


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_leaves_the_page_and_nothing_fails(browser: Browser, name: str) -> None:
    watch = look(browser, ADDRESSES[name]).watch
    assert not watch.outside
    assert not watch.complaints


@pytest.mark.parametrize("name", SCRIPTLESS)
def test_without_javascript_a_page_tells_the_same(browser: Browser, name: str) -> None:
    with opened(browser, SCRIPTLESS[name]) as (page, _):
        scripted = page.locator("main").inner_text().split()
    with opened(browser, SCRIPTLESS[name], java_script_enabled=False) as (page, _):
        plain = page.locator("main").inner_text().split()
    if name.endswith(ALONE):
        assert "JavaScript" in " ".join(plain)
    else:
        assert len(plain) > 20
        assert not [word for word in set(scripted) - set(plain) if word.isalpha()]
