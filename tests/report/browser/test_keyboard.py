"""All that can be clicked can be reached with the keyboard, is seen to have the focus, and lets go of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.report.browser.looking import opened, settle, smallest

pytestmark = pytest.mark.usefixtures("made_site")
ENGLISH = ("en/index.html", "en/zoeken.html")  # the others differ from the Dutch ones in words alone
PAGES = {name: file.as_uri() for name, file in smallest().items() if not name.startswith("en/") or name in ENGLISH}
MOST = 700  # what can be reached on one page; more is no longer usable with a keyboard


@pytest.mark.parametrize("name", PAGES)
def test_all_that_can_be_clicked_is_reached_and_seen(browser: Browser, name: str) -> None:
    with opened(browser, PAGES[name]) as (page, _):
        settle(page)
        expected = page.evaluate(_NUMBER)
        assert 5 < expected < MOST
        seen = walk(page, expected + 3)
        assert not page.evaluate(_MISSED, [s["number"] for s in seen])
        assert not [s["html"] for s in seen if not s["visible"]]


@pytest.mark.parametrize("name", PAGES)
def test_the_first_tab_skips_to_the_content(browser: Browser, name: str) -> None:
    with opened(browser, PAGES[name]) as (page, _):
        settle(page)
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "inhoud"
        page.keyboard.press("Tab")
        assert page.evaluate("() => !document.activeElement.closest('header')")


def walk(page: Page, times: int) -> list[dict[str, Any]]:
    """What gets the focus, tab by tab: its number, whether its focus can be seen, and its beginning."""
    page.evaluate(_LISTEN)
    for _ in range(times):
        page.keyboard.press("Tab")
    found: list[dict[str, Any]] = page.evaluate("() => window.walked")
    return found


# Numbers all that can be reached; of radio buttons with one name only one can.
_NUMBER = """() => {
  const some = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
  const all = [...some].filter((e) =>
    e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
  all.forEach((e, i) => { e.dataset.walk = i; });
  return all.length;
}"""
_LISTEN = """() => {
  window.walked = [];
  addEventListener('focusin', (event) => {
    const style = getComputedStyle(event.target);
    const box = event.target.getBoundingClientRect();
    window.walked.push({
      number: event.target.dataset.walk ?? null,
      html: event.target.outerHTML.slice(0, 160),
      visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.height > 0,
    });
  });
}"""
_MISSED = """(reached) => [...document.querySelectorAll('[data-walk]')].filter((e) => !reached.includes(e.dataset.walk)
  && !(e.type === 'radio' && [...document.getElementsByName(e.name)].some((o) => reached.includes(o.dataset.walk))))
  .map((e) => e.outerHTML.slice(0, 160))"""
