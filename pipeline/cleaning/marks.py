"""The reuse table -> what it means for passages and documents: originals, duplicates, model texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.tables import table_rows

DUPLICATE = 0.9  # share of a document's words from one earlier document that makes it a duplicate
ORIGINAL_BELOW = 0.5  # share of copied words from which a passage no longer counts as original


def mark_passages(passages: pd.DataFrame, reuse: pd.DataFrame) -> pd.DataFrame:
    """Add `reuse_cluster` (the earliest passage with the text, however many copies lie between) and `original`.

    Args:
        passages: the passages table without these two.
        reuse: the reuse table.
    """
    longest = reuse.sort_values(["words", "source_passage_id"]).groupby("passage_id")["source_passage_id"].last()
    copied = reuse.groupby("passage_id")["words"].sum()
    share = passages["passage_id"].map(copied).fillna(0).astype(float) / passages["words"].clip(lower=1)
    original = share < ORIGINAL_BELOW
    taken = set(passages.loc[~original, "passage_id"])
    sources = {str(taker): str(source) for taker, source in longest.items()}
    nearest = {taker: source for taker, source in sources.items() if taker in taken}
    roots = pd.Series({taker: _root(source, nearest) for taker, source in sources.items()}, dtype="object")
    return passages.assign(reuse_cluster=passages["passage_id"].map(roots), original=original)


def mark_documents(
    documents: pd.DataFrame, passages: pd.DataFrame, reuse: pd.DataFrame, equal: Mapping[str, str]
) -> pd.DataFrame:
    """Add `reused_share`, `duplicate_of` and `taken_by`.

    Args:
        documents: the documents table without these three.
        passages: the passages table, marked.
        reuse: the reuse table.
        equal: document -> the earliest one with exactly the same text.
    """
    owner = dict(zip(passages["passage_id"], passages["document_id"], strict=True))
    copied: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for row in table_rows(reuse):
        taker, source = owner[row.passage_id], owner[row.source_passage_id]
        copied[taker] += int(row.words)
        pairs[taker, source] += int(row.words)
    size = {row.document_id: max(1, int(row.words)) for row in table_rows(documents[["document_id", "words"]])}
    near = {taker: source for (taker, source), count in sorted(pairs.items()) if count >= DUPLICATE * size[taker]}
    first = {**near, **equal}
    takers = _takers(documents, passages, owner)
    ids = [str(document_id) for document_id in documents["document_id"]]
    firsts = [_root(first[one], first) if one in first else None for one in ids]
    return documents.assign(
        reused_share=[min(1.0, copied[one] / size[one]) for one in ids],
        duplicate_of=pd.Series(firsts, index=documents.index, dtype="str"),
        taken_by=pd.Series([len(takers[one]) for one in ids], index=documents.index, dtype="Int64"),
    )


def _takers(documents: pd.DataFrame, passages: pd.DataFrame, owner: Mapping[str, str]) -> dict[str, set[str]]:
    """Document -> codes of the other municipalities with a passage that was first in it."""
    known = [name for name in ("document_id", "municipality_code") if name in documents]
    places = {row.document_id: _place(row) for row in table_rows(documents[known])}
    takers: dict[str, set[str]] = defaultdict(set)
    copied = passages.loc[passages["reuse_cluster"].notna(), ["document_id", "reuse_cluster"]]
    for row in table_rows(copied):
        source = owner[row.reuse_cluster]
        takers[source] |= {places[row.document_id]} - {"", places[source]}
    return takers


def _place(document: Any) -> str:
    code = getattr(document, "municipality_code", None)
    return "" if pd.isna(code) else str(code)


def _root(name: str, earlier: Mapping[str, str]) -> str:
    """Where a chain of copies begins; each link leads to an earlier text, so it ends."""
    while name in earlier:
        name = earlier[name]
    return name
