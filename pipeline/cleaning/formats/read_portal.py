"""The meeting page of a GemeenteOplossingen portal -> title, meeting date and agenda."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

from pipeline.cleaning.blocks import Block, DeclaredDate, Extract, declare_date, make_block, squeeze

_GENERATOR = "go. raadsinformatie"
_PATH = re.compile(r"/(\d{4})/(\d{1,2})-([a-z]+)(?:/|$)")
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def read_meeting_page(tree: etree._Element, meta: list[tuple[str, str]]) -> Extract | None:
    """Agenda of a meeting, or None when the page is no such page."""
    facts = dict(reversed(meta))
    rows = [row for row in tree.iter("li") if str(row.get("id") or "").startswith("agendapunt")]
    if not facts.get("generator", "").lower().startswith(_GENERATOR) or not rows:
        return None
    element = tree.find(".//title")
    title = squeeze(_text(element)) if element is not None else ""
    blocks = make_block("heading", title, level=1) + [b for row in rows for b in _agenda_row(row)] + _documents(tree)
    return Extract(
        blocks=blocks,
        format="portal_html",
        title=title or None,
        document_type="agenda",
        dates=_meeting_date(facts.get("og:url", "")),
        url=facts.get("og:url"),
    )


def _agenda_row(row: etree._Element) -> list[Block]:
    number = " ".join(_text(a) for a in _with_class(row, "first"))
    name = " ".join(_text(h) for part in _with_class(row, "title") for h in part.iter("h3", "em", "p"))
    return make_block("item", f"{squeeze(number)}. {name}" if number.strip() else name)


def _documents(tree: etree._Element) -> list[Block]:
    """Names of the documents of the whole meeting."""
    part = next((e for e in tree.iter("div") if e.get("id") == "documenten"), None)
    links = [a for a in part.iter("a") if "notelink" not in (a.get("class") or "")] if part is not None else []
    return [block for link in links for block in make_block("item", _text(link))]


def _with_class(row: etree._Element, name: str) -> list[etree._Element]:
    return [part for part in row.iter("div") if part.get("class") == name]


def _meeting_date(url: str) -> list[DeclaredDate]:
    """The day in the address: .../2015/31-augustus/19:30/."""
    match = _PATH.search(unquote(url))
    if not match or match[3] not in _MONTHS:
        return []
    day = f"{match[1]}-{_MONTHS.index(match[3]) + 1:02d}-{int(match[2]):02d}"
    return declare_date(day, kind="meeting", origin="address of the meeting page")


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())
