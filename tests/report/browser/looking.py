"""Which pages of a site stand for all, and what a reader's browser makes of one of them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[3]
SITE = Path(os.environ.get("REPORT_SITE", ROOT / "reports" / "site"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS: tuple[int, ...] = (360, 1440)
BETWEEN = 1200  # where a drawing has the least room beside its notes
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Of more rows, cards or marks alike the rest is taken away before axe-core looks: they break the same rules, and cost
# most of its time. REPORT_WHOLE=1 leaves them all.
ALIKE = 100_000 if os.environ.get("REPORT_WHOLE") else 6
ALONE = ("zoeken.html", "vergelijken.html")  # the pages that may need JavaScript
_CODE = re.compile(r"(gm\d+|geen-gemeente)\b")


def templates() -> dict[str, Path]:
    """The largest page of each kind in each language."""
    return {name: max(files, key=_size) for name, files in _kinds().items()}


def smallest() -> dict[str, Path]:
    """The smallest page of each kind: enough where every element costs time."""
    return {name: min(files, key=_size) for name, files in _kinds().items()}


def _size(file: Path) -> tuple[int, str]:
    return file.stat().st_size, file.name


@cache
def _kinds() -> dict[str, list[Path]]:
    """All pages by kind: each page at the root is one of its own, the others go by folder."""
    found: dict[str, list[Path]] = {}
    for file in sorted(SITE.rglob("*.html")):
        path = file.relative_to(SITE)
        name = path.as_posix()
        if path.parent.name not in ("", "en"):
            code = _CODE.match(path.stem)
            name = f"{path.parent.as_posix()}/{'gemeente' if code else '*'}"
        found.setdefault(name, []).append(file)
    return found


def addresses() -> dict[str, str]:
    """What is looked at: every template, and search and comparison with an answer on the screen."""
    pages = {name: file.as_uri() for name, file in templates().items()}
    for name in [name for name in pages if name.endswith("zoeken.html")]:
        pages[f"{name} met antwoord"] = f"{pages[name]}#q=jeugd+gezin"
    for name in [name for name in pages if name.endswith("vergelijken.html")]:
        codes = sorted(f.stem for f in (SITE / "gemeenten").glob("gm*.html"))[:3]
        pages[f"{name} met keuze"] = f"{pages[name]}#{','.join(codes)}"
    return pages


@dataclass
class Watch:
    """What a page asked for and complained of."""

    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """A page in a context of its own, cut off from the network; all it asks for and complains of is written down."""
    watch = Watch()
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
    try:
        context.route(re.compile(r"^(?!file:|data:|http://127\.0\.0\.1)"), lambda route: route.abort())
        context.on("request", lambda r: None if _is_own(r.url) else watch.outside.append(r.url))
        context.on("console", lambda m: watch.complaints.append(m.text) if m.type in ("error", "warning") else None)
        context.on("weberror", lambda e: watch.complaints.append(str(e.error)))
        page = context.new_page()
        page.goto(address)
        yield page, watch
    finally:
        context.close()


@dataclass(frozen=True)
class Looked:
    """A page in all views."""

    violations: tuple[str, ...]
    sideways: tuple[str, ...]
    cut_off: tuple[str, ...]
    watch: Watch


@cache
def look(browser: Browser, address: str) -> Looked:
    """axe-core and the width of the page, on a telephone and a desk, light and dark, with everything unfolded."""
    violations: list[str] = []
    sideways: list[str] = []
    cut_off: list[str] = []
    with opened(browser, address) as (page, watch):
        settle(page)
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        for width in sorted((*WIDTHS, BETWEEN)):
            page.set_viewport_size({"width": width, "height": 900})
            cut_off += [f"{width} px: {words}" for words in page.evaluate(_CUT_OFF)]
            wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                sideways.append(f"{width} px: {wide} px too wide, by {page.evaluate(_WIDEST)}")
        page.evaluate(axe())
        page.evaluate(_THIN, ALIKE)
        for width, scheme in product(WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            violations += [f"{width} {scheme}: {fault}" for fault in run_axe(page)]
    return Looked(tuple(violations), tuple(sideways), tuple(cut_off), watch)


def settle(page: Page) -> None:
    """Wait until the scripts of search and comparison have shown their answer."""
    page.wait_for_load_state("load")
    if "#q=" in page.url:
        page.locator("#zoek-lijst[aria-busy=false]").wait_for(state="attached")
        page.locator("#zoek-lijst li").first.wait_for()
    elif page.locator("#zoeken").count():
        page.locator("#zoek-q").wait_for()


@cache
def axe() -> str:
    """The script of axe-core, from the package that carries it."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def run_axe(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is: the rule and the first element that breaks it."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate(f"async () => (await axe.run(document, {json.dumps(options)})).violations")
    return [f"{v['id']} x{len(v['nodes'])}: {v['nodes'][0]['html'][:200]}" for v in found]


def _is_own(url: str) -> bool:
    return url.startswith(("file:", "data:", "http://127.0.0.1"))


# Words of a drawing that stand, even a little, outside the box of that drawing: past its view box, or off a strip.
_CUT_OFF = """() => [...document.querySelectorAll('svg text')].map((word) => {
  let svg = word.ownerSVGElement;
  while (svg.ownerSVGElement) svg = svg.ownerSVGElement;
  const own = word.getBoundingClientRect(), box = svg.getBoundingClientRect();
  const over = Math.max(box.left - own.left, own.right - box.right, box.top - own.top, own.bottom - box.bottom);
  return own.width && over > 1 ? `${word.textContent} (${Math.round(over)} px, ${svg.getAttribute('class')})` : '';
}).filter(Boolean)"""
_WIDEST = """() => [...document.querySelectorAll('body *')].filter((e) =>
  e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll')).map((e) => e.outerHTML.slice(0, 120))[0]"""
# Alike: the same element and class in the same place among elements and classes. One stays in each parent.
_THIN = """(most) => {
  const may = new Set(['LI', 'TR', 'ARTICLE', 'P', 'DIV', 'FIGURE', 'g', 'path', 'rect', 'circle', 'text', 'OPTION']);
  const kind = (e) => e.tagName + '.' + e.getAttribute('class');
  const seen = {};
  const walk = (parent, place) => {
    const here = {};
    for (const child of [...parent.children]) {
      const own = kind(child), full = place + ' ' + own;
      here[own] = (here[own] || 0) + 1;
      seen[full] = (seen[full] || 0) + 1;
      if (may.has(child.tagName) && seen[full] > most && here[own] > 1) child.remove();
      else walk(child, full);
    }
  };
  walk(document.body, '');
}"""
