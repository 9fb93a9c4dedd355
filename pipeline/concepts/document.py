"""One document -> its mentions with steps and flags; all documents -> the table `mentions`."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pipeline.cache import digest
from pipeline.concepts.ladder import Ladder
from pipeline.concepts.learning import load_classifiers
from pipeline.concepts.matcher import Matcher, load_matcher
from pipeline.concepts.paraphrase import Paraphrases
from pipeline.concepts.phrases import find_phrase
from pipeline.engine import Item, reject_row
from pipeline.errors import Failure
from pipeline.tables import make_table, table_rows
from pipeline.text import text_hash

_CLOSERS = "'\"’”»)] \t"


@dataclass(frozen=True)
class Limits:
    """From which probability a step is given, and a paraphrase counts."""

    step: float
    paraphrase: float


def find_mentions(payload: Mapping[str, Any], *, models: str, classifiers: str, limits: Limits) -> list[dict[str, Any]]:
    """The mentions in one document, for `pipeline.engine.map_documents`.

    Args:
        payload: ``text``; ``sentences``, a list of [start, end] in order; ``headings``, texts of its headings.
        models: folder with concepts/ and ladder/.
        classifiers: folder that the stage `learn` made.
        limits: below a limit the step is None, and the paraphrase is left out.

    Returns:
        One dict a mention, in order: start, end, concept_id, origin (label, pattern or model), score, sentence (index),
        step, step_score, negated, conditional, quoted.
    """
    text, sentences = payload["text"], [(start, end) for start, end in payload["sentences"]]
    if not sentences:
        return []
    learned = load_classifiers(Path(classifiers), Path(models))
    found = _matched(text, sentences, matcher=load_matcher(Path(models) / "concepts"))
    found += _paraphrased(text, sentences, found, model=learned.paraphrases, least=limits.paraphrase)
    spans = {m["sentence"]: sentences[m["sentence"]] for m in found}
    steps = find_steps(text, spans, headings=set(payload["headings"]), ladder=learned.ladder)
    flags = dict(zip(spans, learned.ladder.flags([text[a:b] for a, b in spans.values()]), strict=True))
    rows = [m | _step(steps[m["sentence"]], limits.step) | flags[m["sentence"]] for m in found]
    return sorted(rows, key=lambda m: (m["start"], m["end"], m["concept_id"]))


def _matched(text: str, sentences: Sequence[tuple[int, int]], *, matcher: Matcher) -> list[dict[str, Any]]:
    fields = ("start", "end", "concept_id", "origin", "sentence")
    return [{f: getattr(m, f) for f in fields} | {"score": 1.0} for m in matcher.find(text, sentences)]


def _paraphrased(
    text: str,
    sentences: Sequence[tuple[int, int]],
    matched: Sequence[dict[str, Any]],
    *,
    model: Paraphrases,
    least: float,
) -> list[dict[str, Any]]:
    """Concepts that the model sees in sentences where no label or pattern of theirs was found."""
    column = {concept: n for n, concept in enumerate(model.concepts)}
    hits = np.zeros((len(sentences), len(column)), dtype=np.bool_)
    for mention in matched:
        hits[mention["sentence"], column[mention["concept_id"]]] = True
    chances = model.probabilities([text[a:b] for a, b in sentences], hits)
    rows = []
    for sentence, concept in np.argwhere((chances >= least) & ~hits):
        start, end = sentences[sentence]
        first, last = find_phrase(text[start:end], model.weights[:, concept], model.features)
        place = {"start": start + first, "end": start + last, "sentence": int(sentence)}
        score = round(float(chances[sentence, concept]), 4)
        rows.append(place | {"concept_id": model.concepts[concept], "origin": "model", "score": score})
    return rows


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


def _step(step: tuple[str, float], least: float) -> dict[str, Any]:
    name, score = step
    return {"step": name if score >= least else None, "step_score": score}


def list_items(documents: pd.DataFrame, passages: pd.DataFrame, sentences: pd.DataFrame) -> list[Item]:
    """The work for `find_mentions` of each document, in the order of the table.

    A document about something else than youth or the social domain has no sentences to look at: words that look like a
    concept mean something else there.

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
        "sentences": spans.get(document.document_id, []) if document.on_topic else [],
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
