"""A source -> one row of truth/documents.jsonl: the clean text with the spans of everything that was marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.sample.build.region import Region
from data.sample.build.source import Block, Concept, Sentence, Source

Row = dict[str, Any]


def join_text(blocks: tuple[Block, ...]) -> tuple[str, list[int]]:
    """The text and the start of each block: an empty line between blocks, a line break between list items."""
    text, starts = "", []
    for before, block in zip((None, *blocks), blocks, strict=False):
        if before is not None:
            text += "\n" if before.listed and block.listed else "\n\n"
        starts.append(len(text))
        text += block.text
    return text, starts


def truth_row(source: Source, *, path: str, url: str, region: Region) -> Row:
    """The truth about one document, from its markup alone.

    Args:
        source: the marked-up text.
        path: the file in corpus/.
        url: its address in the manifest.
        region: for the code of the municipality.
    """
    town = region.municipalities.get(source.municipality)
    date = source.known_date
    return {
        "id": source.id,
        "path": path,
        "url": url,
        "title": source.title,
        "municipality": source.municipality or None,
        "municipality_code": town.code if town else None,
        "jeugdregio": source.region or None,
        "place_level": "municipality" if town else "jeugdregio" if source.region else "national",
        "document_type": source.type,
        "date": date,
        "date_precision": {4: "year", 7: "month", 10: "day"}[len(date)] if date else None,
        "date_place": source.date_place,
        "on_topic": source.on_topic,
        "copy_of": source.copy_of,
        "format": source.format,
        **spans_row(source.blocks),
    }


def spans_row(blocks: tuple[Block, ...]) -> Row:
    """The text of the blocks, and its paragraphs, sentences, entities and mentions with offsets into it."""
    text, starts = join_text(blocks)
    placed = list(zip(blocks, starts, strict=True))
    sentences = [pair for block, start in placed for pair in _sentences(block, start)]
    row = {
        "text": text,
        "paragraphs": [_paragraph(block, start) for block, start in placed],
        "sentences": [_sentence(sentence, at) for sentence, at in sentences],
        "entities": [row for sentence, at in sentences for row in _entities(sentence, at)],
        "mentions": [row for sentence, at in sentences for row in concept_rows(sentence, sentence.concepts, at)],
    }
    _check(row, sentences)
    return row


def _paragraph(block: Block, at: int) -> Row:
    return {"start": at, "end": at + len(block.text), "topic": block.topic, "copied_from": block.copied_from}


def _sentences(block: Block, start: int) -> Iterator[tuple[Sentence, int]]:
    for sentence in block.sentences:
        yield sentence, start
        start += len(sentence.text) + 1


def _sentence(sentence: Sentence, at: int) -> Row:
    flags = {name: name in sentence.flags for name in ("negated", "conditional", "quoted", "past")}
    return {"start": at, "end": at + len(sentence.text), "step": sentence.step, **flags}


def _entities(sentence: Sentence, at: int) -> Iterator[Row]:
    for entity in sentence.entities:
        span = {"start": at + entity.start, "end": at + entity.end, "label": entity.label}
        words = sentence.text[entity.start : entity.end]
        yield {**span, "text": words, "office": entity.office, "private": entity.private}


def concept_rows(sentence: Sentence, concepts: tuple[Concept, ...], at: int) -> Iterator[Row]:
    """Marked concepts of a sentence that begins at ``at``."""
    for concept in concepts:
        words = sentence.text[concept.start : concept.end]
        yield {"start": at + concept.start, "end": at + concept.end, "concept_id": concept.concept_id, "text": words}


def _check(row: Row, sentences: list[tuple[Sentence, int]]) -> None:
    """Every span slices back: a mistake here is one of the build, not of the texts."""
    text = row["text"]
    for sentence, at in sentences:
        assert text[at : at + len(sentence.text)] == sentence.text, sentence.text
    for span in (*row["entities"], *row["mentions"]):
        assert text[span["start"] : span["end"]] == span["text"] == span["text"].strip(), span
