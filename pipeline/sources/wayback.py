"""Source: websites as the Wayback Machine kept them: the CDX index lists captures, ``id_`` gives the bytes as stored.

``urls``: host names of sites (``zwolle.nl`` takes its subdomains along); ``years``: of capture. One capture an address
and year is listed, and of captures with equal content the first is fetched. A capture proves "existed by then".
"""

from __future__ import annotations

import json
import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha1

from pipeline.errors import SettingsError
from pipeline.params import SourceSettings
from pipeline.sources.asking import Answer, Ask, Cell, Expected, Found, Reading
from pipeline.sources.exported import read_snapshot
from pipeline.sources.fetching.addresses import with_query
from pipeline.sources.not_found import soft_404
from pipeline.sources.snapshot import Fetched

ENDPOINT = "https://web.archive.org"
LIMIT = 5_000
_TYPES = (
    r"(text/html|application/xhtml\+xml|application/pdf|application/msword|application/rtf|"
    r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document|application/vnd\.oasis\.opendocument\.text)"
)
_CAPTURE = re.compile(r"^(?P<base>https?://[^/]+)/web/(?P<moment>\d{4,14})(?:[a-z]{2}_)?/(?P<original>.+)$")
_EXCLUDED = (b"AdministrativeAccessControlException", b"RobotAccessControlException", b"URL has been excluded")


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """What the snapshot holds."""
    return read_snapshot(source, key=key)


def plan(source: SourceSettings) -> Reading:
    """A list a site and a year."""
    if source.years is None or not source.urls:
        raise SettingsError(
            "the Wayback Machine needs sites and years", expected="urls: [zwolle.nl] and years: [2011, 2015]"
        )
    return Reading(
        asks=tuple(
            _index(source, site, year) for site in source.urls for year in range(source.years[0], source.years[1] + 1)
        )
    )


def read(answer: Answer, source: SourceSettings) -> Reading:
    """The index lists captures; a capture is kept when it holds what was archived."""
    return _read_index(answer, source) if answer.ask.kind == "index" else _read_capture(answer)


def redirected(ask: Ask, url: str, source: SourceSettings) -> Ask | str:
    """To the nearest capture, or to where a captured redirect led; only within the archive and the years."""
    match = _CAPTURE.match(url)
    if ask.kind == "index" or match is None or match["base"] != _base(source):
        return "off_archive"
    year = int(match["moment"][:4])
    if source.years is not None and not source.years[0] <= year <= source.years[1]:
        return "outside_years"
    raw = f"{match['base']}/web/{match['moment']}id_/{match['original']}"
    declared = {**ask.declared, "capture": match["moment"], "original": match["original"]}
    declared.pop("digest", None)
    return replace(ask, url=raw, key="", version="", declared=declared)


def _base(source: SourceSettings) -> str:
    return (source.endpoint or ENDPOINT).rstrip("/")


def _index(source: SourceSettings, site: str, year: int) -> Ask:
    url = with_query(f"{_base(source)}/cdx/search/cdx", url=site, matchType="domain", **{"from": year}, to=year)
    for name in ("statuscode:200", f"mimetype:{_TYPES}"):
        url = with_query(url, filter=name)
    url = with_query(url, collapse="urlkey", limit=LIMIT, showResumeKey="true", output="json")
    return Ask(url, kind="index", listing=True, priority=1, cell=Cell(site, year), declared={"question": url})


def _read_index(answer: Answer, source: SourceSettings) -> Reading:
    """A resume key means that there is more. A full page without one was cut off: one more is expected."""
    rows = json.loads(answer.body) if answer.body.strip() else []
    resume = ""
    if len(rows) >= 2 and rows[-2] == []:
        resume, rows = str(rows[-1][0]), rows[:-2]
    names, lines = (rows[0], rows[1:]) if rows else ([], [])
    found, asks = [], []
    for values in lines:
        capture = dict(zip(names, values, strict=False))
        ask = _capture(capture, source, answer.ask.cell)
        item = f"{capture['urlkey']} {capture['digest']}"
        found.append(Found(answer.ask.cell, item, ask.identity if ask else "", "" if ask else "no_page"))
        asks += [ask] if ask else []
    number = len({f.item for f in found}) + (len(lines) >= LIMIT and not resume)
    if resume:
        url = f"{answer.ask.declared['question']}&resumeKey={resume}"
        asks.insert(0, replace(answer.ask, url=url, key=""))
    return Reading(tuple(asks), found=tuple(found), expected=(Expected(answer.ask.cell, answer.ask.url, number),))


def _capture(capture: dict[str, str], source: SourceSettings, cell: Cell) -> Ask | None:
    original, moment, digest = capture["original"], capture["timestamp"], capture["digest"]
    if not original.lower().startswith(("http://", "https://")) or not moment.isdigit():
        return None
    return Ask(
        f"{_base(source)}/web/{moment}id_/{original}",
        kind="capture",
        key=f"wayback:{capture['urlkey']} {digest}",
        version=digest,
        cell=cell,
        declared={"capture": moment, "original": original, "digest": digest, "site": cell.municipality},
    )


def _read_capture(answer: Answer) -> Reading:
    if "x-archive-wayback-runtime-error" in answer.headers or any(mark in answer.body[:20_000] for mark in _EXCLUDED):
        return Reading(problem="excluded")
    if not answer.body:
        return Reading(problem="empty")
    if soft_404(answer):
        return Reading(problem="soft_404")
    digest = b32encode(sha1(answer.body, usedforsecurity=False).digest()).decode()
    facts = {"memento_datetime": answer.headers.get("memento-datetime"), "actual_digest": digest}
    return Reading(keep=True, declared={name: value for name, value in facts.items() if value})
