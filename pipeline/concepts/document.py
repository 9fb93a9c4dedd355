"""One document -> its mentions with steps and flags; all documents -> the table `mentions`."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.cache import digest
from pipeline.concepts.cues import Cues, Signals, load_cues
from pipeline.concepts.ladder import Ladder, load_ladder
from pipeline.concepts.matcher import Mention, load_matcher
from pipeline.engine import Item, reject_row
from pipeline.errors import Failure
from pipeline.tables import make_table, table_rows
from pipeline.text import text_hash

_CLOSERS = "'\"’”»)] \t"


def find_mentions(payload: Mapping[str, Any], *, models: str, seed: int, threshold: float) -> list[dict[str, Any]]:
    """The mentions in one document, for `pipeline.engine.map_documents`.

    Args:
        payload: ``text``; ``sentences``, a list of [start, end] in order; ``headings``, texts of its headings.
        models: folder with concepts/ and ladder/.
        seed: of the classifier.
        threshold: below this probability the step is None.

    Returns:
        One dict a mention: start, end, concept_id, origin, sentence (index), step, step_score, negated, conditional,
        quoted.
    """
    folder = Path(models)
    text, sentences = payload["text"], [(start, end) for start, end in payload["sentences"]]
    mentions = load_matcher(folder / "concepts").find(text, sentences) if sentences else []
    spans = {m.sentence: sentences[m.sentence] for m in mentions}
    steps = find_steps(text, spans, headings=set(payload["headings"]), ladder=load_ladder(folder, seed))
    cues = load_cues(folder)
    signals = {n: cues.read(text[start:end]) for n, (start, end) in spans.items()}
    flags = [_flags(signals[m.sentence], m.start - spans[m.sentence][0], cues) for m in mentions]
    return [_row(m, steps[m.sentence], threshold) | f for m, f in zip(mentions, flags, strict=True)]


def find_steps(
    text: str, spans: Mapping[int, tuple[int, int]], *, headings: set[str], ladder: Ladder
) -> dict[int, tuple[str, float]]:
    """Step and probability of each sentence. A heading names something, whatever its words: benoemen, probability 1."""
    open_ones = [n for n, span in spans.items() if not is_heading(text, span, headings=headings)]
    predicted = ladder.predict([text[spans[n][0] : spans[n][1]] for n in open_ones])
    return dict.fromkeys(spans, ("benoemen", 1.0)) | dict(zip(open_ones, predicted, strict=True))


def is_heading(text: str, span: tuple[int, int], *, headings: set[str]) -> bool:
    """Whether a sentence is a whole line without final punctuation that stands among the document's headings."""
    start, end = span
    sentence = text[start:end].strip()
    if sentence.rstrip(_CLOSERS)[-1:] in {".", ";", ",", ":"}:
        return False
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)].strip()
    return line in headings and sentence in line


def _row(mention: Mention, step: tuple[str, float], threshold: float) -> dict[str, Any]:
    name, score = step
    return {
        "start": mention.start,
        "end": mention.end,
        "concept_id": mention.concept_id,
        "origin": mention.origin,
        "sentence": mention.sentence,
        "step": name if score >= threshold else None,
        "step_score": score,
    }


def _flags(signals: Signals, at: int, cues: Cues) -> dict[str, bool]:
    return {
        "negated": cues.negated(signals, at),
        "conditional": cues.conditional(signals, at),
        "quoted": cues.quoted(signals, at),
    }


def list_items(documents: pd.DataFrame, passages: pd.DataFrame, sentences: pd.DataFrame) -> list[Item]:
    """The work for `find_mentions` of each document, in the order of the table.

    Args:
        documents: table ``documents``.
        passages: columns document_id and heading.
        sentences: columns document_id, start and end, sorted by start.
    """
    headings: dict[str, set[str]] = {}
    for document_id, heading in zip(passages["document_id"], passages["heading"], strict=True):
        if not pd.isna(heading):
            headings.setdefault(document_id, set()).update(heading.split(" > "))
    spans: dict[str, list[list[int]]] = {}
    for document_id, start, end in zip(sentences["document_id"], sentences["start"], sentences["end"], strict=True):
        spans.setdefault(document_id, []).append([int(start), int(end)])
    return [_item(d, headings, spans) for d in table_rows(documents)]


def _item(document: Any, headings: Mapping[str, set[str]], spans: Mapping[str, list[list[int]]]) -> Item:
    titles = {document.title} if not pd.isna(document.title) else set()
    payload = {
        "text": document.text,
        "sentences": spans.get(document.document_id, []),
        "headings": sorted(titles | headings.get(document.document_id, set())),
    }
    facts = json.dumps([payload["sentences"], payload["headings"]])
    return Item(document.url, digest(text_hash(document.text), facts), payload)


def tabulate_mentions(
    documents: pd.DataFrame, passages: pd.DataFrame, results: Iterable[tuple[Item, list[dict[str, Any]] | Failure]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables ``mentions`` and ``rejects``.

    Args:
        documents: table ``documents``.
        passages: columns passage_id, document_id, start and end.
        results: item and result of `find_mentions` for each document, in the order of the table.
    """
    places = _passage_places(passages)
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, str]] = []
    for document, (item, result) in zip(table_rows(documents), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(reject_row(document, result, stage="concepts"))
            continue
        here = places.get(document.document_id, [])
        rows += [_mention_row(mention, document.document_id, item.payload, here) for mention in result]
    return make_table("mentions", rows), make_table("rejects", rejects)


def _mention_row(
    mention: dict[str, Any], document_id: str, payload: Mapping[str, Any], places: list[tuple[int, int, str]]
) -> dict[str, Any]:
    start, end = mention["start"], mention["end"]
    sentence = payload["sentences"][mention["sentence"]]
    return mention | {
        "mention_id": f"{document_id}:{start}:{mention['concept_id']}",
        "document_id": document_id,
        "passage_id": _passage_at(places, start),
        "sentence_start": sentence[0],
        "sentence_end": sentence[1],
        "text": payload["text"][start:end],
        "score": 1.0,
    }


def _passage_places(passages: pd.DataFrame) -> dict[str, list[tuple[int, int, str]]]:
    places: dict[str, list[tuple[int, int, str]]] = {}
    columns = (passages[c] for c in ("document_id", "start", "end", "passage_id"))
    for document_id, start, end, passage_id in zip(*columns, strict=True):
        places.setdefault(document_id, []).append((int(start), int(end), passage_id))
    return {document_id: sorted(spans) for document_id, spans in places.items()}


def _passage_at(places: list[tuple[int, int, str]], start: int) -> str | None:
    at = bisect_right(places, start, key=lambda place: place[0]) - 1
    return places[at][2] if at >= 0 and start < places[at][1] else None
