"""Source: official publications (KOOP repository, SRU 2.0), above all the gemeenteblad, one month a slice.

``query``: CQL, such as ``cql.textAndIndexes any "jeugdhulp jeugdzorg jeugdwet"``; ``years``: of publication;
``municipalities``: publishers, as in the gemeenteblad. The XML is asked first; an empty shell leads to the PDF.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.errors import SettingsError
from pipeline.params import SourceSettings
from pipeline.sources.asking import NOWHERE, Answer, Ask, Cell, Expected, Found, Reading
from pipeline.sources.exported import read_snapshot
from pipeline.sources.not_found import withdrawn
from pipeline.sources.snapshot import Fetched
from pipeline.sources.sru import Record, next_page, quoted, read_page, refused, search

ENDPOINT = "https://repository.overheid.nl/sru"
_PARAMETERS = {"version": "2.0", "x-connection": "officielepublicaties", "recordSchema": "gzd"}
_CLAUSES = ("c.product-area==officielepublicaties", "w.publicatienaam==Gemeenteblad")
_KINDS = ("xml", "html", "pdf", "odt")
_SHELL = 200
LICENCE = "CC0-1.0"


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """What the snapshot holds."""
    return read_snapshot(source, key=key)


def plan(source: SourceSettings) -> Reading:
    """A search a publisher and a month."""
    if source.years is None:
        raise SettingsError("official publications need years", expected="years: [2014, 2015]")
    asks: list[Ask] = []
    for name in source.municipalities or (NOWHERE,):
        maker = [f"dt.creator any {quoted(name)}"] if name != NOWHERE else []
        for year in range(source.years[0], source.years[1] + 1):
            for month in range(1, 13):
                last = monthrange(year, month)[1]
                window = [f"dt.available>={year}-{month:02}-01", f"dt.available<={year}-{month:02}-{last}"]
                query = " and ".join([*_CLAUSES, *window, *maker, *([f"({source.query})"] if source.query else [])])
                asks.append(search(source.endpoint or ENDPOINT, query, parameters=_PARAMETERS, cell=Cell(name, year)))
    return Reading(asks=tuple(asks))


def read(answer: Answer, source: SourceSettings) -> Reading:
    """Searches list publications; of each, the richest form that has text is kept."""
    if answer.ask.kind != "search":
        return _read_file(answer)
    try:
        page = read_page(answer.body)
    except ValueError as error:
        return refused(answer, error)
    asks, found = [], []
    for number, record in enumerate(page.records):
        identifier = record.identifier or f"unnamed {answer.ask.declared['start'] + number}"
        why, ask = _left_out(record, source), _file(record, identifier, answer.ask.cell)
        why = why or ("" if ask else "no_file")
        found.append(Found(answer.ask.cell, identifier, ask.identity if ask else "", why))
        asks += [ask] if ask and not why else []
    expected = Expected(answer.ask.cell, str(answer.ask.declared["query"]), page.total)
    return Reading((*next_page(answer, page), *asks), found=tuple(found), expected=(expected,))


def _left_out(record: Record, source: SourceSettings) -> str:
    """``any`` splits a name of more words, so that other publishers come along."""
    creator = record.first("creator")
    return "" if not source.municipalities or creator in source.municipalities else "other_publisher"


def _forms(record: Record) -> dict[str, str]:
    items = record.fields.get("itemUrl", [])
    return {attributes.get("manifestation", ""): url for url, attributes in items if url}


def _file(record: Record, identifier: str, cell: Cell) -> Ask | None:
    forms = _forms(record)
    urls = [forms[kind] for kind in _KINDS if kind in forms]
    if not urls:
        return None
    facts = {
        "identifier": identifier,
        "title": record.first("title"),
        "municipality": record.first("creator"),
        "published": record.first("available"),
        "document_type": _type(record),
        "licence": LICENCE,
        "page": record.first("preferredUrl"),
        "forms": urls[1:],
    }
    declared = {name: value for name, value in facts.items() if value}
    version = record.first("modified") or "unknown"
    return Ask(urls[0], kind="file", key=f"op:{identifier}", version=version, cell=cell, declared=declared)


def _type(record: Record) -> str:
    return record.first("type", scheme="Rubriek") or record.first("type", scheme="Informatietype")


def _read_file(answer: Answer) -> Reading:
    if answer.body[:5] == b"%PDF-":
        return Reading(keep=True)
    text = _text(answer.body)
    if withdrawn(text):
        return Reading(problem="withdrawn")
    forms = list(answer.ask.declared.get("forms", []))
    if len(text) >= _SHELL or not forms:
        return Reading(keep=len(text) > 0, problem="" if text else "empty")
    declared = {**answer.ask.declared, "forms": forms[1:]}
    richer = replace(answer.ask, url=forms[0], key=f"{answer.ask.key}/{len(forms)}", declared=declared)
    return Reading(asks=(richer,), instead=richer.key)


def _text(body: bytes) -> str:
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except etree.LxmlError:
        return ""
    if root is None:
        return ""
    body_of = re.compile("metadata|head|script|style")
    skip = {e for e in root.iter("{*}*") if body_of.fullmatch(etree.QName(e).localname)}
    texts = (
        t for e in root.iter("{*}*") if e not in skip and not skip & set(e.iterancestors()) for t in (e.text, e.tail)
    )
    return " ".join(" ".join(t for t in texts if t).split())
