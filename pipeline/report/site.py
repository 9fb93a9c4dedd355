"""Report -> files of the site: pages in Dutch and English, style sheet, scripts, house style and tables to download.

A page is one module in pages/ with a function ``render(report)`` that gives its `Page`s and, to stand in the menu, an
`ENTRY`. Dutch pages stand at the root, English ones with the same names below ``en/``. A module with `SHARED` is
written once: its pages hold quotations, which are not translated.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.plugins import plugin_names
from pipeline.report import charts, format, pictures, strips  # noqa: A004  the module of number formats
from pipeline.report.branding import write_branding
from pipeline.report.comparing import write_comparisons
from pipeline.report.downloads import begin_downloads
from pipeline.report.figures import write_figures
from pipeline.report.listing import document_block
from pipeline.report.page import Entry, Page
from pipeline.report.pdf.make import FOLDER
from pipeline.report.report import Report
from pipeline.report.search import FOLDER as SEARCH
from pipeline.report.search import write_index
from pipeline.report.speech import LANGUAGES, own_words, say, speaking, spoken
from pipeline.report.words import DATE_KINDS, LABELS, STEP_MEANING, STEPS

_ROOM = Path(__file__).parent
_ONCE = ("bewijs/", "gegevens/", "cijfers/", "vergelijk/")  # folders that both languages share


def write_site(report: Report, folder: Path) -> int:
    """Write all pages below `folder`, in place of what was there; the number of pages."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in sorted((_ROOM / "static").iterdir()):
        shutil.copyfile(file, folder / file.name)
    write_branding(report.settings.report, folder)
    write_figures(report, folder)
    write_comparisons(report, folder)
    report = replace(report, shelf=begin_downloads(report, folder / FOLDER))
    number = 0
    for path, content in render_site(report):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
        number += 1
    write_index(report, folder / SEARCH)
    report.shelf()
    return number


def render_site(report: Report) -> Iterator[tuple[str, str]]:
    """Path and content of each page."""
    modules = [load_page(name) for name in plugin_names("report/pages", "render")]
    entries = sorted((m.ENTRY for m in modules if hasattr(m, "ENTRY")), key=lambda entry: (entry.order, entry.dutch))
    for language in LANGUAGES:
        with speaking(language):
            for module in modules:
                if language == LANGUAGES[0] or not getattr(module, "SHARED", False):
                    yield from _render_module(module, report, entries)


def _render_module(module: ModuleType, report: Report, entries: list[Entry]) -> Iterator[tuple[str, str]]:
    folder = "" if spoken() == LANGUAGES[0] else f"{spoken()}/"
    page: Page
    for page in module.render(report):
        yield folder + page.path, render_page(page, report, entries, shared=getattr(module, "SHARED", False))


def load_page(name: str) -> ModuleType:
    """One page module by its file name."""
    return importlib.import_module(f"pipeline.report.pages.{name}")


def render_page(page: Page, report: Report, entries: list[Entry], *, shared: bool = False) -> str:
    """The HTML of one page in the spoken language.

    In templates `root` leads from the page to the root of its language, `top` to that of the site, and `link` turns an
    address within the site into one that holds on this page.
    """
    root = "../" * page.path.count("/")
    top = root if spoken() == LANGUAGES[0] else f"{root}../"

    def link(href: str) -> str:
        return (top if href.startswith(_ONCE) else root) + href

    place = {"page": page, "root": root, "top": top, "link": link, "shared": shared, "en": spoken() == "en"}
    html: str = _template(page.template).render(**place, report=report, entries=entries, **page.values)
    return html


@cache
def _template(name: str) -> Any:
    return environment().get_template(name)


@cache
def environment() -> Environment:
    """Jinja with escaping on, a missing value as an error, and the formats and charts that templates use."""
    templates = Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(_filters())
    templates.globals.update(charts=charts, strips=strips, pictures=pictures, margin=format.margin)
    templates.globals.update(plural=format.plural, t=say, own=own_words, document_block=document_block)
    templates.globals.update(STEPS=STEPS, STEP_MEANING=STEP_MEANING, DATE_KINDS=DATE_KINDS, LABELS=LABELS)
    return templates


def _filters() -> dict[str, Any]:
    return {
        "pct": format.pct,
        "chance": format.chance,
        "count": format.count,
        "decimal": format.decimal,
        "date": format.date,
        "capital": format.sentence_case,
        "slug": format.slug,
        "web": format.web_address,
        "listing": format.listing,
    }
