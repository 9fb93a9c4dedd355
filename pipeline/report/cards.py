"""Tables -> evidence cards: what was counted, sentence by sentence, with private names hidden.

Inputs: mentions, passages, passage_topics, sentences, entities (named tuples with the columns of the contract).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from pipeline.report.evidence import Card
from pipeline.report.format import decimal, slug
from pipeline.report.model import Document
from pipeline.report.privacy import cut, mask_other
from pipeline.report.words import DEEDS, DOUBTS
from pipeline.tables import LADDER, table_rows

EVERY_CONCEPT = "alle-begrippen"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Texts:
    """Where cards find their surroundings: documents by id, passages by id, sentence spans by document."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Any]
    sentences: Mapping[str, list[tuple[int, int]]]


def known(value: Any) -> Any:
    """The value, or None where the table holds a missing one."""
    return None if pd.isna(value) else value


def concept_cards(mentions: pd.DataFrame, texts: Texts) -> Iterator[Card]:
    """One card per sentence and concept, in documents that count; several mentions are marked together,
    and the highest step counts, as in the series.
    """
    for mention in _by_sentence(mentions, texts, key=lambda m: m.concept_id):
        yield _concept_card(mention, texts, subject=mention[0].concept_id)


def step_cards(mentions: pd.DataFrame, texts: Texts) -> Iterator[Card]:
    """One card per sentence that stands on a step, whatever its concepts: the ladder over all concepts together."""
    for mention in _by_sentence(mentions[mentions["step"].notna()], texts, key=lambda _: EVERY_CONCEPT):
        yield _concept_card(mention, texts, subject=EVERY_CONCEPT)


def _by_sentence(mentions: pd.DataFrame, texts: Texts, *, key: Callable[[Any], str]) -> Iterator[list[Any]]:
    def place(m: Any) -> tuple[str, str, int]:
        return m.document_id, key(m), m.sentence_start

    rows = sorted(table_rows(mentions), key=lambda m: (*place(m), m.start, m.concept_id))
    for (document_id, _, _), group in groupby(rows, key=place):
        if document_id in texts.documents and texts.documents[document_id].counts:
            yield list(group)


def _concept_card(mentions: list[Any], texts: Texts, *, subject: str) -> Card:
    document = texts.documents[mentions[0].document_id]
    first = max(mentions, key=lambda m: (LADDER.index(m.step) if known(m.step) else -1, -m.start))
    step = known(first.step)
    passage = texts.passages.get(str(first.passage_id))
    marks = [(m.start, m.end) for m in mentions]
    start, end = min(first.sentence_start, marks[0][0]), max(first.sentence_end, *(b for _, b in marks))
    return Card(
        id=slug(first.mention_id),
        subject=subject,
        key=str(document.year),
        part="open" if step is None else "daden" if step in DEEDS else "woorden",
        document=document,
        pieces=_pieces(document, (start, end), marks),
        step=step,
        step_score=known(first.step_score),
        how=_how(first),
        flags=_flags(passage),
        doubts=tuple(words for flag, words in DOUBTS.items() if any(getattr(m, flag) for m in mentions)),
        weight=first.score * (known(first.step_score) or 0.0),
        **_place(document, passage),
    )


def _how(mention: Any) -> str:
    if mention.origin == "label":
        return "woord uit onze lijst, letterlijk"
    if mention.origin == "pattern":
        return "woordpatroon"
    return f"omschrijving (zekerheid {decimal(mention.score)})"


def _flags(passage: Any) -> tuple[str, ...]:
    return ("overgenomen tekst",) if passage is not None and not passage.original else ()


def _place(document: Document, passage: Any) -> dict[str, Any]:
    if passage is None:
        return {"page": None, "heading": None}
    heading = known(passage.heading)
    return {"page": known(passage.page), "heading": mask_other(heading, document.hidden) if heading else None}


def _pieces(
    document: Document, window: tuple[int, int], marks: Iterable[tuple[int, int]]
) -> tuple[tuple[str, bool], ...]:
    """The window in pieces, marked and unmarked by turns; white space becomes one space, an empty line a new line."""
    at, raw = window[0], []
    for start, end in sorted(marks):
        if end > at:
            raw += [(at, max(start, at), False), (max(start, at), end, True)]
            at = end
    raw.append((at, window[1], False))
    pieces = [(_SPACE.sub(_space, cut(document.text, a, b, document.hidden)), mark) for a, b, mark in raw if b > a]
    if pieces:
        pieces[0] = (pieces[0][0].lstrip(), pieces[0][1])
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return tuple((text, mark) for text, mark in pieces if text)


def _space(found: re.Match[str]) -> str:
    return "\n" if found[0].count("\n") > 1 else " "


def topic_cards(passage_topics: pd.DataFrame, texts: Texts) -> Iterator[Card]:
    """One card per passage with a topic, in documents that count."""
    for row in table_rows(passage_topics):
        passage = texts.passages.get(row.passage_id)
        if passage is None or row.topic_id < 0 or not texts.documents[passage.document_id].counts:
            continue
        document = texts.documents[passage.document_id]
        yield Card(
            id=slug(row.passage_id),
            subject=f"onderwerp-{row.topic_id}",
            key=str(document.year),
            part="",
            document=document,
            pieces=_pieces(document, (passage.start, passage.end), ()),
            how=f"alinea in dit onderwerp (zo goed past zij erbij: {decimal(row.probability)} van 1)",
            flags=_flags(passage),
            weight=row.probability,
            **_place(document, passage),
        )


def name_cards(entities: pd.DataFrame, texts: Texts, *, key: Mapping[tuple[str, int, str], str]) -> Iterator[Card]:
    """One card per sentence in which a name stands; `key` gives the actor of (document, start, label), if shown."""
    seen: set[tuple[str, str, int]] = set()
    for row in table_rows(entities):
        subject = key.get((row.document_id, row.start, row.label))
        document = texts.documents.get(row.document_id)
        if subject is None or document is None or not document.counts:
            continue
        start, end = _sentence(texts.sentences.get(row.document_id, []), row.start, row.end)
        if (subject, row.document_id, start) in seen:
            continue
        seen.add((subject, row.document_id, start))
        yield Card(
            id=slug(f"{row.document_id}-{row.start}"),
            subject=f"naam-{subject}",
            key=(document.code or "geen-gemeente").lower(),
            part="",
            document=document,
            pieces=_pieces(document, (start, end), [(row.start, row.end)]),
            how={"gazetteer": "naam uit onze lijst", "rule": "vaste schrijfwijze"}.get(row.origin, "het taalmodel"),
            **_place(document, texts.passages.get(str(row.passage_id))),
        )


def _sentence(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    at = bisect_right(spans, (start, 10**12)) - 1
    if at < 0 or spans[at][1] < end:
        return start, end
    return spans[at]
