"""Report -> files of the site: pages, style sheet and tables to download.

A page is one module in pages/ with a function ``render(report) -> list[Page]`` and, to stand in the menu, an `ENTRY`.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.plugins import plugin_names
from pipeline.report import charts, format, strips  # noqa: A004  the module of number formats
from pipeline.report.downloads import FOLDER, write_downloads
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.words import DATE_KINDS, STEP_MEANING, STEPS

_ROOM = Path(__file__).parent


def write_site(report: Report, folder: Path) -> int:
    """Write all pages below `folder`, in place of what was there; the number of pages."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in sorted((_ROOM / "static").iterdir()):
        shutil.copyfile(file, folder / file.name)
    write_downloads(report, folder / FOLDER)
    number = 0
    for path, content in render_site(report):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
        number += 1
    return number


def render_site(report: Report) -> Iterator[tuple[str, str]]:
    """Path and content of each page."""
    modules = [load_page(name) for name in plugin_names("report/pages", "render")]
    entries = sorted((m.ENTRY for m in modules if hasattr(m, "ENTRY")), key=lambda entry: (entry.order, entry.label))
    for module in modules:
        pages: list[Page] = module.render(report)
        for page in pages:
            yield page.path, render_page(page, report, entries)


def load_page(name: str) -> ModuleType:
    """One page module by its file name."""
    return importlib.import_module(f"pipeline.report.pages.{name}")


def render_page(page: Page, report: Report, entries: list[Entry]) -> str:
    """The HTML of one page; `root` in templates leads from the page to the root of the site."""
    root = "../" * page.path.count("/")
    template = environment().get_template(page.template)
    return template.render(page=page, root=root, report=report, entries=entries, **page.values)


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
    templates.globals.update(charts=charts, strips=strips, margin=format.margin, plural=format.plural)
    templates.globals.update(STEPS=STEPS, STEP_MEANING=STEP_MEANING, DATE_KINDS=DATE_KINDS)
    return templates


def _filters() -> dict[str, Any]:
    return {
        "pct": format.pct,
        "count": format.count,
        "decimal": format.decimal,
        "date": format.date,
        "capital": format.sentence_case,
        "slug": format.slug,
        "web": format.web_address,
        "listing": format.listing,
    }
