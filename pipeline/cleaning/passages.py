"""Blocks -> the clean text, and passages of a readable size that slice it.

Blocks are joined by an empty line, list items by a line break. A passage never crosses a heading that has text under
it, and keeps to one page when it is long enough without. Short neighbours under one heading are joined; long blocks are
cut between sentences, and between words where a sentence alone is too long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.cleaning.blocks import Block
from pipeline.text import count_words, trim

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-ZÉÈÀÖÜ])|\n")
_WORD = re.compile(r"\S+\s*")

Section = list[tuple[Block, tuple[int, int]]]


@dataclass(frozen=True)
class Piece:
    """A span of the text with the headings above it and its page."""

    start: int
    end: int
    heading: str | None
    page: int | None
    words: int


def join_blocks(blocks: list[Block]) -> tuple[str, list[tuple[int, int]]]:
    """The clean text, and the span of each block in it."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for number, block in enumerate(blocks):
        if number:
            gap = "\n" if blocks[number - 1].kind == block.kind == "item" else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(block.text)
        spans.append((at, at + len(block.text)))
        at += len(block.text)
    return "".join(parts), spans


def cut_passages(blocks: list[Block], *, limits: tuple[int, int]) -> tuple[str, list[Piece]]:
    """The clean text and its passages; every word of the text stands in exactly one passage.

    Args:
        blocks: in reading order.
        limits: the least and the most words of a passage. A section shorter than the least stays short.
    """
    text, spans = join_blocks(blocks)
    pieces: list[Piece] = []
    for heading, section in _sections(blocks, spans):
        parts = [piece for block, span in section for piece in _split(text, block, span, heading, limits[1])]
        pieces += _merge(text, parts, limits)
    return text, [piece for piece in pieces if piece.words]


def _sections(blocks: list[Block], spans: list[tuple[int, int]]) -> Iterator[tuple[str | None, Section]]:
    """Groups of blocks under one path of headings; the heading itself opens its section."""
    path: list[tuple[int, str]] = []
    section: Section = []
    for block, span in zip(blocks, spans, strict=True):
        if block.kind == "heading":
            if any(before.kind != "heading" for before, _ in section):
                yield _path(path), section
                section = []
            path = [(level, name) for level, name in path if level < block.level] + [(block.level, block.text)]
        section.append((block, span))
    if section:
        yield _path(path), section


def _path(path: list[tuple[int, str]]) -> str | None:
    return " > ".join(name for _, name in path) or None


def _split(text: str, block: Block, span: tuple[int, int], heading: str | None, most: int) -> list[Piece]:
    pieces: list[Piece] = []
    start, held = span[0], 0
    for part_start, part_words in _parts(text, span, most):
        if held and held + part_words > most:
            pieces.append(_piece(text, start, part_start, heading, block.page))
            start, held = part_start, 0
        held += part_words
    pieces.append(_piece(text, start, span[1], heading, block.page))
    return [piece for piece in pieces if piece.end > piece.start]


def _parts(text: str, span: tuple[int, int], most: int) -> Iterator[tuple[int, int]]:
    """Start and number of words of each sentence, or of each word of a sentence with more than `most` words."""
    for start, end in _sentences(text, span):
        total = count_words(text[start:end])
        if total <= most:
            yield start, total
        else:
            yield from ((m.start(), count_words(m[0])) for m in _WORD.finditer(text, start, end))


def _sentences(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start = span[0]
    for match in _SENTENCE_END.finditer(text, span[0], span[1]):
        yield start, match.end()
        start = match.end()
    if start < span[1]:
        yield start, span[1]


def _merge(text: str, pieces: list[Piece], limits: tuple[int, int]) -> list[Piece]:
    """Join neighbours while one of them is too short and both together are not too long."""
    least, most = limits
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.words + piece.words <= most and (last.words < least or piece.words < least):
            merged[-1] = _piece(text, last.start, piece.end, last.heading, last.page)
        else:
            merged.append(piece)
    return merged


def _piece(text: str, start: int, end: int, heading: str | None, page: int | None) -> Piece:
    start, end = trim(text, start, end)
    return Piece(start, end, heading, page, count_words(text[start:end]))
