"""Runs of words that stand in more than one passage: for each passage the earliest passages that hold runs of it.

A run is known by a 64-bit number made of its words, and the numbers of all passages together are sorted, so that time
grows with the number of words and memory takes some twenty bytes a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

SHINGLE = 6  # words in a run
_PARTS = 16  # the numbers are sorted in so many parts, which keeps the peak of memory low
_BLOCK = 1000  # passages
_FACTOR = 0x9E3779B97F4A7C15  # odd, and without pattern: that of SplitMix64 (Steele et al. 2014)

Numbers = NDArray[np.uint64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class FirstSeen:
    """For each run of words, in order, the number of the first passage that holds it.

    Attributes:
        edges: the runs of passage n are those from edges[n] to edges[n + 1].
    """

    first: NDArray[np.int32]
    edges: Ints

    def sources(self, owner: Ints, *, most: int) -> Iterator[tuple[int, list[tuple[int, list[int]]]]]:
        """Yield each passage that shares runs with earlier ones of other owners: the passage, and its best sources.

        Args:
            owner: a number for the document of each passage.
            most: so many sources, those with most runs in common first; each with the places of these runs.
        """
        passage = np.repeat(np.arange(len(owner), dtype=np.int32), np.diff(self.edges))
        foreign = np.flatnonzero(owner[self.first] != owner[passage])
        numbers, opens = np.unique(passage[foreign], return_index=True)
        for number, runs in zip(numbers.tolist(), np.split(foreign, opens[1:]), strict=False):
            places: dict[int, list[int]] = {}
            for place, source in zip((runs - self.edges[number]).tolist(), self.first[runs].tolist(), strict=True):
                places.setdefault(source, []).append(place)
            ranked = sorted(places, key=lambda n: (-len(places[n]), n))
            yield number, [(n, places[n]) for n in ranked[:most]]


def first_seen(passages: Iterable[Sequence[str]]) -> FirstSeen:
    """Look at the words of the passages, the earliest first."""
    known: defaultdict[str, int] = defaultdict(count().__next__)
    found, counts = [np.zeros(0, dtype=np.uint64)], [0]
    remaining = iter(passages)
    while block := list(islice(remaining, _BLOCK)):
        found.append(_runs([[known[word] for word in words] for words in block]))
        counts += [max(0, len(words) - SHINGLE + 1) for words in block]
    runs = np.concatenate(found)
    found.clear()  # a third of the memory that sorting takes
    passage = np.repeat(np.arange(len(counts) - 1, dtype=np.int32), counts[1:])
    return FirstSeen(_first(runs, passage), np.cumsum(counts, dtype=np.int64))


def _runs(passages: list[list[int]]) -> Numbers:
    """The number of each run of words within a passage, from a number for each word."""
    mixed = _mix(np.concatenate([np.array(words, dtype=np.uint64) for words in passages]) + np.uint64(1))
    total = np.zeros(max(0, len(mixed) - SHINGLE + 1), dtype=np.uint64)
    for at in range(SHINGLE):
        total = _mix(total ^ mixed[at : at + len(total)])
    after = np.concatenate([np.arange(len(words), 0, -1) for words in passages])  # words to the end of the passage
    return total[after[: len(total)] >= SHINGLE]


def _mix(values: Numbers) -> Numbers:
    """SplitMix64: spreads every bit over all others; multiplication wraps around."""
    values = values * np.uint64(_FACTOR)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _first(runs: Numbers, passage: NDArray[np.int32]) -> NDArray[np.int32]:
    first = np.empty(len(runs), dtype=np.int32)
    part_of = (runs % np.uint64(_PARTS)).astype(np.uint8)
    for part in range(_PARTS):
        here = np.flatnonzero(part_of == part)
        order = here[np.argsort(runs[here], kind="stable")]
        opens = np.append(True, np.diff(runs[order]) != 0)[: len(order)]
        first[order] = passage[order[opens]][np.cumsum(opens) - 1]
    return first
