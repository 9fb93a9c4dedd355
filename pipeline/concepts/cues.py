"""models/ladder/cues.yaml -> counts of signals in a sentence, and the flags negated, conditional and quoted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pipeline.concepts.automaton import Automaton, Hit
from pipeline.concepts.files import WordsFile, read_model, read_words_file
from pipeline.concepts.matcher import make_lexicon, read_pattern
from pipeline.concepts.notation import Element, Sequences
from pipeline.concepts.tokens import Words, read_words
from pipeline.errors import ModelError


class FlagCues(BaseModel):
    """Cues of one flag; see the comments in cues.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    within: Annotated[int, Field(ge=1)] = 6
    before: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    marks: str = ""


class Flags(BaseModel):
    """The three flags."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    negated: FlagCues
    conditional: FlagCues
    quoted: FlagCues


class CuesFile(BaseModel):
    """cues.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    features: dict[str, tuple[str, ...]]
    flags: Flags
    lists: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Signals:
    """What one sentence shows: its words, and the matches of each cue by name."""

    words: Words
    hits: Mapping[str, Sequence[Hit]]


class Cues:
    """All cues as one machine."""

    def __init__(self, cues: CuesFile, shared: WordsFile, *, where: str) -> None:
        self.features = tuple(cues.features)
        self._flags = cues.flags
        words = shared.model_copy(update={"lists": {**shared.lists, **cues.lists}})
        self._names: list[str] = []
        sequences: list[tuple[int, Sequence[Element]]] = []
        for name, patterns in _named_patterns(cues):
            for text in patterns:
                variants = _variants(text, words, where=f"{where}, {name}: {text}")
                sequences += [(len(self._names), variant) for variant in variants]
                self._names.append(name)
        self._automaton = Automaton(make_lexicon(words), sequences)

    def read(self, sentence: str) -> Signals:
        """All cues in one sentence."""
        words = read_words(sentence, [0])
        hits: dict[str, list[Hit]] = {}
        for hit in self._automaton.scan(words):
            hits.setdefault(self._names[hit.entry], []).append(hit)
        return Signals(words, hits)

    def counts(self, signals: Signals) -> list[float]:
        """For each feature the number of places where it shows."""
        return [float(len({h.first for h in signals.hits.get(f"features.{name}", ())})) for name in self.features]

    def negated(self, signals: Signals, start: int) -> bool:
        """Whether what begins at code point `start` of the sentence is denied."""
        return self._flag("negated", self._flags.negated, signals, start)

    def conditional(self, signals: Signals, start: int) -> bool:
        """Whether it is made to depend on something."""
        return self._flag("conditional", self._flags.conditional, signals, start)

    def quoted(self, signals: Signals, start: int) -> bool:
        """Whether it is said or planned by others."""
        return self._flag("quoted", self._flags.quoted, signals, start)

    def _flag(self, name: str, cues: FlagCues, signals: Signals, start: int) -> bool:
        if signals.hits.get(f"{name}.anywhere"):
            return True
        if any(hit.first == 0 for hit in signals.hits.get(f"{name}.opening", ())):
            return True
        words = signals.words
        if words.text[:1] and words.text[:1] in cues.marks:
            return not signals.hits.get(f"{name}.unless")
        at = bisect_left(words.starts, start)
        excused = {i for h in signals.hits.get(f"{name}.unless", ()) for i in range(h.first, h.last + 1)}
        return any(
            at - cues.within <= hit.first < at and hit.first not in excused and words.same_clause(hit.first, at)
            for hit in signals.hits.get(f"{name}.before", ())
        )


@lru_cache(maxsize=2)
def load_cues(models: Path) -> Cues:
    """Read models/ladder/cues.yaml and the shared word lists.

    Raises:
        ModelError: a file is missing or wrong.
    """
    path = models / "ladder" / "cues.yaml"
    return Cues(read_model(path, CuesFile), read_words_file(models / "concepts"), where=str(path))


def _variants(text: str, words: WordsFile, *, where: str) -> Sequences:
    pattern = read_pattern(text, words, where=where)
    if pattern.require or pattern.exclude:
        raise ModelError("a cue has no '&' or '!'", where=where, remedy="leave the condition out, or use `unless`")
    return pattern.variants


def _named_patterns(cues: CuesFile) -> list[tuple[str, tuple[str, ...]]]:
    named = [(f"features.{name}", patterns) for name, patterns in cues.features.items()]
    for name in Flags.model_fields:
        flag: FlagCues = getattr(cues.flags, name)
        named += [(f"{name}.{place}", getattr(flag, place)) for place in ("before", "unless", "anywhere", "opening")]
    return named
