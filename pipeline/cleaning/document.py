"""One record -> documents with their passages. A pure function of the record, its bytes and models/."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.cache import digest
from pipeline.cleaning.blocks import Block, Extract
from pipeline.cleaning.facts.date_words import DateRules, load_date_rules
from pipeline.cleaning.facts.dates import find_date
from pipeline.cleaning.facts.dead_pages import DeadPageRules, check_alive, load_dead_page_rules
from pipeline.cleaning.facts.dutch import DutchRules, check_dutch, load_dutch_rules
from pipeline.cleaning.facts.place import find_place
from pipeline.cleaning.facts.place_names import PlaceIndex, load_place_index
from pipeline.cleaning.facts.title import TitleRules, find_title, load_title_rules
from pipeline.cleaning.facts.topicality import TopicModel, load_topic_model, score_topic
from pipeline.cleaning.facts.types import TypeRules, find_type, load_type_rules
from pipeline.cleaning.formats.margin_rules import MarginRules, load_margin_rules
from pipeline.cleaning.formats.reading import read_bytes
from pipeline.cleaning.passages import Piece, cut_passages
from pipeline.cleaning.repair.repair import repair_blocks
from pipeline.cleaning.repair.repair_rules import RepairRules, load_repair_rules
from pipeline.errors import RejectedDocument
from pipeline.files import as_blob
from pipeline.params import CleanSettings
from pipeline.places import load_places
from pipeline.text import count_words, text_hash

_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NEVER = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Knowledge:
    """All rules and lists that cleaning looks things up in."""

    places: PlaceIndex
    dead: DeadPageRules
    dates: DateRules
    dutch: DutchRules
    margins: MarginRules
    repair: RepairRules
    title: TitleRules
    types: TypeRules
    topic: TopicModel


@lru_cache(maxsize=2)
def load_knowledge(models: str, *, fictional: bool) -> Knowledge:
    """Read models/cleaning and models/places, once in each process.

    Raises:
        ModelError: a file is missing or breaks its rules.
    """
    folder = Path(models) / "cleaning"
    places = load_places(Path(models) / "places", fictional=fictional)
    return Knowledge(
        places=load_place_index(folder, places=places),
        dead=load_dead_page_rules(folder),
        dates=load_date_rules(folder),
        dutch=load_dutch_rules(folder),
        margins=load_margin_rules(folder),
        repair=load_repair_rules(folder),
        title=load_title_rules(folder),
        types=load_type_rules(folder),
        topic=load_topic_model(folder),
    )


def clean_record(record: dict[str, Any], *, models: str, fictional: bool, settings: CleanSettings) -> dict[str, Any]:
    """Read one record's bytes and return its documents.

    Args:
        record: a row of the records table, with `raw`: its bytes, as a Blob or by their path.
        models: folder with the rules and the gazetteer.
        fictional: know the example's fictional places too.
        settings: caps, passage limits and the topic threshold.

    Returns:
        ``documents``: rows of the documents table, each with `passages`: rows of the passages table; the columns on
        reuse are still missing. ``rejects``: [reason, detail] of each part of the file that did not become a document.

    Raises:
        RejectedDocument: nothing in the record is a Dutch text that can be read.
    """
    knowledge = load_knowledge(models, fictional=fictional)
    extracts = read_bytes(as_blob(record["raw"]), record=record, settings=settings, margins=knowledge.margins)
    documents: list[dict[str, Any]] = []
    rejected: list[RejectedDocument] = []
    for extract in extracts:
        try:
            if isinstance(extract, RejectedDocument):
                raise extract
            documents.append(make_document(record, extract, knowledge=knowledge, settings=settings))
        except RejectedDocument as one:
            rejected.append(one)
    if not documents:
        raise rejected[0] if rejected else RejectedDocument("no_text", "the reader found no document in the file")
    return {"documents": documents, "rejects": [[one.reason, one.detail] for one in rejected]}


def make_document(
    record: Mapping[str, Any], extract: Extract, *, knowledge: Knowledge, settings: CleanSettings
) -> dict[str, Any]:
    """One document with its facts and passages.

    Raises:
        RejectedDocument: no text, too much of it, or not Dutch.
    """
    extract = _plain(extract)
    blocks = [_plain_block(block) for block in repair_blocks(extract.blocks, knowledge.repair)]
    size = sum(len(block.text) for block in blocks)
    if size > settings.max_characters:
        raise RejectedDocument("too_large", f"{size} characters of text, the cap is {settings.max_characters}")
    text, pieces = cut_passages([block for block in blocks if block.text], limits=settings.passage_words)
    if not pieces:
        raise RejectedDocument("no_text", f"{extract.format}: {len(extract.blocks)} blocks, no words in them")
    check_alive(blocks, title=extract.title, rules=knowledge.dead)
    check_dutch(text, rules=knowledge.dutch)
    document_id = digest(record["record_id"], extract.fragment)[:16]
    declared = _declared(record["declared"])
    title = find_title(blocks, declared=str(declared.get("title") or ""), found=extract.title, rules=knowledge.title)
    score = score_topic(f"{title or ''}\n{text}", knowledge.topic)
    return {
        "document_id": document_id,
        "record_id": record["record_id"],
        "source": record["source"],
        "url": record["url"],
        **_facts(text, replace(extract, title=title), record, declared, knowledge),
        "language": "nl",
        "words": count_words(text),
        "on_topic": score >= settings.topic_threshold,
        "on_topic_score": score,
        "format": extract.format,
        "text": text,
        "raw_sha256": record["raw_sha256"],
        "passages": [_passage(document_id, text, piece) for piece in pieces],
    }


def _facts(
    text: str, extract: Extract, record: Mapping[str, Any], declared: Mapping[str, Any], knowledge: Knowledge
) -> dict[str, Any]:
    url = record["url"]
    date = find_date(text, extract=extract, declared=declared, url=url, rules=knowledge.dates)
    place = find_place(text, extract=extract, declared=declared, url=url, date=date.value, places=knowledge.places)
    bare = date.value is None and place.level is None
    kind = find_type(text, extract=extract, declared=declared, url=url, rules=knowledge.types, bare=bare)
    return {
        "title": extract.title,
        "document_type": kind,
        "date": date.value,
        "date_precision": date.precision,
        "date_kind": date.kind,
        "date_origin": date.origin,
        "date_confidence": date.confidence,
        "year": int(date.value[:4]) if date.value else None,
        "municipality_code": place.code,
        "municipality": place.name,
        "jeugdregio": place.jeugdregio,
        "province": place.province,
        "place_level": place.level,
        "place_origin": place.origin,
        "place_confidence": place.confidence,
    }


def _passage(document_id: str, text: str, piece: Piece) -> dict[str, Any]:
    part = text[piece.start : piece.end]
    return {
        "passage_id": f"{document_id}:{piece.start}",
        "document_id": document_id,
        "start": piece.start,
        "end": piece.end,
        "heading": piece.heading,
        "page": piece.page,
        "text": part,
        "words": piece.words,
        "text_sha256": text_hash(part),
    }


def _declared(packed: str) -> dict[str, Any]:
    facts = json.loads(packed)
    return {str(k): plain_text(v) if isinstance(v, str) else v for k, v in facts.items()}


def _plain(extract: Extract) -> Extract:
    return replace(
        extract,
        blocks=[_plain_block(block) for block in extract.blocks],
        title=" ".join(plain_text(extract.title or "").split()) or None,
        creator=plain_text(extract.creator or "") or None,
        document_type=plain_text(extract.document_type or "") or None,
        margins=plain_text(extract.margins),
        dates=[replace(one, origin=plain_text(one.origin)) for one in extract.dates],
    )


def _plain_block(block: Block) -> Block:
    return block.with_text(plain_text(block.text).strip())


def plain_text(text: str) -> str:
    """Text that every table and file can hold: line feeds only, no control characters, no lone surrogates."""
    return _SURROGATE.sub("\ufffd", _NEVER.sub("", _BREAK.sub("\n", text)))
