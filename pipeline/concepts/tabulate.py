"""Documents -> the work for `document.read_document`; its results -> rows of `mentions` and `frames`, and rejects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from pipeline.cache import digest
from pipeline.engine import Item, reject_row
from pipeline.errors import Failure
from pipeline.groups import Groups, PassagePlaces
from pipeline.tables import table_rows
from pipeline.text import text_hash

_COPIED = ("start", "end", "concept_id", "origin", "sentence", "score", "step", "step_score")
_FLAGS = ("negated", "conditional", "quoted")


def list_items(documents: pd.DataFrame, passages: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[Item]:
    """The work for `read_document` of each document, in the order of the table.

    A document about something else than youth or the social domain has no sentences to look at: words that look like a
    concept mean something else there.

    Args:
        documents: columns document_id, url, title, on_topic and text.
        passages: columns document_id, start, end and heading.
        sentences: columns document_id, start and end.
    """
    spans = Groups(sentences, order=["document_id", "start"], columns=["start", "end"])
    above = Groups(passages, order=["document_id", "start"], columns=["heading", "start", "end"])
    for document in table_rows(documents):
        above_it = above.rows(document.document_id)
        headings = {h for path, _, _ in above_it if path for h in path.split(" > ")}
        passages_in = [[start, end] for _, start, end in above_it]
        yield _item(document, headings, spans.rows(document.document_id) if document.on_topic else [], passages_in)


def _item(document: Any, headings: set[str], sentences: list[list[Any]], passages: list[list[Any]]) -> Item:
    titles = {document.title} if not pd.isna(document.title) else set()
    payload = {
        "text": document.text,
        "sentences": sentences,
        "headings": sorted(titles | headings),
        "passages": passages,
    }
    facts = json.dumps([payload["sentences"], payload["headings"], payload["passages"]])
    return Item(document.url, digest(text_hash(document.text), facts), payload)


def tabulate_concepts(
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    results: Iterable[tuple[Item, dict[str, Any] | Failure]],
    *,
    rejects: list[dict[str, str]],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ("mentions" or "frames", columns of one document's rows), in the order of `documents`.

    Args:
        documents: columns document_id, record_id, source and url.
        passages: columns passage_id, document_id, start and end.
        results: item and result of `read_document` for each document, in that order.
        rejects: a list that gets the rows of the documents that failed.
    """
    places = PassagePlaces(passages)
    for document, (item, result) in zip(table_rows(documents), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(reject_row(document, result, stage="concepts"))
            continue
        if result["mentions"]:
            yield "mentions", _mentions(document.document_id, item.payload, result["mentions"], places)
        if result["frames"]:
            starts = [start for start, _ in item.payload["passages"]]
            yield (
                "frames",
                _frames(document.document_id, result["frames"], places.holders(document.document_id, starts)),
            )


def _frames(document_id: str, frames: list[dict[str, Any]], passages: Any) -> dict[str, Any]:
    rows = sorted(zip(passages.to_pylist(), frames, strict=True), key=lambda row: str(row[0]))
    names = ("frame", "transitie", "transformatie", "score")
    return {
        "document_id": document_id,
        "passage_id": [passage for passage, _ in rows],
        **{name: [frame[name] for _, frame in rows] for name in names},
    }


def _mentions(
    document_id: str, payload: dict[str, Any], mentions: list[dict[str, Any]], places: PassagePlaces
) -> dict[str, Any]:
    mentions = sorted(mentions, key=lambda m: (m["start"], m["concept_id"]))
    spans = [payload["sentences"][m["sentence"]] for m in mentions]
    return {
        **{name: [m[name] for m in mentions] for name in (*_COPIED, *_FLAGS)},
        "mention_id": [f"{document_id}:{m['start']}:{m['concept_id']}" for m in mentions],
        "document_id": document_id,
        "passage_id": places.holders(document_id, [m["start"] for m in mentions]),
        "sentence_start": [start for start, _ in spans],
        "sentence_end": [end for _, end in spans],
        "text": [payload["text"][m["start"] : m["end"]] for m in mentions],
    }
