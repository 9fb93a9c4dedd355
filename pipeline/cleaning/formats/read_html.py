"""HTML pages -> blocks and declared facts. Nothing is fetched.

The page's furniture goes first. Where the page marks its main part, that is read; elsewhere trafilatura chooses, and
the blocks of our own walk that stand in its choice are kept, so that headings, lists and tables survive. When it
chooses far too little, the whole body is read.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.cleaning.blocks import Block, DeclaredDate, Extract, declare_date, squeeze
from pipeline.cleaning.formats.html_blocks import html_blocks
from pipeline.cleaning.formats.html_page import drop_furniture, main_part, meta_tags, parse_page
from pipeline.cleaning.formats.linked_data import published_dates
from pipeline.cleaning.formats.margin_rules import MarginRules
from pipeline.cleaning.formats.read_portal import read_meeting_page
from pipeline.cleaning.formats.read_publication import read_publication_html
from pipeline.errors import RejectedDocument
from pipeline.text import fold, words

_DATES = {
    "article:published_time": "published",
    "dcterms.available": "published",
    "dcterms.issued": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "datepublished": "published",
}
_CREATORS = ("dcterms.creator", "dc.creator", "overheid.authority", "dcterms.publisher", "dc.publisher", "og:site_name")
_TITLES = ("dcterms.title", "dc.title", "og:title")
_SITE = re.compile(r"\s[|»·]\s.*$|\s[-–—]\s[^-–—]{3,40}$")
_TOO_LITTLE = 0.4  # share of the body's words below which trafilatura's choice is not believed


def read_html(text: str, margins: MarginRules) -> Extract:
    """Blocks and facts of a page.

    Args:
        text: the whole file.
        margins: words of menus, cookie bars and the like.

    Raises:
        RejectedDocument: broken, or no_text.
    """
    tree = parse_page(text)
    meta = meta_tags(tree)
    known = read_publication_html(tree, meta) or read_meeting_page(tree, meta)
    if known is not None:
        return known
    facts = dict(reversed(meta))
    dates = _dates(meta) + published_dates(tree)
    first_heading = _first_heading(tree)
    drop_furniture(tree, margins.page)
    blocks = _main_blocks(tree)
    if not blocks:
        raise RejectedDocument("no_text", "an HTML page without text outside menus and other furniture")
    return Extract(
        blocks=_with_heading(blocks, first_heading),
        format="html",
        title=_title(tree, facts, first_heading),
        creator=next((facts[name] for name in _CREATORS if name in facts), None) or _site(tree),
        document_type=facts.get("dcterms.type") or facts.get("dc.type"),
        dates=dates,
        url=facts.get("og:url"),
    )


def _main_blocks(tree: etree._Element) -> list[Block]:
    part, marked = main_part(tree)
    blocks = html_blocks(part)
    if marked:
        return blocks
    chosen = _chosen(tree, blocks)
    return chosen if _count(chosen) >= _TOO_LITTLE * _count(blocks) else blocks


def _chosen(tree: etree._Element, blocks: list[Block]) -> list[Block]:
    """The blocks whose words stand in what trafilatura takes for the page's text, and the headings above them."""
    import trafilatura  # noqa: PLC0415 - a fifth of the start-up, and only pages that mark no main part need it

    document = trafilatura.bare_extraction(
        etree.tostring(tree, encoding="unicode", method="html"),
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        include_links=False,
        with_metadata=False,
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    chosen = f" {' '.join(words(fold(' '.join(body.itertext()))))} "
    keep = [f" {' '.join(words(fold(block.text))[:12])} " in chosen for block in blocks]
    for n in range(len(blocks) - 2, -1, -1):
        keep[n] = keep[n] or (blocks[n].kind == "heading" and keep[n + 1])
    for n in range(1, len(blocks)):
        keep[n] = keep[n] or (blocks[n].kind == "table" and keep[n - 1])
    return [block for block, kept in zip(blocks, keep, strict=True) if kept]


def _count(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _first_heading(tree: etree._Element) -> str | None:
    """The only h1 of the page, or the first of several when it is no logo."""
    texts = [squeeze("".join(str(t) for t in h.itertext())) for h in tree.iter("h1")]
    return next((text for text in texts if text), None)


def _with_heading(blocks: list[Block], heading: str | None) -> list[Block]:
    if not heading or any(fold(heading) == fold(block.text) for block in blocks):
        return blocks
    return [Block("heading", heading, level=1), *blocks]


def _title(tree: etree._Element, facts: dict[str, str], heading: str | None) -> str | None:
    declared = next((facts[name] for name in _TITLES if name in facts), None)
    if declared or heading:
        return squeeze(declared or heading or "")
    element = tree.find(".//title")
    text = squeeze("".join(str(t) for t in element.itertext())) if element is not None else ""
    return _SITE.sub("", text) or None


def _site(tree: etree._Element) -> str | None:
    """The site's name behind the bar in the page's title ('Wijkteams | Gemeente Elzerdam')."""
    element = tree.find(".//title")
    text = squeeze("".join(str(t) for t in element.itertext())) if element is not None else ""
    match = _SITE.search(text)
    return match[0].strip(" |»·-–—") or None if match else None


def _dates(meta: list[tuple[str, str]]) -> list[DeclaredDate]:
    """Publication dates only: a copyright, a change or a print says nothing of the text's date."""
    return [d for name, value in meta if name in _DATES for d in declare_date(value, kind=_DATES[name], origin=name)]
