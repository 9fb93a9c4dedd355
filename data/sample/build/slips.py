"""Slips of a reading machine: letters taken for others, words broken in two. The truth keeps what was written.

Only words of small letters are touched, so that dates, amounts and names stay what a reader can know.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from data.sample.build.source import Block, Sentence, Source

SLIPS = ("light",)
_ONE_IN = 14
_WORD = re.compile(r"\b[a-zëïéö]{6,}\b")
_MISREAD = (("rn", "m"), ("ij", "y"), ("li", "h"), ("l", "1"), ("ë", "e"), ("cl", "d"))


def with_slips(source: Source) -> Source:
    """The source as a scanner with text recognition hands it out: about one long word in fourteen is misread.

    The choice depends on the id and the place in the text alone, so a build gives the same slips every time.
    """
    blocks = [_slip_block(block, f"{source.id}/{i}") for i, block in enumerate(source.blocks)]
    return replace(source, blocks=tuple(blocks))


def _slip_block(block: Block, place: str) -> Block:
    if block.kind in ("heading", "form"):
        return block
    sentences = [_slip_sentence(sentence, f"{place}/{i}") for i, sentence in enumerate(block.sentences)]
    return replace(block, sentences=tuple(sentences))


def _slip_sentence(sentence: Sentence, place: str) -> Sentence:
    """Its spans no longer fit: only writers of files may use what comes back."""

    def slip(match: re.Match[str]) -> str:
        chance = int(sha256(f"{place}/{match.start()}".encode()).hexdigest()[:8], 16)
        return misread(match.group(), turn=chance // _ONE_IN) if chance % _ONE_IN == 0 else match.group()

    return replace(sentence, text=_WORD.sub(slip, sentence.text), entities=(), concepts=())


def misread(word: str, *, turn: int) -> str:
    """The word with one slip: broken in two when `turn` is a multiple of three, else its first likely misreading."""
    if turn % 3:
        for letters, seen in _MISREAD:
            if letters in word:
                return word.replace(letters, seen, 1)
    half = len(word) // 2
    return f"{word[:half]} {word[half:]}"
