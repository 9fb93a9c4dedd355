"""Copied text: which stretches of a passage stand in an earlier text.

Passages are ordered by date (undated last). Every run of `SHINGLE` words points to the earliest passage that has it; a
passage that shares runs with an earlier one of another document is aligned with it word by word. Time grows with the
number of words, not with the number of pairs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from pipeline.tables import empty_table, make_table
from pipeline.text import fold, words

SHINGLE = 6
GAP = 6  # words that may differ within one stretch
SOURCES = 4  # earlier passages that one passage is aligned with, at most
DUPLICATE = 0.95  # share of a document's words from one earlier document that makes it a duplicate
ORIGINAL_BELOW = 0.5  # share of copied words from which a passage no longer counts as original


@dataclass(frozen=True)
class Stretch:
    """Words [start, end) of a passage that stand as [source_start, source_end) in an earlier one."""

    start: int
    end: int
    source_start: int
    source_end: int
    equal: int


def mark_copies(
    documents: pd.DataFrame, passages: pd.DataFrame, *, min_words: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Add the reuse columns to documents and passages, and make the reuse table.

    Args:
        documents: rows of the documents table without `reused_share` and `duplicate_of`.
        passages: rows of the passages table without `reuse_cluster` and `original`.
        min_words: the shortest stretch that counts.
    """
    if documents.empty:
        return empty_table("documents"), empty_table("passages"), empty_table("reuse")
    ordered = _in_time(documents, passages)
    rows = _find_stretches(ordered, min_words=min_words)
    reuse = make_table("reuse", rows)
    copied = reuse.groupby("passage_id")["words"].sum()
    passages = passages.assign(
        reuse_cluster=passages["passage_id"].map(reuse.groupby("passage_id")["source_passage_id"].first()),
        original=passages["passage_id"].map(copied).fillna(0) < ORIGINAL_BELOW * passages["words"].clip(lower=1),
    )
    passages["reuse_cluster"] = passages["reuse_cluster"].astype("str").where(passages["reuse_cluster"].notna())
    return _mark_documents(documents, passages, reuse), passages, reuse


def find_stretches(left: list[str], right: list[str], *, min_words: int) -> list[Stretch]:
    """Stretches of `left` that stand in `right`, lightly edited at most.

    Args:
        left: words of the later text, folded.
        right: words of the earlier text, folded.
        min_words: the shortest stretch that counts, in words of `left`.
    """
    blocks = [b for b in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks() if b.size >= 2]
    stretches: list[Stretch] = []
    for block in blocks:
        new = Stretch(block.a, block.a + block.size, block.b, block.b + block.size, block.size)
        last = stretches[-1] if stretches else None
        if last and new.start - last.end <= GAP and 0 <= new.source_start - last.source_end <= GAP:
            stretches[-1] = Stretch(last.start, new.end, last.source_start, new.source_end, last.equal + new.equal)
        else:
            stretches.append(new)
    return [s for s in stretches if s.end - s.start >= min_words and s.equal >= 0.7 * (s.end - s.start)]


def _in_time(documents: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    dates = documents.set_index("document_id")["date"]
    ordered = passages[["passage_id", "document_id", "start", "text"]].assign(date=passages["document_id"].map(dates))
    ordered["order"] = ordered["date"].fillna("9999")
    return ordered.sort_values(["order", "document_id", "start"], ignore_index=True)


def _find_stretches(ordered: pd.DataFrame, *, min_words: int) -> list[dict[str, Any]]:
    first: dict[tuple[str, ...], int] = {}
    passages = list(ordered.itertuples())
    folded: list[list[str]] = []
    rows: list[dict[str, Any]] = []
    for n, passage in enumerate(passages):
        tokens = words(fold(passage.text))
        folded.append(tokens)
        shared: Counter[int] = Counter()
        for i in range(len(tokens) - SHINGLE + 1):
            shingle = tuple(tokens[i : i + SHINGLE])
            earlier = first.setdefault(shingle, n)
            if passages[earlier].document_id != passage.document_id:
                shared[earlier] += 1
        rows += _align(passages, folded, n, [e for e, _ in shared.most_common(SOURCES)], min_words)
    return rows


def _align(
    passages: list[Any], folded: list[list[str]], n: int, earlier: list[int], min_words: int
) -> list[dict[str, Any]]:
    """The stretches of passage n, no word counted twice, the passage that shares most first."""
    rows: list[dict[str, Any]] = []
    taken: list[tuple[int, int]] = []
    places = _word_places(passages[n].text)
    for e in earlier:
        for stretch in find_stretches(folded[n], folded[e], min_words=min_words):
            if any(stretch.start < end and start < stretch.end for start, end in taken):
                continue
            taken.append((stretch.start, stretch.end))
            rows.append(_row(passages[n], passages[e], stretch, places, _word_places(passages[e].text)))
    return rows


def _row(
    passage: Any, source: Any, stretch: Stretch, places: list[tuple[int, int]], source_places: list[tuple[int, int]]
) -> dict[str, Any]:
    return {
        "passage_id": passage.passage_id,
        "source_passage_id": source.passage_id,
        "start": passage.start + places[stretch.start][0],
        "end": passage.start + places[stretch.end - 1][1],
        "source_start": source.start + source_places[stretch.source_start][0],
        "source_end": source.start + source_places[stretch.source_end - 1][1],
        "words": stretch.end - stretch.start,
        "similarity": stretch.equal / (stretch.end - stretch.start),
        "first_seen": None if pd.isna(source.date) else source.date,
    }


def _word_places(text: str) -> list[tuple[int, int]]:
    """Start and end of each word; folding keeps the length, so offsets hold for the text itself."""
    places, at = [], 0
    folded = fold(text)
    for word in words(folded):
        at = folded.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return places


def _mark_documents(documents: pd.DataFrame, passages: pd.DataFrame, reuse: pd.DataFrame) -> pd.DataFrame:
    owner = passages.set_index("passage_id")["document_id"]
    pairs = pd.DataFrame(
        {"document_id": reuse["passage_id"].map(owner), "source": reuse["source_passage_id"].map(owner), "words": reuse["words"]}
    )
    total = pairs.groupby("document_id")["words"].sum()
    size = documents.set_index("document_id")["words"].clip(lower=1)
    largest = pairs.groupby(["document_id", "source"], as_index=False)["words"].sum()
    largest = largest[largest["words"] >= DUPLICATE * largest["document_id"].map(size)]
    duplicate = largest.sort_values(["document_id", "words", "source"]).groupby("document_id")["source"].last()
    share = (documents["document_id"].map(total).fillna(0).astype(float) / documents["words"].clip(lower=1)).clip(upper=1)
    found = documents["document_id"].map(duplicate)
    return documents.assign(reused_share=share, duplicate_of=found.astype("str").where(found.notna()))
