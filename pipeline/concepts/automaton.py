"""All labels and patterns together, matched against a text by operations on rows of bits.

A sequence is looked at only where all its words occur. Then bit i of a row says that word i ends a match of the first
so many words of the sequence, and a step to the next word is a shift and an "and" (Baeza-Yates and Gonnet, A new
approach to text searching, Communications of the ACM 35, 1992), so that a stretch of text costs what a word would.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.needs import Needs
from pipeline.concepts.notation import Element, Gap
from pipeline.concepts.stretch import Stretch, cut_stretches
from pipeline.concepts.tokens import Words


class Hit(NamedTuple):
    """Entry `entry` matched the words first..last; `letters` counts those of its own words, gaps left out."""

    entry: int
    first: int
    last: int
    letters: int


class _Step(NamedTuple):
    """A word test, and how many other words may stand before it.

    Attributes:
        place: number of the steps before it, with its gap; sequences that begin alike share it.
        node: number of the steps up to and with it.
    """

    test: int
    gap: int
    place: int
    node: int


class _Sequence(NamedTuple):
    steps: tuple[_Step, ...]
    entries: list[int]


class Automaton:
    """Sequences of word tests and gaps, each standing for an entry."""

    def __init__(self, lexicon: Lexicon, sequences: Iterable[tuple[int, Sequence[Element]]]) -> None:
        self._lexicon = lexicon
        numbers: dict[tuple[int, int], int] = {}
        found: dict[int, _Sequence] = {}
        for entry, elements in sequences:
            steps = tuple(_number_steps(elements, lexicon, numbers))
            entries = found.setdefault(steps[-1].node, _Sequence(steps, [])).entries
            if entry not in entries:
                entries.append(entry)
        self._sequences = list(found.values())
        self._longest = max((sum(step.gap + 1 for step in s.steps) for s in self._sequences), default=0)
        self._needs = Needs([[step.test for step in s.steps] for s in self._sequences], lexicon)

    def scan(self, words: Words) -> list[Hit]:
        """All matches of all entries, longer and shorter, in order of their ends."""
        hits: list[Hit] = []
        for stretch in cut_stretches(words, beyond=self._longest):
            self._read(stretch, hits)
        return sorted(hits, key=_BY_END)

    def _read(self, stretch: Stretch, hits: list[Hit]) -> None:
        rows = stretch.rows({word: found for word in set(stretch.words) if (found := self._lexicon.tests(word))})
        known = {_START: stretch.firsts}
        for number in self._needs.met(rows):
            steps, entries = self._sequences[number]
            if _end(steps, rows, stretch, known):
                reached = [known[step.node] for step in steps]
                for first, last, letters in _matches(steps, reached, stretch):
                    hits += [Hit(entry, first, last, letters) for entry in entries]


_START = -1
_BY_END = itemgetter(2, 1)  # last, then first


def _number_steps(
    elements: Sequence[Element], lexicon: Lexicon, numbers: dict[tuple[int, int], int]
) -> Iterator[_Step]:
    node, gap = _START, 0
    for element in elements:
        if isinstance(element, Gap):
            gap += element.words
            continue
        place = numbers.setdefault((node, ~gap), len(numbers)) if node != _START else _START
        test = lexicon.number(element)
        node = numbers.setdefault((place, test), len(numbers))
        yield _Step(test, gap, place, node)
        gap = 0


def _end(steps: Sequence[_Step], rows: Mapping[int, int], stretch: Stretch, known: dict[int, int]) -> int:
    """The words on which a sequence ends; `known` keeps what others share, rows by number of a place or node."""
    reached = 0
    for test, gap, place, node in steps:
        found = known.get(node)
        if found is None:
            if place not in known:
                known[place] = stretch.after(reached, gap)
            found = known[node] = known[place] & rows[test]
        if not found:
            return 0
        reached = found
    return reached


def _matches(steps: Sequence[_Step], reached: Sequence[int], stretch: Stretch) -> Iterator[tuple[int, int, int]]:
    """First word, last word and letters of each match.

    Args:
        reached: for each step the row of the words on which a match so far may end.
    """
    if len(steps) == 1:
        for place in stretch.places(reached[0]):
            yield place, place, stretch.letters(place)
        return
    row, levels = reached[-1], [stretch.places(reached[-1])]
    for step, earlier in zip(steps[:0:-1], reached[-2::-1], strict=True):
        row = earlier & stretch.before(row, step.gap)
        levels.append(stretch.places(row))
    levels.reverse()
    gaps = [step.gap for step in steps[1:]]
    for first in levels[0]:
        ends = [(first, stretch.letters(first))]
        for places, gap in zip(levels[1:], gaps, strict=True):
            ends = list(_next_ends(ends, places, gap, stretch))
        yield from ((first, last, letters) for last, letters in ends)


def _next_ends(
    ends: Sequence[tuple[int, int]], places: Sequence[int], gap: int, stretch: Stretch
) -> Iterator[tuple[int, int]]:
    """Those of `places` that follow on one of `ends`, with the letters up to and with them.

    Where several go before, the nearest one counts.
    """
    at = 0
    begin = bisect_right(places, ends[0][0])
    for i in range(begin, bisect_right(places, ends[-1][0] + gap + 1)):
        place = places[i]
        while at + 1 < len(ends) and ends[at + 1][0] < place:
            at += 1
        if stretch.follows(ends[at][0], place, gap):
            yield place, ends[at][1] + stretch.letters(place)
