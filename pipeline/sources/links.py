"""Links of an HTML page, and of a sitemap."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from lxml.etree import LxmlError
from w3lib.encoding import html_to_unicode

from pipeline.sources.asking import Answer
from pipeline.sources.fetching.addresses import normalise

_LINKS = "//a/@href|//area/@href|//frame/@src|//iframe/@src|//link[@rel='next' or @rel='canonical']/@href"
_MAX_LINKS = 5_000
_MAX_SITEMAP = 60_000_000
_HTML = ("text/html", "application/xhtml+xml")


def is_html(answer: Answer) -> bool:
    """By its declared type, and by its first bytes where that says nothing."""
    head = answer.body[:512].lstrip().lower()
    if answer.media_type in _HTML:
        return not head.startswith((b"%pdf-", b"pk\x03\x04"))
    return answer.media_type in ("", "text/plain", "application/octet-stream") and head.startswith(
        (b"<!doctype html", b"<html")
    )


def page_text(answer: Answer) -> str:
    """The page as text; a false character set gives odd letters, not an error."""
    return html_to_unicode(answer.headers.get("content-type"), answer.body, default_encoding="utf-8")[1]


def links(answer: Answer) -> list[str]:
    """Normalised addresses that the page links to, each once, in order; at most 5,000."""
    try:
        page = html.document_fromstring(page_text(answer))
    except (LxmlError, ValueError):
        return []
    base = next((b for b in _texts(page, "//base/@href")), "")
    base = normalise(base, answer.ask.url) or answer.ask.url
    found: dict[str, None] = {}
    for link in _texts(page, _LINKS):
        address = normalise(link, base)
        if address:
            found[address] = None
        if len(found) >= _MAX_LINKS:
            break
    return list(found)


def _texts(page: Any, path: str) -> list[str]:
    return [str(value) for value in page.xpath(path)]


def sitemap_entries(body: bytes) -> Iterator[tuple[str, str]]:
    """(``page`` or ``sitemap``, address) of a sitemap or an index of sitemaps, packed or not.

    Raises:
        ValueError: it is no sitemap, or unpacks to more than 60 MB.
    """
    if body[:2] == b"\x1f\x8b":
        body = _unpack(body)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(body, parser)
    kind = etree.QName(root).localname if root is not None else ""
    if kind not in ("urlset", "sitemapindex"):
        raise ValueError("no sitemap")
    for element in root.iter("{*}loc"):
        parent = element.getparent()
        if parent is not None and etree.QName(parent).localname in ("url", "sitemap") and element.text:
            yield ("sitemap" if kind == "sitemapindex" else "page"), element.text.strip()


def _unpack(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(body, _MAX_SITEMAP)
    except zlib.error as error:
        raise ValueError(f"broken gzip: {error}") from None
    if unpacker.unconsumed_tail:
        raise ValueError("sitemap too large")
    return text
