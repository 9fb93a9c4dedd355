"""Copied text: which stretches of a passage stand in an earlier text.

Documents are ordered by date (undated last, a bare year after the days of that year). A text equal to an earlier one is
its duplicate. Else every run of words points to the earliest passage that has it, and a passage that shares runs with
an earlier one of another document is aligned with it word by word. Time grows with the number of words, not of pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.cache import Cache
from pipeline.cleaning.alignment import Pairing, align_kept, folded_words
from pipeline.cleaning.marks import mark_documents, mark_passages
from pipeline.cleaning.shingles import first_seen
from pipeline.tables import empty_table, make_table, table_rows
from pipeline.text import count_words

SOURCES = 4  # earlier passages that one passage is aligned with, at most

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Passage:
    passage_id: str
    document_id: str
    date: str | None
    start: int
    text: str


def mark_copies(
    documents: pd.DataFrame, passages: pd.DataFrame, *, min_words: int, cache: Cache | None = None
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Add the reuse columns to documents and passages, and make the reuse table.

    Args:
        documents: rows of the documents table without `reused_share`, `duplicate_of` and `taken_by`.
        passages: rows of the passages table without `reuse_cluster` and `original`.
        min_words: the shortest stretch that counts.
        cache: of alignments of earlier runs.
    """
    if documents.empty and passages.empty:
        return empty_table("documents"), empty_table("passages"), empty_table("reuse")
    ordered, equal = _ordered(documents, passages)
    rows = [*_copied_whole(ordered, equal), *_copied_stretches(ordered, equal, min_words, cache)]
    reuse = make_table("reuse", rows)
    marked = mark_passages(passages, reuse)
    return mark_documents(documents, marked, reuse, equal), marked, reuse


def _ordered(documents: pd.DataFrame, passages: pd.DataFrame) -> tuple[list[_Passage], dict[str, str]]:
    in_order = _in_order(documents)  # with all texts: not kept while copies are looked for
    return _in_time(in_order, passages), _equal_documents(in_order)


def _in_order(documents: pd.DataFrame) -> list[Any]:
    """Rows of the documents, the likely original first: by date, then by how sure the place is, then by id."""

    def key(row: Any) -> tuple[str, float, str]:
        sure = getattr(row, "place_confidence", None)
        return "~" if pd.isna(row.date) else f"{row.date}~", 0.0 if pd.isna(sure) else -float(sure), row.document_id

    return sorted(table_rows(documents), key=key)


def _in_time(documents: list[Any], passages: pd.DataFrame) -> list[_Passage]:
    dates = {row.document_id: None if pd.isna(row.date) else str(row.date) for row in documents}
    ranks = {row.document_id: rank for rank, row in enumerate(documents)}
    found = [
        _Passage(row.passage_id, row.document_id, dates.get(row.document_id), int(row.start), row.text)
        for row in table_rows(passages)
    ]
    return sorted(found, key=lambda p: (ranks[p.document_id], p.start))


def _equal_documents(documents: list[Any]) -> dict[str, str]:
    """Document -> the earliest one with exactly the same text."""
    first: dict[str, str] = {}
    return {r.document_id: first[r.text] for r in documents if first.setdefault(r.text, r.document_id) != r.document_id}


def _copied_whole(ordered: list[_Passage], equal: dict[str, str]) -> Iterator[Row]:
    """Rows for the passages of documents that equal an earlier one, however short."""
    sources = {(p.document_id, p.start): p for p in ordered}
    for passage in ordered:
        source = sources.get((equal.get(passage.document_id, ""), passage.start))
        if source:
            size = count_words(passage.text)
            yield _row(passage, source, (0, len(passage.text)), (0, len(passage.text)), size, 1.0)


def _copied_stretches(
    ordered: list[_Passage], equal: dict[str, str], min_words: int, cache: Cache | None
) -> Iterator[Row]:
    passages = [passage for passage in ordered if passage.document_id not in equal]
    numbers: dict[str, int] = {}
    owner = np.array([numbers.setdefault(p.document_id, len(numbers)) for p in passages], dtype=np.int64)
    seen = first_seen(folded_words(passage.text) for passage in passages)
    found = list(seen.sources(owner, most=SOURCES))
    pairings = (
        Pairing(passages[number].text, [(passages[source].text, places) for source, places in sources])
        for number, sources in found
    )
    aligned = align_kept(pairings, min_words=min_words, cache=cache)
    for (number, sources), copies in zip(found, aligned, strict=True):
        for copy in copies:
            span, source_span = (copy.start, copy.end), (copy.source_start, copy.source_end)
            source = passages[sources[copy.source][0]]
            yield _row(passages[number], source, span, source_span, copy.words, copy.similarity)


def _row(
    passage: _Passage,
    source: _Passage,
    span: tuple[int, int],
    source_span: tuple[int, int],
    size: int,
    similarity: float,
) -> Row:
    """A row of the reuse table; the spans count from the starts of their passages."""
    return {
        "passage_id": passage.passage_id,
        "source_passage_id": source.passage_id,
        "start": passage.start + span[0],
        "end": passage.start + span[1],
        "source_start": source.start + source_span[0],
        "source_end": source.start + source_span[1],
        "words": size,
        "similarity": similarity,
        "first_seen": source.date,
    }
