"""Blocks -> the clean text, and passages of a readable size that slice it.

Blocks are joined by an empty line, list items by a line break. A passage never crosses a heading or a page's end when it
is long enough without; short neighbours under one heading are joined, long blocks are cut between sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.cleaning.blocks import Block
from pipeline.text import count_words, trim

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9ÉÈÀÖÜ])|\n")


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
    text, spans = "", []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before is not None:
            text += "\n" if before.kind == block.kind == "item" else "\n\n"
        spans.append((len(text), len(text) + len(block.text)))
        text += block.text
    return text, spans


def cut_passages(blocks: list[Block], *, limits: tuple[int, int]) -> tuple[str, list[Piece]]:
    """The clean text and its passages.

    Args:
        blocks: in reading order, none empty.
        limits: the least and the most words of a passage. A section shorter than the least stays short.
    """
    text, spans = join_blocks(blocks)
    pieces: list[Piece] = []
    for heading, section in _sections(blocks, spans):
        pieces += _merge(text, [p for block, span in section for p in _split(text, block, span, heading, limits[1])], limits)
    return text, pieces


def _sections(
    blocks: list[Block], spans: list[tuple[int, int]]
) -> Iterator[tuple[str | None, list[tuple[Block, tuple[int, int]]]]]:
    """Groups of blocks under one path of headings; the heading itself opens its section."""
    path: list[tuple[int, str]] = []
    section: list[tuple[Block, tuple[int, int]]] = []
    for block, span in zip(blocks, spans, strict=True):
        if block.kind == "heading":
            if any(b.kind != "heading" for b, _ in section):
                yield _path(path), section
                section = []
            path = [(level, name) for level, name in path if level < block.level] + [(block.level, block.text)]
        section.append((block, span))
    if section:
        yield _path(path), section


def _path(path: list[tuple[int, str]]) -> str | None:
    return " > ".join(name for _, name in path) or None


def _split(text: str, block: Block, span: tuple[int, int], heading: str | None, most: int) -> list[Piece]:
    pieces, start = [], span[0]
    words = 0
    for sentence_start, sentence_end in _sentences(text, span):
        here = count_words(text[sentence_start:sentence_end])
        if words and words + here > most:
            pieces.append(_piece(text, start, sentence_start, heading, block.page))
            start, words = sentence_start, 0
        words += here
    pieces.append(_piece(text, start, span[1], heading, block.page))
    return [p for p in pieces if p.end > p.start]


def _sentences(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start = span[0]
    for match in _SENTENCE_END.finditer(text, span[0], span[1]):
        yield start, match.end()
        start = match.end()
    if start < span[1]:
        yield start, span[1]


def _merge(text: str, pieces: list[Piece], limits: tuple[int, int]) -> list[Piece]:
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
