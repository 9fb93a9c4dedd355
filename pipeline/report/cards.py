"""Tables -> evidence cards: what was counted, sentence by sentence.

Inputs: mentions, passages, passage_topics, sentences, entities (named tuples with the columns of the contract).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from sys import intern
from typing import Any

import pandas as pd

from pipeline.report.card import Card
from pipeline.report.model import Document
from pipeline.report.words import DEEDS
from pipeline.schema.values import LADDER
from pipeline.tables import table_rows

_DOUBTS = ("negated", "conditional", "quoted")
_RANK = {step: rank for rank, step in enumerate(LADDER)}


@dataclass(frozen=True)
class Texts:
    """Where cards find their surroundings: documents by id, passages by id, sentence spans by document."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Any]
    sentences: Mapping[str, list[tuple[int, int]]]


def known(value: Any) -> Any:
    """The value, or None where the table holds a missing one."""
    return None if value is None or value is pd.NA or value != value else value  # noqa: PLR0124  NaN differs from itself


def concept_cards(mentions: pd.DataFrame, texts: Texts) -> Iterator[Card]:
    """One card per sentence and concept, in documents that count; several mentions are marked together,
    and the highest step counts, as in the series.
    """
    for mention in _by_sentence(mentions, texts, key=lambda m: str(m.concept_id)):
        yield _concept_card(mention, texts)


def sentence_steps(mentions: pd.DataFrame, texts: Texts) -> Iterator[tuple[Document, str]]:
    """Document and part of each sentence that stands on a step, whatever its concepts."""
    for mention in _by_sentence(mentions[mentions["step"].notna()], texts, key=lambda _: ""):
        highest = max(_RANK[m.step] for m in mention)
        yield texts.documents[mention[0].document_id], "daden" if LADDER[highest] in DEEDS else "woorden"


def _by_sentence(mentions: pd.DataFrame, texts: Texts, *, key: Callable[[Any], str]) -> Iterator[list[Any]]:
    def place(m: Any) -> tuple[str, str, int]:
        return m.document_id, key(m), m.sentence_start

    rows = sorted(table_rows(mentions), key=lambda m: (*place(m), m.start, m.concept_id))
    for (document_id, _, _), group in groupby(rows, key=place):
        if document_id in texts.documents and texts.documents[document_id].counts:
            yield list(group)


def _concept_card(mentions: list[Any], texts: Texts) -> Card:
    document = texts.documents[mentions[0].document_id]
    first = max(mentions, key=lambda m: (_RANK[m.step] if known(m.step) else -1, -m.start))
    step = known(first.step)
    passage = texts.passages.get(str(first.passage_id))
    marks = tuple((m.start, m.end) for m in mentions)
    return Card(
        at=int(first.start),
        subject=intern(first.concept_id),
        key=intern(str(document.year)),
        part="open" if step is None else "daden" if step in DEEDS else "woorden",
        document=document,
        window=(min(first.sentence_start, marks[0][0]), max(first.sentence_end, *(b for _, b in marks))),
        marks=marks,
        step=intern(step) if step else None,
        step_score=known(first.step_score),
        origin=intern(first.origin),
        score=first.score,
        copied=passage is not None and not passage.original,
        doubted=tuple(flag for flag in _DOUBTS if any(getattr(m, flag) for m in mentions)),
        page=known(passage.page) if passage is not None else None,
    )


def topic_cards(passage_topics: pd.DataFrame, texts: Texts) -> Iterator[Card]:
    """One card per passage with a topic, in documents that count."""
    for row in table_rows(passage_topics):
        passage = texts.passages.get(row.passage_id)
        if passage is None or row.topic_id < 0 or not texts.documents[passage.document_id].counts:
            continue
        document = texts.documents[passage.document_id]
        yield Card(
            at=passage.start,
            subject=intern(f"onderwerp-{row.topic_id}"),
            key=intern(str(document.year)),
            part="",
            document=document,
            window=(passage.start, passage.end),
            origin="topic",
            score=row.probability,
            copied=not passage.original,
            page=known(passage.page),
        )


def name_cards(entities: pd.DataFrame, texts: Texts, *, key: Mapping[tuple[str, int, str], str]) -> Iterator[Card]:
    """One card per sentence in which a name stands; `key` gives the actor of (document, start, label), if shown."""
    seen: set[tuple[str, str, int]] = set()
    for row in table_rows(entities):
        subject = key.get((row.document_id, row.start, row.label))
        document = texts.documents.get(row.document_id)
        if subject is None or document is None or not document.counts:
            continue
        window = _sentence(texts.sentences.get(row.document_id, []), row.start, row.end)
        if (subject, row.document_id, window[0]) in seen:
            continue
        seen.add((subject, row.document_id, window[0]))
        passage = texts.passages.get(str(row.passage_id))
        yield Card(
            at=int(row.start),
            subject=intern(f"naam-{subject}"),
            key=intern(str(document.year)),
            part="",
            document=document,
            window=window,
            marks=((row.start, row.end),),
            origin=intern(row.origin) if row.origin != "model" else "name",
            page=known(passage.page) if passage is not None else None,
        )


def _sentence(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    at = bisect_right(spans, (start, 10**12)) - 1
    if at < 0 or spans[at][1] < end:
        return start, end
    return spans[at]
