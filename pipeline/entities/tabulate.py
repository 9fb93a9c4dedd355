"""Entities of single documents -> the table entities, each with the passage that holds it, and the rejects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from pipeline.engine import Item, reject_row
from pipeline.entities.extract import FIELDS
from pipeline.errors import Failure
from pipeline.tables import make_table, table_rows


def model_names(names: pd.DataFrame) -> dict[str, list[list[Any]]]:
    """[start, end, label] of the language model's names, by document, in order."""
    found: dict[str, list[list[Any]]] = {}
    for row in table_rows(names.sort_values(["document_id", "start", "end"])):
        found.setdefault(row.document_id, []).append([int(row.start), int(row.end), row.label])
    return found


def tabulate(
    documents: pd.DataFrame, passages: pd.DataFrame, results: Iterable[tuple[Item, dict[str, list[Any]] | Failure]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put the results, in the order of `documents`, into the tables entities and rejects.

    A document that takes too much time or memory keeps the names that the language model saw, and none of them is
    public: without the rules nobody knows who in it is a private person.
    """
    ordered = passages.sort_values("start")
    spans = {
        d: list(zip(g["start"], g["end"], g["passage_id"], strict=True)) for d, g in ordered.groupby("document_id")
    }
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, str]] = []
    for document, (item, result) in zip(table_rows(documents), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(reject_row(document, result, stage="entities"))
        found = _hidden(item.payload["names"]) if isinstance(result, Failure) else result
        rows += _rows(document, found, spans.get(document.document_id, []))
    return make_table("entities", rows), make_table("rejects", rejects)


def _hidden(names: list[list[Any]]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {field: [None] * len(names) for field in FIELDS}
    for field, values in zip(("start", "end", "label"), zip(*names, strict=True), strict=False):
        columns[field] = list(values)
    return {**columns, "origin": ["model"] * len(names), "public": [False] * len(names)}


def _rows(document: Any, result: dict[str, list[Any]], spans: list[tuple[int, int, str]]) -> Iterator[dict[str, Any]]:
    starts = [start for start, _, _ in spans]
    for values in zip(*(result[field] for field in FIELDS), strict=True):
        row = dict(zip(FIELDS, values, strict=True))
        n = bisect_right(starts, row["start"]) - 1
        held = n >= 0 and row["start"] < spans[n][1]
        yield {
            **row,
            "document_id": document.document_id,
            "passage_id": spans[n][2] if held else None,
            "text": document.text[row["start"] : row["end"]],
        }
