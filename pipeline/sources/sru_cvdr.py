"""Source: CVDR, the consolidated regulations of municipalities (KOOP SRU), one document a version.

``query``: CQL words, such as ``overheidrg.body any "jeugdhulp jeugdzorg"``; ``municipalities``: names as CVDR writes
them (``'s-Gravenhage``), none for all; ``years``: first and last year in which a version was in force.
Slices are made by year of entry into force, so that each has a number of its own in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.params import SourceSettings
from pipeline.sources.asking import NOWHERE, Answer, Ask, Cell, Expected, Found, Reading
from pipeline.sources.exported import read_snapshot
from pipeline.sources.snapshot import Fetched
from pipeline.sources.sru import Record, next_page, quoted, read_page, refused, search

ENDPOINT = "https://zoekservice.overheid.nl/sru/Search"
_PARAMETERS = {"version": "1.2", "x-connection": "cvdr"}
_ID = re.compile(r"(?:1\.[01]:)?(?:CVDR)?(\d+)(?:[_/-](\d+))?$", re.IGNORECASE)
_START, _END = "inwerkingtredingDatum", "uitwerkingtredingDatum"
_FAR = 1900
LICENCE = "CC0-1.0"


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """What the snapshot holds."""
    return read_snapshot(source, key=key)


def plan(source: SourceSettings) -> Reading:
    """A search a municipality and a year of entry into force; all earlier years are one slice, of the year before."""
    asks: list[Ask] = []
    for name in source.municipalities or (NOWHERE,):
        for year, window in _windows(source):
            clauses = ["organisatieType=Gemeente", *([f"creator={quoted(name)}"] if name != NOWHERE else []), *window]
            query = " and ".join([f"({source.query})", *clauses] if source.query else clauses)
            endpoint = source.endpoint or ENDPOINT
            asks.append(search(endpoint, query, parameters=_PARAMETERS, cell=Cell(name, year)))
    return Reading(asks=tuple(asks))


def read(answer: Answer, source: SourceSettings) -> Reading:
    """Searches list versions; each version that was in force in the years has a file to fetch."""
    if answer.ask.kind != "search":
        return _read_file(answer)
    try:
        page = read_page(answer.body)
    except ValueError as error:
        return refused(answer, error)
    question = str(answer.ask.declared["query"])
    asks, found = [], []
    for number, record in enumerate(page.records):
        identifier = normalise_id(record.identifier) or f"unnamed {answer.ask.declared['start'] + number}"
        why, ask = _left_out(record, source), _file(record, identifier, answer.ask.cell)
        why = why or ("" if ask else "no_file")
        found.append(Found(answer.ask.cell, identifier, ask.identity if ask else "", why))
        asks += [ask] if ask and not why else []
    expected = Expected(answer.ask.cell, question, page.total)
    return Reading((*next_page(answer, page), *asks), found=tuple(found), expected=(expected,))


def normalise_id(text: str) -> str:
    """``CVDR<work>_<version>`` for each of the notations in use; empty for what is none of them."""
    match = _ID.match(text.strip())
    return f"CVDR{match[1]}_{match[2] or 1}" if match else ""


def _windows(source: SourceSettings) -> list[tuple[int, list[str]]]:
    if source.years is None:
        return [(0, [])]
    first, last = source.years
    name = f"overheidrg.{_START}"
    years = [(y, [f"{name}>={y}-01-01", f"{name}<={y}-12-31"]) for y in range(first, last + 1)]
    return [(first - 1, [f"{name}>={_FAR}-01-01", f"{name}<={first - 1}-12-31"]), *years]


def _left_out(record: Record, source: SourceSettings) -> str:
    """The end is the first day that a version is no longer in force."""
    if source.years is None:
        return ""
    start, end = record.first(_START), record.first(_END)
    if not start:
        return "no_start"
    first, last = (str(year) for year in source.years)
    return "not_in_force" if start > f"{last}-12-31" or (end and end <= f"{first}-01-01") else ""


def _file(record: Record, identifier: str, cell: Cell) -> Ask | None:
    url = record.first("publicatieurl_xml") or record.first("publicatieurl_xhtml")
    if not url:
        return None
    work = identifier.partition("_")[0]
    facts: dict[str, Any] = {
        "identifier": identifier,
        "work": work,
        "title": record.first("title"),
        "municipality": record.first("creator"),
        "issued": record.first("issued"),
        "in_force": record.first(_START),
        "out_of_force": record.first(_END),
        "ratified_by": record.first("isRatifiedBy"),
        "subjects": record.all("subject"),
        "rubric": _rubric(record),
        "announced_in": record.first("isFormatOf"),
        "licence": LICENCE,
    }
    declared = {name: value for name, value in facts.items() if value}
    version = record.first("modified") or "unknown"
    return Ask(url, kind="file", key=f"cvdr:{identifier}", version=version, cell=cell, declared=declared)


def _rubric(record: Record) -> str:
    return record.first("type", scheme="Rubriek")


def _read_file(answer: Answer) -> Reading:
    head = answer.body[:2_000]
    if b"<" not in head or b"<html" in head.lower():
        return Reading(problem="no_xml", again=True)
    return Reading(keep=True)
