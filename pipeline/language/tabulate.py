"""Annotations of single documents -> the tables tokens, sentences, names and the rejects of this stage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import pandas as pd

from pipeline.engine import Failure, reject_row
from pipeline.tables import empty_table, make_table, table_rows


def tabulate(
    documents: pd.DataFrame, passages: pd.DataFrame, results: Iterable[dict[str, Any] | Failure]
) -> dict[str, pd.DataFrame]:
    """Put the results, in the order of `documents`, into tables.

    Returns:
        Tables by name: tokens, sentences, names, rejects.
    """
    parts: dict[str, list[pd.DataFrame]] = {"tokens": [], "sentences": [], "names": []}
    rejects = []
    spans = {
        d: (list(g["start"]), list(g["passage_id"])) for d, g in passages.sort_values("start").groupby("document_id")
    }
    for document, result in zip(table_rows(documents), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(reject_row(document, result, stage="annotate"))
            continue
        for name, columns in result.items():
            parts[name].append(pd.DataFrame({"document_id": document.document_id, **columns}))
        starts, ids = spans.get(document.document_id, ([], []))
        table = parts["sentences"][-1]
        table["sentence"] = range(len(table))
        table["passage_id"] = [_holder(starts, ids, start) for start in table["start"]]
        names = parts["names"][-1]
        names["text"] = [document.text[s:e] for s, e in zip(names["start"], names["end"], strict=True)]
    tables = {name: _join(name, frames) for name, frames in parts.items()}
    return {**tables, "rejects": make_table("rejects", rejects)}


def _holder(starts: list[int], ids: list[str], at: int) -> str | None:
    position = bisect_right(starts, at) - 1
    return ids[position] if position >= 0 else None


def _join(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty_table(name)
