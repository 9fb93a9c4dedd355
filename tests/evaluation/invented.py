"""A small truth and the tables that a pipeline could have made of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.evaluation.pairing import Pair, pair_documents
from pipeline.evaluation.truth import TruthDocument
from pipeline.tables import empty_table, make_table

TRENDS = ("changes", "comparisons", "firsts", "silences", "deeds", "copying")
TEXT = "Wethouder Gerda Molenkamp tekende. Het wijkteam begint in mei 2014. Mevrouw De Boer kreeg hulp van Triple P."
FACTS: dict[str, Any] = {
    "url": "u1",
    "id": "d1",
    "municipality_code": "GM1",
    "jeugdregio": "Merenland",
    "place_level": "municipality",
    "document_type": "beleidsnota",
    "date": "2014-05",
    "date_precision": "month",
    "date_place": "kop",
    "on_topic": True,
    "copy_of": None,
    "format": "pdf-nota",
    "text": TEXT,
    "paragraphs": [{"start": 0, "end": len(TEXT), "topic": "wijkteams"}],
}


def at(text: str, **more: Any) -> dict[str, Any]:
    """The span of these words in the planted text."""
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), **more}


def planted(**changes: Any) -> TruthDocument:
    """The planted document, with changes."""
    return TruthDocument.model_validate(FACTS | changes)


def tables(text: str = TEXT, **changes: Any) -> dict[str, pd.DataFrame]:
    """The tables of a run that read the document as `text`; `changes` go into its row of documents."""
    rows = {
        "documents": [_document(text) | changes],
        "passages": [_passage(text)],
        "records": [_record()],
        "topics": [_topic()],
        "passage_topics": [{"passage_id": "x1:0", "topic_id": 0, "probability": 1.0}],
    }
    made = {name: make_table(name, r) for name, r in rows.items()}
    others = ("entities", "mentions", "reuse", "rejects", "sentences", "series", *TRENDS)
    return made | {name: empty_table(name) for name in others}


def entities(text: str, *names: tuple[str, str, bool]) -> pd.DataFrame:
    """Found names: (words, label, public)."""
    return make_table("entities", [_entity(text, *name) for name in names])


def mentions(text: str, *found: tuple[str, str, str | None]) -> pd.DataFrame:
    """Found concepts: (words, concept, step)."""
    return make_table("mentions", [_mention(text, *f) for f in found])


def pair(truth: TruthDocument, made: dict[str, pd.DataFrame]) -> list[Pair]:
    """The one document of both, as a list."""
    pairs = pair_documents([truth], made)
    assert len(pairs) == 1
    return pairs


def _document(text: str) -> dict[str, Any]:
    return {
        "document_id": "x1",
        "record_id": "r1",
        "source": "proef",
        "url": "u1",
        "title": None,
        "document_type": "beleidsnota",
        "date": "2014-05",
        "date_precision": "month",
        "date_kind": None,
        "date_origin": "text",
        "date_confidence": 0.9,
        "year": 2014,
        "municipality_code": "GM1",
        "municipality": "Proefdorp",
        "jeugdregio": "Merenland",
        "province": None,
        "place_level": "municipality",
        "place_origin": "host",
        "place_confidence": 0.9,
        "language": "nl",
        "words": 9,
        "on_topic": True,
        "on_topic_score": 1.0,
        "reused_share": 0.0,
        "duplicate_of": None,
        "taken_by": 0,
        "format": "pdf",
        "text": text,
        "raw_sha256": "0",
    }


def _passage(text: str) -> dict[str, Any]:
    return {
        "passage_id": "x1:0",
        "document_id": "x1",
        "start": 0,
        "end": len(text),
        "heading": None,
        "page": None,
        "text": text,
        "words": 9,
        "text_sha256": "0",
        "reuse_cluster": None,
        "original": True,
    }


def _record() -> dict[str, Any]:
    return {
        "record_id": "r1",
        "source": "proef",
        "url": "u1",
        "path": "a",
        "retrieved_at": None,
        "status": 200,
        "media_type": None,
        "raw_sha256": "0",
        "size": 1,
        "licence": None,
        "declared": "{}",
    }


def _topic() -> dict[str, Any]:
    return {
        "topic_id": 0,
        "label": "teams",
        "label_en": None,
        "terms": "x",
        "size": 1,
        "documents": 1,
        "stability": 0.9,
        "stable": True,
    }


def _entity(text: str, words: str, label: str, public: bool) -> dict[str, Any]:
    start = text.index(words)
    return {
        "document_id": "x1",
        "passage_id": "x1:0",
        "start": start,
        "end": start + len(words),
        "text": words,
        "label": label,
        "canonical_id": None,
        "canonical_name": None,
        "value": None,
        "office": None,
        "body": None,
        "origin": "model",
        "public": public,
    }


def _mention(text: str, words: str, concept: str, step: str | None) -> dict[str, Any]:
    start = text.index(words)
    return {
        "mention_id": f"x1:{start}:{concept}",
        "document_id": "x1",
        "passage_id": "x1:0",
        "sentence": 0,
        "sentence_start": 0,
        "sentence_end": len(text),
        "start": start,
        "end": start + len(words),
        "text": words,
        "concept_id": concept,
        "origin": "label",
        "score": 1.0,
        "step": step,
        "step_score": None,
        "negated": False,
        "conditional": False,
        "quoted": False,
    }
