"""Annotations of single documents -> rows of the tables tokens, sentences and names, and the rejects of this stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from pipeline.engine import reject_row
from pipeline.errors import Failure
from pipeline.groups import PassagePlaces
from pipeline.language.columns import unpack_columns
from pipeline.tables import table_rows

TABLES = ("tokens", "sentences", "names")


def tabulate(
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    results: Iterable[dict[str, bytes] | Failure],
    *,
    rejects: list[dict[str, str]],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (name of a table, columns of one document's rows), in the order of `documents`.

    Args:
        documents: columns document_id, record_id, source, url and text.
        passages: columns passage_id, document_id, start and end.
        results: for each document what `annotation.annotate_packed` gives, or the failure.
        rejects: a list that gets the rows of the documents that failed.
    """
    places = PassagePlaces(passages)
    for document, result in zip(table_rows(documents), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(reject_row(document, result, stage="annotate"))
            continue
        for name in TABLES:
            columns = unpack_columns(result[name])
            more = _more(name, columns, document, places)
            yield name, {**{c: columns[c] for c in columns.column_names}, "document_id": document.document_id, **more}


def _more(name: str, columns: Any, document: Any, places: PassagePlaces) -> dict[str, Any]:
    """What the table holds beside what the model says."""
    if name == "sentences":
        holders = places.holders(document.document_id, columns["start"], within=False)
        return {"sentence": range(len(columns)), "passage_id": holders}
    if name == "names":
        spans = zip(columns["start"].to_pylist(), columns["end"].to_pylist(), strict=True)
        return {"text": [document.text[start:end] for start, end in spans]}
    return {}
