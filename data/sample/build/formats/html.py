"""Web pages: five sites of municipalities, each with its own template, and the electronic gemeenteblad."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.sample.build.formats.groups import Page

_TEMPLATES = Path(__file__).parent.parent / "templates"
_ENCODINGS = {"html-4": "windows-1252"}


def write_html(page: Page) -> bytes:
    """The text in the template of its format; html-4 is an old site that still speaks windows-1252."""
    loader = FileSystemLoader(_TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template(f"{page.source.format}.html.j2")
    text = template.render(page=page, title=page.source.title, date=page.metadata_date)
    return text.encode(_ENCODINGS.get(page.source.format, "utf-8"), "xmlcharrefreplace")
