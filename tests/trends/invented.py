"""Small invented corpora as tables: so many documents of so many municipalities, with what is planted in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.tables import empty_table, make_table
from pipeline.trends.series import Limits

YEARS = (2011, 2015)
LIMITS = Limits(min_documents=10, min_municipalities=3, draws=200, seed=7, years=YEARS)
REGIONS = ("Merenland", "Heidezoom", "Kustwal")


@dataclass(frozen=True)
class Text:
    """One invented document with two passages; `concepts` stand in its first, `steps` in sentences of its first."""

    id: str
    code: str | None = "GM1"
    region: str | None = "Merenland"
    year: int | None = 2013
    concepts: tuple[str, ...] = ()
    steps: tuple[tuple[str, str | None], ...] = ()
    entities: tuple[tuple[str, str, bool], ...] = ()
    on_topic: bool = True
    duplicate_of: str | None = None
    original: tuple[bool, bool] = (True, True)
    topic: int | None = None
    type: str | None = "beleidsnota"


def corpus(texts: list[Text]) -> dict[str, pd.DataFrame]:
    """The tables that the room trends reads."""
    topics = sorted({t.topic for t in texts if t.topic is not None})
    rows = {
        "ledger": [],
        "reuse": [],
        "records": [_record(t) for t in texts],
        "documents": [_document(t) for t in texts],
        "passages": [_passage(t, i) for t in texts for i in (0, 1)],
        "mentions": [m for t in texts for m in _mentions(t)],
        "entities": [_entity(t, i, *e) for t in texts for i, e in enumerate(t.entities)],
        "topics": [_topic(i) for i in topics],
        "passage_topics": [
            {"passage_id": f"{t.id}:0", "topic_id": t.topic, "probability": 1.0} for t in texts if t.topic is not None
        ],
    }
    return {name: make_table(name, r) if r else empty_table(name) for name, r in rows.items()}


def spread(number: int, *, has: Callable[[int, int, np.random.Generator], tuple[str, ...]], seed: int) -> list[Text]:
    """`number` documents a year for each of 12 municipalities in 3 regions; `has` tells the concepts of a document."""
    rng = np.random.default_rng(seed)
    return [
        Text(f"d{m:02}-{year}-{i}", f"GM{m:02}", REGIONS[m % 3], year, concepts=has(m, year, rng))
        for m in range(12)
        for year in range(YEARS[0], YEARS[1] + 1)
        for i in range(number)
    ]


def row(table: pd.DataFrame, **where: Any) -> pd.Series[Any]:
    """The one row with these values."""
    found = table
    for column, value in where.items():
        found = found[found[column.rstrip("_")] == value]
    assert len(found) == 1, f"{len(found)} rows for {where}"
    return found.iloc[0]


def _record(t: Text) -> dict[str, Any]:
    return {
        "record_id": f"r-{t.id}",
        "source": "proef",
        "url": t.id,
        "path": t.id,
        "retrieved_at": None,
        "status": 200,
        "media_type": None,
        "raw_sha256": "0",
        "size": 1,
        "licence": None,
        "declared": "{}",
    }


def _document(t: Text) -> dict[str, Any]:
    return {
        "document_id": t.id,
        "record_id": f"r-{t.id}",
        "source": "proef",
        "url": t.id,
        "title": None,
        "document_type": t.type,
        "date": None if t.year is None else str(t.year),
        "date_kind": None,
        "date_precision": None if t.year is None else "year",
        "date_origin": None,
        "date_confidence": None,
        "year": t.year,
        "municipality_code": t.code,
        "municipality": t.code,
        "jeugdregio": t.region,
        "province": None,
        "place_level": "municipality",
        "place_origin": None,
        "place_confidence": None,
        "language": "nl",
        "words": 9,
        "on_topic": t.on_topic,
        "on_topic_score": 1.0,
        "reused_share": 0.0,
        "duplicate_of": t.duplicate_of,
        "taken_by": 0,
        "format": "txt",
        "text": "",
        "raw_sha256": "0",
    }


def _passage(t: Text, i: int) -> dict[str, Any]:
    return {
        "passage_id": f"{t.id}:{i}",
        "document_id": t.id,
        "start": i,
        "end": i + 1,
        "heading": None,
        "page": None,
        "text": "x",
        "words": 1,
        "text_sha256": "0",
        "reuse_cluster": None,
        "original": t.original[i],
    }


def _mentions(t: Text) -> list[dict[str, Any]]:
    found = [(c, None) for c in t.concepts] + list(t.steps)
    return [_mention(t, i, concept, step) for i, (concept, step) in enumerate(found)]


def _mention(t: Text, i: int, concept: str, step: str | None) -> dict[str, Any]:
    return {
        "mention_id": f"{t.id}:{i}:{concept}",
        "document_id": t.id,
        "passage_id": f"{t.id}:0",
        "sentence": i,
        "sentence_start": i,
        "sentence_end": i + 1,
        "start": i,
        "end": i + 1,
        "text": "x",
        "concept_id": concept,
        "origin": "label",
        "score": 1.0,
        "step": step,
        "step_score": None if step is None else 1.0,
        "negated": False,
        "conditional": False,
        "quoted": False,
    }


def _entity(t: Text, i: int, label: str, canonical: str, public: bool) -> dict[str, Any]:
    return {
        "document_id": t.id,
        "passage_id": f"{t.id}:0",
        "start": i,
        "end": i + 1,
        "text": "x",
        "label": label,
        "canonical_id": canonical,
        "canonical_name": canonical,
        "value": None,
        "office": None,
        "body": None,
        "origin": "rule",
        "public": public,
    }


def _topic(number: int) -> dict[str, Any]:
    return {
        "topic_id": number,
        "label": f"t{number}",
        "label_en": None,
        "terms": "x",
        "size": 1,
        "documents": 1,
        "stability": None,
        "stable": False,
    }
