"""Annotations of single documents -> the tables tokens, sentences, names and the rejects of this stage."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from pipeline.engine import reject_row
from pipeline.errors import Failure
from pipeline.tables import empty_table, make_table, table_rows


def tabulate(
    documents: pd.DataFrame, passages: pd.DataFrame, results: Iterable[dict[str, Any] | Failure]
) -> dict[str, pd.DataFrame]:
    """Put the results, in the order of `documents`, into tables.

    Returns:
        Tables by name: tokens, sentences, names, rejects.
    """
    columns: dict[str, dict[str, list[Any]]] = {name: defaultdict(list) for name in ("tokens", "sentences", "names")}
    rejects = []
    spans = {
        d: (list(g["start"]), list(g["passage_id"])) for d, g in passages.sort_values("start").groupby("document_id")
    }
    for document, result in zip(table_rows(documents), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(reject_row(document, result, stage="annotate"))
            continue
        starts, ids = spans.get(document.document_id, ([], []))
        sentences, names = result["sentences"], result["names"]
        held = [_holder(starts, ids, start) for start in sentences["start"]]
        numbered = {**sentences, "sentence": range(len(held)), "passage_id": held}
        texts = [document.text[s:e] for s, e in zip(names["start"], names["end"], strict=True)]
        _extend(columns["tokens"], document.document_id, result["tokens"])
        _extend(columns["sentences"], document.document_id, numbered)
        _extend(columns["names"], document.document_id, {**names, "text": texts})
    tables = {name: pd.DataFrame(dict(filled)) if filled else empty_table(name) for name, filled in columns.items()}
    return {**tables, "rejects": make_table("rejects", rejects)}


def _extend(columns: dict[str, list[Any]], document_id: str, more: dict[str, Sequence[Any]]) -> None:
    for name, values in more.items():
        columns[name].extend(values)
    columns["document_id"].extend([document_id] * len(more["start"]))


def _holder(starts: list[int], ids: list[str], at: int) -> str | None:
    position = bisect_right(starts, at) - 1
    return ids[position] if position >= 0 else None
