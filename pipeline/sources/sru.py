"""SRU 1.2 and 2.0 as KOOP speaks them: addresses of searches, and what a page of answers holds.

Elements are matched by local name: prefixes, default namespaces and versions differ between servers and years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from pipeline.sources.asking import Answer, Ask, Cell, Expected, Reading
from pipeline.sources.fetching.addresses import with_query

PAGE = 100


class Diagnostic(ValueError):
    """The server understood the request well enough to say what is wrong with it."""


@dataclass(frozen=True)
class Record:
    """One record: every field by its local name, all values in order, with their attributes."""

    identifier: str
    fields: Mapping[str, list[tuple[str, Mapping[str, str]]]] = field(default_factory=dict)

    def first(self, name: str, scheme: str = "") -> str:
        """The first value that is not empty, of that scheme when one is given; ends of scheme names are enough."""
        for value, attributes in self.fields.get(name, []):
            if value and (not scheme or attributes.get("scheme", "").lower().endswith(scheme.lower())):
                return value
        return ""

    def all(self, name: str) -> list[str]:
        """All values that are not empty."""
        return [value for value, _ in self.fields.get(name, []) if value]


@dataclass(frozen=True)
class Page:
    """One page of a search."""

    total: int
    records: tuple[Record, ...]


def search(endpoint: str, query: str, *, parameters: Mapping[str, str], cell: Cell, start: int = 1) -> Ask:
    """A page of a search as a listing."""
    url = with_query(
        endpoint, operation="searchRetrieve", **parameters, startRecord=start, maximumRecords=PAGE, query=query
    )
    declared = {"query": query, "start": start}
    return Ask(url, kind="search", listing=True, priority=1, cell=cell, declared=declared)


def read_page(body: bytes) -> Page:
    """Parse an answer to a search.

    Raises:
        Diagnostic: the server says what is wrong with the request.
        ValueError: it is no answer to a search at all, such as an error page or an explanation.
    """
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    name = etree.QName(root).localname
    told = [_children(e) for e in root.iter("{*}diagnostic")]
    if told:
        raise Diagnostic("; ".join(" ".join(t.get(k, "") for k in ("uri", "message", "details")) for t in told))
    if name != "searchRetrieveResponse":
        raise ValueError(f"the answer is a {name}, not a searchRetrieveResponse")
    total = next((e.text for e in root.iter("{*}numberOfRecords")), None)
    if total is None or not total.strip().isdigit():
        raise ValueError("the answer gives no numberOfRecords")
    return Page(int(total), tuple(_record(e) for e in root.iter("{*}record") if _is_record(e)))


def next_page(answer: Answer, page: Page) -> tuple[Ask, ...]:
    """The page behind this one: on by what was received, until the total is passed or a page is empty."""
    start = int(answer.ask.declared["start"]) + len(page.records)
    if not page.records or start > page.total:
        return ()
    old, new = (f"startRecord={n}&" for n in (answer.ask.declared["start"], start))
    declared = {**answer.ask.declared, "start": start}
    return (replace(answer.ask, url=answer.ask.url.replace(old, new, 1), key="", declared=declared),)


def refused(answer: Answer, error: ValueError) -> Reading:
    """A search that failed: what the server says is final, what it garbles is asked again."""
    final = isinstance(error, Diagnostic)
    return Reading(
        problem=f"{'diagnostic' if final else 'no_search_result'}: {error}"[:300],
        again=not final,
        expected=(Expected(answer.ask.cell, str(answer.ask.declared["query"]), 1),) if final else (),
    )


def _is_record(element: Any) -> bool:
    return etree.QName(element.getparent()).localname == "records"


def _record(element: Any) -> Record:
    fields: dict[str, list[tuple[str, Mapping[str, str]]]] = {}
    for part in element.iter("{*}originalData", "{*}enrichedData"):
        for leaf in part.iter("{*}*"):
            if not len(leaf) or etree.QName(leaf).localname in ("inwerkingtreding",):
                name = etree.QName(leaf).localname
                attributes = {etree.QName(k).localname: str(v) for k, v in leaf.attrib.items()}
                fields.setdefault(name, []).append((" ".join((leaf.text or "").split()), attributes))
    record = Record("", fields)
    return replace(record, identifier=record.first("identifier"))


def _children(element: Any) -> dict[str, str]:
    return {etree.QName(c).localname: (c.text or "").strip() for c in element}


def quoted(term: str) -> str:
    """A CQL string: quotes escaped, and no upper-case AND, OR, NOT, which make the server fail inside quotes."""
    words = [w.lower() if w in ("AND", "OR", "NOT", "PROX") else w for w in term.split()]
    return '"' + " ".join(words).replace("\\", "").replace('"', '\\"') + '"'
