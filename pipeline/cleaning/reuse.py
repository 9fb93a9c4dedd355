"""Copied text: which stretches of a passage stand in an earlier text.

Documents are ordered by date (undated last, a bare year after the days of that year). A text equal to an earlier one is
its duplicate. Else every run of words points to the earliest passage that has it, and a passage that shares runs with
an earlier one of another document is aligned with it word by word. Time grows with the number of words, not of pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from pipeline.cleaning.marks import mark_documents, mark_passages
from pipeline.cleaning.shingles import first_seen
from pipeline.cleaning.stretches import Stretch, find_stretches
from pipeline.tables import empty_table, make_table, table_rows
from pipeline.text import count_words, fold, word_spans, words

SOURCES = 4  # earlier passages that one passage is aligned with, at most

Row = dict[str, Any]


@lru_cache(maxsize=2048)
def _stretches(left: tuple[str, ...], right: tuple[str, ...], min_words: int) -> list[Stretch]:
    return find_stretches(left, right, min_words=min_words)


@dataclass(frozen=True, slots=True)
class _Passage:
    passage_id: str
    document_id: str
    date: str | None
    start: int
    text: str

    def folded_words(self) -> tuple[str, ...]:
        return _folded_words(self.text)

    def places(self) -> list[tuple[int, int]]:
        """Start and end in the document of each word; folding keeps the length, so offsets hold."""
        return [(self.start + first, self.start + last) for first, last in word_spans(fold(self.text))]


@lru_cache(maxsize=2048)  # boilerplate is aligned with again and again
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(words(fold(text)))


def mark_copies(
    documents: pd.DataFrame, passages: pd.DataFrame, *, min_words: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Add the reuse columns to documents and passages, and make the reuse table.

    Args:
        documents: rows of the documents table without `reused_share`, `duplicate_of` and `taken_by`.
        passages: rows of the passages table without `reuse_cluster` and `original`.
        min_words: the shortest stretch that counts.
    """
    if documents.empty and passages.empty:
        return empty_table("documents"), empty_table("passages"), empty_table("reuse")
    in_order = _in_order(documents)
    ordered, equal = _in_time(in_order, passages), _equal_documents(in_order)
    rows = [*_copied_whole(ordered, equal), *_copied_stretches(ordered, equal, min_words)]
    reuse = make_table("reuse", rows)
    marked = mark_passages(passages, reuse)
    return mark_documents(documents, marked, reuse, equal), marked, reuse


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


def _copied_stretches(ordered: list[_Passage], equal: dict[str, str], min_words: int) -> Iterator[Row]:
    passages = [passage for passage in ordered if passage.document_id not in equal]
    numbers: dict[str, int] = {}
    owner = np.array([numbers.setdefault(p.document_id, len(numbers)) for p in passages], dtype=np.int64)
    seen = first_seen(passage.folded_words() for passage in passages)
    for number, sources in seen.sources(owner, most=SOURCES):
        passage = passages[number]
        earlier = [(passages[source], places) for source, places in sources]
        yield from _align(passage, passage.folded_words(), earlier, min_words)


def _align(
    passage: _Passage, tokens: tuple[str, ...], earlier: list[tuple[_Passage, list[int]]], min_words: int
) -> Iterator[Row]:
    """The stretches of a passage, no word counted twice, the passage that shares most first."""
    taken: list[Stretch] = []
    for source, shingles in earlier:
        if all(any(other.start <= at < other.end for other in taken) for at in shingles):
            continue
        for stretch in _stretches(tokens, source.folded_words(), min_words):
            if any(stretch.start < other.end and other.start < stretch.end for other in taken):
                continue
            taken.append(stretch)
            here, there = passage.places(), source.places()
            size = stretch.end - stretch.start
            yield _row(
                passage,
                source,
                (here[stretch.start][0] - passage.start, here[stretch.end - 1][1] - passage.start),
                (there[stretch.source_start][0] - source.start, there[stretch.source_end - 1][1] - source.start),
                size,
                stretch.equal / size,
            )


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
