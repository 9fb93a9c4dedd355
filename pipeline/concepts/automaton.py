"""All labels and patterns as one machine that reads a text once, word by word.

A trie of word tests; a gap is a node in which a reading may wait for a limited number of words. Readings are bounded by
the longest pattern, so time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.concepts.inflection import Inflection
from pipeline.concepts.notation import Element, Gap, Word
from pipeline.concepts.tokens import Words


@dataclass(frozen=True)
class Hit:
    """Entry `entry` matched the words first..last; `letters` counts those of its own words, gaps left out."""

    entry: int
    first: int
    last: int
    letters: int


@dataclass
class _Node:
    entries: list[int] = field(default_factory=list)
    words: dict[int, _Node] = field(default_factory=dict)
    gaps: dict[int, _Node] = field(default_factory=dict)
    wait: int = 0


class Lexicon:
    """Which word tests a word satisfies. Tests are numbered as they are first asked for."""

    def __init__(self, inflection: Inflection, same: Mapping[str, str]) -> None:
        self._inflection, self._same = inflection, same
        self._numbers: dict[frozenset[str], int] = {}
        self._forms: dict[str, set[int]] = {}
        self._edges: list[tuple[str, bool, bool, int]] = []
        self._known: dict[str, frozenset[int]] = {}

    def number(self, word: Word) -> int:
        """The number of a test."""
        if word.atoms not in self._numbers:
            self._numbers[word.atoms] = len(self._numbers)
            for atom in sorted(word.atoms):
                self._add(atom, self._numbers[word.atoms])
        return self._numbers[word.atoms]

    def tests(self, word: str) -> frozenset[int]:
        """The numbers of all tests that a folded word satisfies."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._find(self._same.get(word, word))
        return found

    def _add(self, atom: str, number: int) -> None:
        bare = atom.strip("*=")
        if atom == "#" or "*" in atom:
            self._edges.append((bare, atom.startswith("*"), atom.endswith("*"), number))
            return
        bare = self._same.get(bare, bare)
        for form in [bare] if atom.startswith("=") else self._inflection.forms(bare):
            self._forms.setdefault(form, set()).add(number)

    def _find(self, word: str) -> frozenset[int]:
        found = set(self._forms.get(word, ()))
        for bare, before, after, number in self._edges:
            if bare == "#":
                hit = word.isdigit()
            elif before and after:
                hit = bare in word
            else:
                hit = word.endswith(bare) if before else word.startswith(bare)
            if hit:
                found.add(number)
        return frozenset(found)


class Automaton:
    """The trie over word tests; `add` entries first, then `scan`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self._root = lexicon, _Node()

    def add(self, entry: int, elements: Sequence[Element]) -> None:
        """Add one sequence that stands for an entry."""
        node = self._root
        for element in elements:
            if isinstance(element, Gap):
                node = node.gaps.setdefault(element.words, _Node(wait=element.words))
            else:
                node = node.words.setdefault(self._lexicon.number(element), _Node())
        if entry not in node.entries:
            node.entries.append(entry)

    def scan(self, words: Words) -> list[Hit]:
        """All matches of all entries, longer and shorter, in order of their ends."""
        hits: list[Hit] = []
        readings: list[tuple[_Node, int, int, int]] = []
        for i, word in enumerate(words.folded):
            tests = self._lexicon.tests(word)
            if not tests and not readings:
                continue
            readings = _going_on(readings, words, i)
            follow: dict[tuple[int, int], tuple[_Node, int, int, int]] = {}
            for node, first, letters, _ in [*readings, (self._root, i, 0, 0)]:
                for child in _children(node, tests):
                    total = letters + len(word)
                    hits.extend(Hit(entry, first, i, total) for entry in child.entries)
                    for state in _states(child, first, total):
                        follow.setdefault((id(state[0]), first), state)
            for node, first, letters, left in readings:
                if left:
                    follow.setdefault((id(node), first), (node, first, letters, left - 1))
            readings = list(follow.values())
        return hits


def _children(node: _Node, tests: frozenset[int]) -> Iterable[_Node]:
    if len(node.words) < len(tests):
        return [child for test, child in node.words.items() if test in tests]
    return [node.words[test] for test in tests if test in node.words]


def _states(node: _Node, first: int, letters: int) -> Iterable[tuple[_Node, int, int, int]]:
    if node.words:
        yield node, first, letters, 0
    for gap in node.gaps.values():
        yield gap, first, letters, gap.wait


def _going_on(readings: list[tuple[_Node, int, int, int]], words: Words, i: int) -> list[tuple[_Node, int, int, int]]:
    """The readings that may take in word i: none over a full stop, and none in a gap over the end of a clause."""
    if not readings or words.divided(i):
        return []
    if any(reading[0].wait for reading in readings) and not words.same_clause(i):
        return [reading for reading in readings if not reading[0].wait]
    return readings
