"""Source: a website, by its sitemaps and by following links within the site: HTML, PDF, Word and what else it offers.

``urls`` names the places to start; each of their hosts (with or without ``www.``) is one site, nothing else is visited.
The sitemap's addresses are the expected number; a page that is found by links only is kept too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from pipeline.errors import SettingsError
from pipeline.params import SourceSettings
from pipeline.sources.asking import Answer, Ask, Cell, Expected, Found, Reading
from pipeline.sources.exported import read_snapshot
from pipeline.sources.fetching.addresses import host_of, normalise, same_site
from pipeline.sources.links import is_html, links, sitemap_entries
from pipeline.sources.not_found import soft_404
from pipeline.sources.snapshot import Fetched

_SITEMAP = re.compile(r"^[^\S\n]{0,9}sitemap[^\S\n]{0,9}:[^\S\n]{0,9}(\S+)", re.IGNORECASE | re.MULTILINE)
_NO_DOCUMENT = re.compile(
    r"\.(?:css|js|mjs|json|map|png|jpe?g|gif|svg|ico|webp|bmp|tiff?|woff2?|ttf|eot|mp[34]|m4[av]|avi|mov|wmv|webm|ogg|wav|"
    r"zip|rar|7z|gz|tar|exe|dmg|apk|iso|ics|rss|atom|kml|gpx)$",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"^application/(?:pdf|msword|rtf|vnd\.(?:openxml|oasis|ms-word))|^text/(?:plain|rtf)", re.IGNORECASE
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """What the snapshot holds."""
    return read_snapshot(source, key=key)


def plan(source: SourceSettings) -> Reading:
    """The start pages, and the sitemaps of their hosts."""
    starts = [address for url in source.urls if (address := normalise(url))]
    if not starts:
        raise SettingsError("a website needs a place to start", expected="urls: [https://www.example.nl/]")
    asks: dict[str, Ask] = {}
    for start in starts:
        parts = urlsplit(start)
        origin, cell = f"{parts.scheme}://{parts.netloc}", Cell(host_of(start))
        for name in ("robots", "sitemap"):
            url = f"{origin}/{'robots.txt' if name == 'robots' else 'sitemap.xml'}"
            asks.setdefault(url, Ask(url, kind=name, listing=True, priority=1, cell=cell))
        asks.setdefault(start, Ask(start, kind="page", depth=0, cell=cell))
    return Reading(asks=tuple(asks.values()))


def read(answer: Answer, source: SourceSettings) -> Reading:
    """Sitemaps lead to pages, pages to links; what holds text is kept."""
    if answer.ask.kind == "robots":
        return _read_robots(answer)
    if answer.ask.kind == "sitemap":
        return _read_sitemap(answer, source)
    if soft_404(answer):
        return Reading(problem="soft_404")
    if not answer.body.strip():
        return Reading(problem="empty")
    if is_html(answer):
        found = tuple(_ask(url, answer.ask) for url in links(answer) if _wanted(url, source))
        return Reading(asks=found, keep=True)
    document = _DOCUMENTS.match(answer.media_type) or answer.body[:5].startswith(_MAGIC)
    return Reading(keep=bool(document), problem="" if document else "no_document")


def redirected(ask: Ask, url: str, source: SourceSettings) -> Ask | str:
    """Within the site only; an address of another scheme goes on, to be refused by name."""
    address = normalise(url, ask.url)
    if address is None:
        return "malformed"
    if address.startswith(("http:", "https:")) and not _inside(address, source):
        return "off_site"
    return replace(ask, url=address, key="", version="")


def _read_robots(answer: Answer) -> Reading:
    text = answer.body[:512_000].decode("utf-8", "replace")
    maps = dict.fromkeys(url for line in _SITEMAP.findall(text) if (url := normalise(line, answer.ask.url)))
    inside = (url for url in maps if same_site(host_of(url), answer.ask.cell.municipality))
    return Reading(asks=tuple(replace(answer.ask, url=url, key="", kind="sitemap") for url in inside))


def _read_sitemap(answer: Answer, source: SourceSettings) -> Reading:
    try:
        entries = list(sitemap_entries(answer.body))
    except ValueError:
        return Reading(problem="no_sitemap")
    asks: dict[str, Ask] = {}
    for kind, text in entries:
        url = normalise(text, answer.ask.url)
        if not url or not _inside(url, source):
            continue
        if kind == "sitemap":
            asks[url] = replace(answer.ask, url=url, key="", depth=answer.ask.depth + 1)
        elif not _NO_DOCUMENT.search(urlsplit(url).path):
            asks[url] = replace(answer.ask, url=url, key="", kind="page", listing=False, priority=5, depth=1)
    pages = [ask for ask in asks.values() if not ask.listing]
    found = tuple(Found(ask.cell, ask.url, ask.identity) for ask in pages)
    return Reading(tuple(asks.values()), found=found, expected=(Expected(answer.ask.cell, answer.ask.url, len(pages)),))


def _ask(url: str, page: Ask) -> Ask:
    return Ask(url, kind="page", depth=page.depth + 1, cell=page.cell, priority=5 + page.depth)


def _inside(url: str, source: SourceSettings) -> bool:
    host = host_of(url)
    return any(same_site(host, host_of(start)) for start in source.urls)


def _wanted(url: str, source: SourceSettings) -> bool:
    if not url.startswith(("http:", "https:")):
        return True
    return _inside(url, source) and not _NO_DOCUMENT.search(urlsplit(url).path)
