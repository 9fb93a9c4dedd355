"""Documents of the truth beside those of the pipeline, matched by URL, with what was found in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.evaluation.align import Alignment, align
from pipeline.evaluation.scores import Span
from pipeline.evaluation.truth import TruthDocument
from pipeline.tables import table_rows

FOUND = ("passages", "entities", "mentions")


@dataclass(frozen=True)
class Pair:
    """One document of both.

    Attributes:
        truth: as planted.
        document: its row in the table documents.
        alignment: of the two texts.
        found: per table the rows of this document.
    """

    truth: TruthDocument
    document: Any
    alignment: Alignment
    found: dict[str, list[Any]]

    def place(self, span: Any) -> Span | None:
        """A span of the truth in the pipeline's text."""
        return self.alignment.span(span.start, span.end)

    def known(self, table: str) -> list[Any]:
        """The rows that lie in text of which the truth speaks."""
        return [row for row in self.found[table] if self.alignment.knows(row.start, row.end)]


def pair_documents(truth: Iterable[TruthDocument], tables: Mapping[str, pd.DataFrame]) -> list[Pair]:
    """Each planted document that the pipeline has too; the first one when an address gave several."""
    documents = {d.url: d for d in table_rows(tables["documents"].sort_values("document_id", ascending=False))}
    found = {name: _by_document(tables[name]) for name in FOUND}
    return [_pair(t, documents[t.url], found) for t in truth if t.url in documents]


def _pair(truth: TruthDocument, document: Any, found: dict[str, dict[str, list[Any]]]) -> Pair:
    sentences = tuple((s.start, s.end) for s in truth.sentences)
    alignment = align(truth.text, document.text, sentences)
    return Pair(truth, document, alignment, {n: rows.get(document.document_id, []) for n, rows in found.items()})


def _by_document(table: pd.DataFrame) -> dict[str, list[Any]]:
    result: dict[str, list[Any]] = {}
    for row in table_rows(table):
        result.setdefault(row.document_id, []).append(row)
    return result
