"""Entities of single documents -> the rows of the table entities, each with the passage that holds it; the rejects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from pipeline.engine import Item, reject_row
from pipeline.entities.extract import FIELDS
from pipeline.errors import Failure
from pipeline.groups import Groups, PassagePlaces
from pipeline.tables import table_rows


def model_names(names: pd.DataFrame) -> Groups:
    """[start, end, label] of the language model's names, by document, in order."""
    return Groups(names, order=["document_id", "start", "end"], columns=["start", "end", "label"])


def tabulate(
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    results: Iterable[tuple[Item, dict[str, list[Any]] | Failure]],
    *,
    rejects: list[dict[str, str]],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ("entities", columns of one document's rows), in the order of `documents`.

    A document that takes too much time or memory keeps the names that the language model saw, and none of them is
    public: without the rules nobody knows who in it is a private person.

    Args:
        documents: columns document_id, record_id, source, url and text.
        passages: columns passage_id, document_id, start and end.
        results: item and result of `extract_entities` for each document, in that order.
        rejects: a list that gets the rows of the documents that failed.
    """
    places = PassagePlaces(passages)
    for document, (item, result) in zip(table_rows(documents), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(reject_row(document, result, stage="entities"))
        found = _hidden(item.payload["names"]) if isinstance(result, Failure) else result
        if found["start"]:
            yield "entities", _columns(document, found, places)


def _hidden(names: list[list[Any]]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {field: [None] * len(names) for field in FIELDS}
    for field, values in zip(("start", "end", "label"), zip(*names, strict=True), strict=False):
        columns[field] = list(values)
    return {**columns, "origin": ["model"] * len(names), "public": [False] * len(names)}


def _columns(document: Any, found: dict[str, list[Any]], places: PassagePlaces) -> dict[str, Any]:
    order = sorted(range(len(found["start"])), key=lambda n: (found["start"][n], found["label"][n]))
    columns: dict[str, Any] = {field: [found[field][n] for n in order] for field in FIELDS}
    spans = zip(columns["start"], columns["end"], strict=True)
    return {
        **columns,
        "document_id": document.document_id,
        "passage_id": places.holders(document.document_id, columns["start"]),
        "text": [document.text[start:end] for start, end in spans],
    }
