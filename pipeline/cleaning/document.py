"""One record -> documents with their passages. A pure function of the record, its bytes and models/."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.cache import digest
from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.dates import find_date
from pipeline.cleaning.dutch import check_dutch
from pipeline.cleaning.formats import read_bytes
from pipeline.cleaning.passages import cut_passages
from pipeline.cleaning.places import Places, find_place, load_places
from pipeline.cleaning.repair import repair_blocks
from pipeline.cleaning.topicality import TopicModel, load_topic_model, score_topic
from pipeline.cleaning.types import TypeRules, find_type, load_type_rules
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings
from pipeline.text import count_words, text_hash


@lru_cache(maxsize=1)
def _knowledge(models: str) -> tuple[Places, TypeRules, TopicModel]:
    path = Path(models)
    return load_places(path / "places"), load_type_rules(path / "cleaning"), load_topic_model(path / "cleaning")


def clean_record(record: dict[str, Any], *, models: str, settings: CleanSettings) -> list[dict[str, Any]]:
    """Read one record's bytes and return its documents, each with its passages.

    Args:
        record: a row of the records table, with `raw`: the path of its bytes.
        models: folder with cleaning/ and places/.
        settings: caps, passage sizes, thresholds.

    Returns:
        Rows of the documents table (but for reuse), each with `passages`: rows of the passages table (but for reuse).

    Raises:
        RejectedDocument: the record holds no Dutch text that can be read.
    """
    declared = json.loads(record["declared"])
    extracts = read_bytes(Path(record["raw"]), record=record, settings=settings)
    return [_document(record, declared, extract, models, settings) for extract in extracts]


def _document(
    record: dict[str, Any], declared: dict[str, Any], extract: Extract, models: str, settings: CleanSettings
) -> dict[str, Any]:
    places, type_rules, topic_model = _knowledge(models)
    blocks = repair_blocks(extract.blocks)
    text, pieces = cut_passages(blocks, limits=settings.passage_words)
    if not text.strip():
        raise RejectedDocument("no_text", f"{extract.format}: {len(extract.blocks)} blocks, no words")
    if len(text) > settings.max_characters:
        raise RejectedDocument("too_large", f"{len(text)} characters of text, the cap is {settings.max_characters}")
    check_dutch(text)
    date = find_date(text, extract=extract, declared=declared, url=record["url"])
    place = find_place(text, extract=extract, declared=declared, url=record["url"], date=date.value, places=places)
    score = score_topic(text, topic_model)
    document_id = digest(record["source"], record["url"], extract.fragment, record["record_id"])[:16]
    return {
        "document_id": document_id,
        "record_id": record["record_id"],
        "source": record["source"],
        "url": record["url"],
        "title": extract.title or _first_heading(extract),
        "document_type": find_type(text, extract=extract, declared=declared, url=record["url"], rules=type_rules),
        "date": date.value,
        "date_precision": date.precision,
        "date_kind": date.kind,
        "date_origin": date.origin,
        "date_confidence": date.confidence,
        "year": int(date.value[:4]) if date.value else None,
        "municipality_code": place.code,
        "municipality": place.name,
        "municipality_origin": place.origin,
        "municipality_confidence": place.confidence,
        "jeugdregio": place.jeugdregio,
        "province": place.province,
        "language": "nl",
        "words": count_words(text),
        "on_topic": score >= settings.topic_threshold,
        "on_topic_score": score,
        "format": extract.format,
        "text": text,
        "raw_sha256": record["raw_sha256"],
        "passages": [
            {
                "passage_id": f"{document_id}:{piece.start}",
                "document_id": document_id,
                "start": piece.start,
                "end": piece.end,
                "heading": piece.heading,
                "page": piece.page,
                "text": text[piece.start : piece.end],
                "words": piece.words,
                "text_sha256": text_hash(text[piece.start : piece.end]),
            }
            for piece in pieces
        ],
    }


def _first_heading(extract: Extract) -> str | None:
    return next((b.text for b in extract.blocks if b.kind == "heading"), None) or next(
        (b.text for b in extract.blocks if len(b.text) <= 120), None
    )
