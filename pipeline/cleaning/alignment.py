"""Which stretches of a passage stand in the earlier passages that share runs of words with it.

An alignment hangs on the texts alone, so it is kept between runs: of one more document only its own are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.cache import Cache, digest, pack, unpack
from pipeline.cleaning.stretches import Stretch, find_stretches
from pipeline.text import fold, text_hash, word_spans, words

_BLOCK = 500  # alignments looked up at a time


class Pairing(NamedTuple):
    """A passage, and the earlier ones to align it with, that which shares most first.

    Attributes:
        sources: their texts, and the places in `text` (in words) of the runs that they share.
    """

    text: str
    sources: list[tuple[str, list[int]]]


class Copied(NamedTuple):
    """Characters [start, end) of a passage that stand as [source_start, source_end) in the source of this number."""

    source: int
    start: int
    end: int
    source_start: int
    source_end: int
    words: int
    similarity: float


def align_kept(pairings: Iterable[Pairing], *, min_words: int, cache: Cache | None) -> Iterator[list[Copied]]:
    """What `align` finds for each pairing, from an earlier run where that had the same one."""
    remaining = iter(pairings)
    while block := list(islice(remaining, _BLOCK)):
        if cache is None:
            yield from (align(one, min_words=min_words) for one in block)
            continue
        keys = [cache.key(_facts(one, min_words)) for one in block]
        stored = cache.stored(keys)
        missing = {key: one for key, one in zip(keys, block, strict=True) if key not in stored}
        new = {key: pack(align(one, min_words=min_words)) for key, one in missing.items()}
        cache.put(list(new.items()))
        for key in keys:
            yield [Copied(*values) for values in unpack(stored.get(key) or new[key])]


def align(pairing: Pairing, *, min_words: int) -> list[Copied]:
    """The stretches of a passage, no word counted twice, from the source that shares most first."""
    taken: list[Stretch] = []
    found: list[Copied] = []
    for number, (source, shingles) in enumerate(pairing.sources):
        if all(any(other.start <= at < other.end for other in taken) for at in shingles):
            continue
        for stretch in _stretches(folded_words(pairing.text), folded_words(source), min_words):
            if any(stretch.start < other.end and other.start < stretch.end for other in taken):
                continue
            taken.append(stretch)
            here, there = word_spans(fold(pairing.text)), word_spans(fold(source))
            size = stretch.end - stretch.start
            span = here[stretch.start][0], here[stretch.end - 1][1]
            source_span = there[stretch.source_start][0], there[stretch.source_end - 1][1]
            found.append(Copied(number, *span, *source_span, size, stretch.equal / size))
    return found


@lru_cache(maxsize=2048)  # boilerplate is aligned with again and again
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, for comparison; folding keeps the length, so offsets of words hold."""
    return tuple(words(fold(text)))


@lru_cache(maxsize=2048)
def _stretches(left: tuple[str, ...], right: tuple[str, ...], min_words: int) -> list[Stretch]:
    return find_stretches(left, right, min_words=min_words)


def _facts(pairing: Pairing, min_words: int) -> str:
    sources = (part for text, places in pairing.sources for part in (_hash(text), repr(places)))
    return digest(str(min_words), _hash(pairing.text), *sources)


_hash = lru_cache(maxsize=2048)(text_hash)  # as above
