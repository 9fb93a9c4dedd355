"""Concept files -> a matcher; text and sentences -> mentions of concepts.

The longest match wins, also between concepts (counted in letters of its own words; a gap does not make a match longer);
a negative label, be it words or a pattern, wins over every label and pattern of its concept that it overlaps, and is
told apart, since without any of these the concept is not meant in that sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pipeline.concepts.automaton import Automaton, Hit
from pipeline.concepts.checks import check_concepts, label_key
from pipeline.concepts.files import ConceptFile, WordsFile, read_concept_files, read_words_file
from pipeline.concepts.inflection import Inflection
from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.notation import (
    Element,
    NotationError,
    Pattern,
    Sequences,
    Word,
    is_pattern,
    parse_label,
    parse_pattern,
)
from pipeline.concepts.tokens import Words, read_words
from pipeline.errors import ModelError

Kind = Literal["label", "pattern", "negative"]


@dataclass(frozen=True)
class Mention:
    """One concept in a text: ``text[start:end]`` names it; `sentence` is the index of the sentence where it starts."""

    start: int
    end: int
    concept_id: str
    origin: Literal["label", "pattern"]
    sentence: int


@dataclass(frozen=True)
class Matches:
    """The mentions in a text, and where a negative label stands: index of the sentence, id of its concept."""

    mentions: list[Mention]
    denied: set[tuple[int, str]]


@dataclass(frozen=True)
class _Entry:
    concept: str
    kind: Kind
    require: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    outside: bool = False


class Matcher:
    """All labels, patterns and negative labels of a scheme, ready to read texts."""

    def __init__(
        self, automaton: Automaton, conditions: Lexicon, entries: Sequence[_Entry], depth: dict[str, int]
    ) -> None:
        self._automaton, self._conditions = automaton, conditions
        self._entries, self._depth = tuple(entries), depth

    def find(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Mention]:
        """The mentions in a text, in order, none overlapping another; arguments as for `read`."""
        return self.read(text, sentences).mentions

    def read(self, text: str, sentences: Sequence[tuple[int, int]]) -> Matches:
        """The mentions in a text, in order, none overlapping another, and its negative labels.

        Args:
            text: any text.
            sentences: start and end of each sentence, in order; without sentences the text counts as one.
        """
        words = read_words(text, [start for start, _ in sentences])
        hits = self._automaton.scan(words)
        if not hits:
            return Matches([], set())
        negative = [h for h in hits if self._entries[h.entry].kind == "negative" and self._fits(h, words)]
        blocked = self._blocked(negative)
        kept = [h for h in hits if not self._is_blocked(h, blocked) and self._fits(h, words)]
        denied = {(max(words.sentences[h.first], 0), self._entries[h.entry].concept) for h in negative}
        return Matches([self._mention(h, words) for h in self._longest(kept)], denied)

    def _blocked(self, negative: Sequence[Hit]) -> dict[str, set[int]]:
        """The words that negative labels of each concept cover."""
        covered: dict[str, set[int]] = defaultdict(set)
        for hit in negative:
            covered[self._entries[hit.entry].concept].update(range(hit.first, hit.last + 1))
        return covered

    def _is_blocked(self, hit: Hit, blocked: dict[str, set[int]]) -> bool:
        entry = self._entries[hit.entry]
        if entry.kind == "negative":
            return True
        return not blocked.get(entry.concept, set()).isdisjoint(range(hit.first, hit.last + 1))

    def _fits(self, hit: Hit, words: Words) -> bool:
        entry = self._entries[hit.entry]
        if not (entry.require or entry.exclude):
            return True
        clause = words.clause(hit.first, hit.last)
        around = set(words.folded[clause.start : hit.first if entry.outside else clause.stop])
        if entry.outside:
            around.update(words.folded[hit.last + 1 : clause.stop])
        holds = self._conditions.holds
        return all(holds(r, around) for r in entry.require) and not any(holds(e, around) for e in entry.exclude)

    def _longest(self, hits: Sequence[Hit]) -> list[Hit]:
        taken: set[int] = set()
        kept = []
        for hit in sorted(hits, key=self._rank):
            span = range(hit.first, hit.last + 1)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(hit)
        return sorted(kept, key=lambda h: h.first)

    def _rank(self, hit: Hit) -> tuple[int, int, int, int, str, str]:
        entry = self._entries[hit.entry]
        return -hit.letters, hit.last - hit.first, -self._depth[entry.concept], hit.first, entry.kind, entry.concept

    def _mention(self, hit: Hit, words: Words) -> Mention:
        entry = self._entries[hit.entry]
        return Mention(
            start=words.starts[hit.first],
            end=words.ends[hit.last],
            concept_id=entry.concept,
            origin="pattern" if entry.kind == "pattern" else "label",
            sentence=max(words.sentences[hit.first], 0),
        )


@lru_cache(maxsize=2)
def load_matcher(folder: Path) -> Matcher:
    """The matcher of models/concepts, built once in a process.

    Raises:
        ModelError: a concept file is wrong, or a label or pattern cannot be read.
    """
    concepts, shared = read_concept_files(folder), read_words_file(folder)
    check_concepts(concepts, folder=folder, groups=list(shared.groups))
    return build_matcher(concepts, shared, folder=folder)


def build_matcher(concepts: Sequence[ConceptFile], shared: WordsFile, *, folder: Path) -> Matcher:
    """Compile concepts that are already checked; `folder` is only for messages."""
    lexicon = make_lexicon(shared)  # of conditions only: their many words would burden the automaton
    entries: list[_Entry] = []
    sequences: list[tuple[int, Sequence[Element]]] = []
    for concept in concepts:
        for entry, forms in (*_labels(concept, shared, lexicon, folder), *_patterns(concept, shared, lexicon, folder)):
            sequences += [(len(entries), form) for form in forms]
            entries.append(entry)
    return Matcher(Automaton(make_lexicon(shared), sequences), lexicon, entries, _depths(concepts))


def _labels(
    concept: ConceptFile, shared: WordsFile, lexicon: Lexicon, folder: Path
) -> Iterator[tuple[_Entry, Sequences]]:
    context = (lexicon.number(word_list(shared.context)),)
    weak = {label_key(label) for label in concept.needs_context}
    for label in (concept.pref_label.nl, *concept.alt_labels):
        needs = context if label_key(label) in weak else ()
        yield _Entry(concept.id, "label", require=needs, outside=True), (_label(label, concept, folder),)
    for label in concept.plain_negatives:
        yield _Entry(concept.id, "negative"), (_label(label, concept, folder),)


def _patterns(
    concept: ConceptFile, shared: WordsFile, lexicon: Lexicon, folder: Path
) -> Iterator[tuple[_Entry, Sequences]]:
    kinds: dict[Kind, list[str]] = {
        "pattern": list(concept.patterns),
        "negative": [label for label in concept.negative_labels if is_pattern(label)],
    }
    for kind, number, text in [(kind, i, text) for kind, texts in kinds.items() for i, text in enumerate(texts)]:
        pattern = read_pattern(text, shared, where=f"{folder / concept.id}.yaml, {kind} {number + 1}: {text}")
        require, exclude = (tuple(map(lexicon.number, words)) for words in (pattern.require, pattern.exclude))
        yield _Entry(concept.id, kind, require, exclude), pattern.variants


def make_lexicon(shared: WordsFile) -> Lexicon:
    """The word tests under the inflection rules and equal spellings of _words.yaml."""
    unchanged = frozenset(shared.unchanged)
    return Lexicon(Inflection(shared.inflection, unchanged, shared.shortest), shared.same)


def word_list(words: Sequence[str]) -> Word:
    """One test that each of these words satisfies; stars as in labels."""
    return Word(frozenset(atom for w in words for e in parse_label(w) if isinstance(e, Word) for atom in e.atoms))


def read_pattern(text: str, shared: WordsFile, *, where: str) -> Pattern:
    """Parse a pattern; one that cannot be read becomes a ModelError that says where and why."""
    try:
        return parse_pattern(text, shared.lists)
    except NotationError as error:
        raise ModelError(
            f"a pattern cannot be read: {error}",
            expected="the notation of models/concepts/README.md",
            where=where,
            remedy="mend the pattern at that place",
        ) from None


def _label(text: str, concept: ConceptFile, folder: Path) -> tuple[Word, ...]:
    try:
        return tuple(e for e in parse_label(text) if isinstance(e, Word))
    except NotationError as error:
        raise ModelError(
            f"a label cannot be read: {error}",
            expected="words; a star only at the beginning or end of a word",
            where=f"{folder / concept.id}.yaml",
            remedy="mend the label",
        ) from None


def _depths(concepts: Sequence[ConceptFile]) -> dict[str, int]:
    broader = {c.id: c.broader for c in concepts}
    depths = {}
    for concept in concepts:
        above, depth = concept.broader, 0
        while above is not None:
            above, depth = broader.get(above), depth + 1
        depths[concept.id] = depth
    return depths
