"""150 hostile texts in every field: none runs, asks for anything or becomes an element, and no formula is live."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from pipeline.report.assemble import build_report
from pipeline.report.site import write_site
from tests.report.hostile import PAYLOADS, hostile

# Counts what runs, and what only the security policy held back: escaping alone must be enough.
_ALARM = """
window.geraakt = 0; window.tegengehouden = [];
window.raak = () => { window.geraakt += 1; };
addEventListener('securitypolicyviolation', (event) =>
  window.tegengehouden.push(event.violatedDirective + event.blockedURI));
"""
# Elements, attributes and addresses that no page of the site has.
_STRANGE = """() => {
  const own = /^(zoeken|vergelijken|sorteer|start|alle|[wp]\\d+|b-[\\w-]+|gm\\d+|regio-[\\w-]+)\\.js$/;
  const out = [...document.querySelectorAll('iframe, object, embed, base, style, template, form[action], video, audio, '
    + 'math, portal, dialog, foreignObject, [srcdoc], [style], [formaction], [ping], [autofocus], [contenteditable]')];
  for (const e of document.querySelectorAll('*')) {
    if ([...e.attributes].some((a) => /^on/i.test(a.name))) out.push(e);
    if (e.tagName === 'SCRIPT' && !own.test((e.getAttribute('src') || '').split('/').pop())) out.push(e);
    if (e.tagName === 'META' && /refresh/i.test(e.httpEquiv)) out.push(e);
    const address = e.getAttribute('href') || e.getAttribute('src') || '';
    if (e.tagName !== 'A' && /^\\s*(https?:)?\\/\\//i.test(address)) out.push(e);
    if (/^[\\s\\u0000-\\u0020]*(javascript|data|vbscript)\\s*:/i.test(address)) out.push(e);
  }
  return out.map((e) => e.outerHTML.slice(0, 200));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("hostile")
    write_site(build_report(hostile()), site)
    return site


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """What was asked of anything but the site's own files."""
    return []


@pytest.fixture(scope="module")
def context(browser: Browser, asked: list[str]) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.add_init_script(_ALARM)
    context.on("request", lambda r: None if r.url.startswith("file:") else asked.append(r.url))
    context.on("dialog", lambda dialog: _note(dialog, asked))
    context.route(re.compile("^https?:"), lambda route: route.abort())
    yield context
    context.close()


def test_there_are_enough_texts_and_all_differ() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 150


def test_the_texts_are_on_the_pages(folder: Path) -> None:
    shown = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.html")))
    assert shown.count("&lt;svg/onload=raak()&gt;") > 20
    assert shown.count("kwaad.example") > 1000


def test_no_page_runs_or_fetches_anything(context: BrowserContext, folder: Path, asked: list[str]) -> None:
    page = context.new_page()
    for file in _pages(folder):
        page.goto(file.as_uri())
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert not _faults(page), file.relative_to(folder)
    assert not asked


def test_search_shows_hostile_texts_as_text(context: BrowserContext, folder: Path, asked: list[str]) -> None:
    page = context.new_page()
    for language, word in (("", "raak"), ("en/", "script"), ("", "kwaad")):
        page.goto(f"{(folder / language / 'zoeken.html').as_uri()}#q={word}")
        page.locator("#zoek-lijst li").first.wait_for()
        while page.get_by_role("button", name=re.compile("Meer|more")).is_visible():
            page.get_by_role("button", name=re.compile("Meer|more")).click()
            page.wait_for_timeout(50)
        assert page.locator("#zoek-lijst li").count() > 20
        assert not _faults(page)
    assert not asked


def test_comparison_shows_hostile_names_as_text(context: BrowserContext, folder: Path, asked: list[str]) -> None:
    page = context.new_page()
    page.goto(f"{(folder / 'vergelijken.html').as_uri()}#gm9901,gm9902,gm9903")
    page.wait_for_timeout(300)
    assert "raak()" in page.locator("#uitkomst").inner_text()
    assert not _faults(page)
    assert not asked


def test_every_page_has_a_strict_policy(folder: Path) -> None:
    for file in sorted(folder.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert found, file
        assert text.index(found[0]) < text.index("<title>"), f"{file}: the policy must come before all that it rules"
        rules = dict(rule.strip().partition(" ")[::2] for rule in found[1].split(";"))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert set(rules.values()) <= {"'none'", "'self'"}, rules


def test_no_cell_is_a_live_formula(folder: Path) -> None:
    live = re.compile("^[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
    number = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?|-")
    cells = 0
    for file in sorted(folder.rglob("*.csv")):
        for cell in _cells(file):
            cells += 1
            assert number.fullmatch(cell) or not live.match(cell), (file.name, cell)
    assert cells > 5000


def test_no_spreadsheet_holds_a_formula_or_a_strange_link(folder: Path) -> None:
    files = sorted(folder.rglob("*.xlsx"))
    assert files
    for file in files:
        for sheet in openpyxl.load_workbook(file, read_only=False):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f", (file.name, cell.coordinate, cell.value)
                assert cell.hyperlink is None or re.match(r"https?://|#|\w", cell.hyperlink.target or "#"), cell.value


def test_files_of_values_are_nothing_else(folder: Path) -> None:
    for file in sorted((folder / "zoeken").glob("*.js")):
        found = re.fullmatch(r'zoekdeel\("[\w-]+",(.*)\);\n', file.read_text(encoding="utf-8"), re.DOTALL)
        assert found, file.name
        json.loads(found[1])


def _pages(folder: Path) -> list[Path]:
    """All pages in Dutch, and in English those at the root and two of each folder: the texts in them are the same."""
    english = [sorted(place.glob("*.html"))[:2] for place in sorted((folder / "en").iterdir()) if place.is_dir()]
    dutch = [file for file in sorted(folder.rglob("*.html")) if file.relative_to(folder).parts[0] != "en"]
    return [*dutch, *sorted((folder / "en").glob("*.html")), *(file for files in english for file in files)]


def _note(dialog: Dialog, asked: list[str]) -> None:
    asked.append(dialog.message)
    dialog.dismiss()


def _faults(page: Page) -> dict[str, Any]:
    """What ran, what the policy held back, and what does not belong on the page; empty when all is well."""
    found = {
        "ran": page.evaluate("() => window.geraakt"),
        "held back": page.evaluate("() => window.tegengehouden"),
        "strange": page.evaluate(_STRANGE),
    }
    return {what: value for what, value in found.items() if value}


def _cells(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        yield from (cell for row in csv.reader(handle) for cell in row)
