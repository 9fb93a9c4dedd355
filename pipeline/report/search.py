"""The index of the page "Zoeken": every passage of the documents that count, without private names.

Inputs: a Report. Outputs, below one folder: ``start.js`` (documents, places, kinds, words at which each file begins),
``w<n>.js`` (words), ``p<n>.js`` (64 passages with their documents) and ``b-<concept>.js`` (passages with a concept).
All are scripts that hand over a value, since a page opened from disk may load scripts but may not fetch;
static/zoeken.js loads the few that an answer needs. A passage leads to where one of its sentences stands as evidence.

Not Pagefind (1.5.2), which was tried first: Chromium refuses its module and its fetches on a page opened from disk, two
builds of the same texts differ in bytes, and its Python API takes 0.1 s a passage.
"""

from __future__ import annotations

import shutil
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.report.card import Card
from pipeline.report.cards import known
from pipeline.report.format import web_address
from pipeline.report.model import Document
from pipeline.report.quotation import pieces
from pipeline.report.report import Report
from pipeline.report.search_index import Words, gaps, script, shards
from pipeline.tables import table_rows

FOLDER = "zoeken"
TOGETHER = 64  # passages in a file
_RANK = {"concept": 0, "name": 1, "topic": 2}


@dataclass(frozen=True)
class Passage:
    """One passage that can be found.

    Attributes:
        document: number of its document.
        href: where one of its sentences stands among the evidence, seen from the root of the site.
        concepts: numbers of its concepts.
    """

    document: int
    text: str
    page: int | None
    href: str | None
    concepts: tuple[int, ...]


@dataclass
class _Facts:
    """What is looked up for each passage."""

    spans: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    concepts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    places: dict[str, tuple[int, int, str]] = field(default_factory=dict)


def write_index(report: Report, folder: Path) -> int:
    """Write the index below `folder`, in place of what was there; the number of passages in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    documents = sorted(report.counted, key=lambda d: (d.home, d.date or "9999", d.title, d.id))
    words, with_concept = Words(), defaultdict[int, list[int]](list)
    per_document = [0] * len(documents)
    held: list[Passage] = []
    for passage in _passages(report, documents):
        for concept in passage.concepts:
            with_concept[concept].append(words.texts)
        per_document[passage.document] += 1
        words.add(passage.text)
        held.append(passage)
        if len(held) == TOGETHER:
            _write_passages(folder, (words.texts - 1) // TOGETHER, held, documents)
            held = []
    if held:
        _write_passages(folder, (words.texts - 1) // TOGETHER, held, documents)
    for concept, (id_, _, _) in enumerate(_concepts(report)):
        _write(folder, f"b-{id_}", gaps(with_concept[concept]))
    begins = []
    for number, shard in enumerate(shards(words.entries())):
        begins.append(shard[0][0])
        _write(folder, f"w{number}", shard)
    start = _start(report, documents, per_document)
    _write(folder, "start", start | {"begins": begins, "common": words.common(), "together": TOGETHER})
    return words.texts


def _passages(report: Report, documents: list[Document]) -> Iterator[Passage]:
    """The passages of the documents in order, without those that are all white space."""
    facts = _facts(report)
    for number, document in enumerate(documents):
        for row in facts.spans[document.id]:
            text = "".join(part for part, _ in pieces(document, (row.start, row.end), ()))
            if text:
                concepts = tuple(sorted(facts.concepts.get(row.passage_id, ())))
                page = known(row.page)
                href = facts.places.get(row.passage_id, (0, 0, None))[2]
                yield Passage(number, text, None if page is None else int(page), href, concepts)


def _facts(report: Report) -> _Facts:
    facts = _Facts()
    numbers = {id_: number for number, (id_, _, _) in enumerate(_concepts(report))}
    for row in table_rows(report.tables["passages"][["passage_id", "document_id", "start", "end", "page"]]):
        facts.spans[row.document_id].append(row)
    for row in table_rows(report.tables["mentions"][["passage_id", "concept_id"]].dropna()):
        facts.concepts[row.passage_id].add(numbers[row.concept_id])
    for rows in facts.spans.values():
        rows.sort(key=lambda row: row.start)
    for page in report.evidence.pages:
        for section in page.sections:
            for document, cards in section.documents:
                for card in cards:
                    _place(facts, facts.spans[document.id], card, page.path)
    return facts


def _place(facts: _Facts, rows: list[Any], card: Card, path: str) -> None:
    """Let the card be where its passage leads: the first sentence with a concept, else with a name, else its topic."""
    at = bisect_right(rows, card.window[0], key=lambda row: row.start) - 1
    if at < 0 or card.window[0] >= rows[at].end:
        return
    rank = (_RANK[card.kind], card.window[0])
    held = facts.places.get(rows[at].passage_id)
    if held is None or rank < held[:2]:
        facts.places[rows[at].passage_id] = (*rank, f"{path}#{card.id}")


def _concepts(report: Report) -> list[tuple[str, str, str]]:
    """Id and names of each concept; what stands between brackets explains, and is left out."""
    return [(c.id, c.name, (c.english or c.name).split(" (")[0]) for c in report.concepts.values()]


def _start(report: Report, documents: list[Document], per_document: list[int]) -> dict[str, Any]:
    """What every answer needs; a row of `documents` is place, type, year (by number) and passages."""
    places = {m.code: number for number, m in enumerate(report.municipalities)}
    types = sorted({d.type for d in documents if d.type})
    return {
        "places": [[m.code, m.name] for m in report.municipalities],
        "types": types,
        "years": list(report.years),
        "concepts": _concepts(report),
        "documents": [
            [places.get(d.code or "", -1), types.index(d.type) if d.type else -1, d.year, count]
            for d, count in zip(documents, per_document, strict=True)
        ],
    }


def _write_passages(folder: Path, number: int, passages: list[Passage], documents: list[Document]) -> None:
    used = {p.document: documents[p.document] for p in passages}
    value = {
        "documents": {str(n): [d.title, d.date or "", web_address(d.url or "") or ""] for n, d in used.items()},
        "passages": [[p.document, p.text, p.page, p.href, p.concepts] for p in passages],
    }
    _write(folder, f"p{number}", value)


def _write(folder: Path, name: str, value: Any) -> None:
    (folder / f"{name}.js").write_text(script(name, value), encoding="utf-8")
