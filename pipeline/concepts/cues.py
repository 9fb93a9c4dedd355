"""models/ladder/cues.yaml -> counts of signals in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.concepts.automaton import Automaton, Hit
from pipeline.concepts.files import WordsFile, read_model, read_words_file
from pipeline.concepts.matcher import make_lexicon, read_pattern
from pipeline.concepts.notation import Element, Sequences
from pipeline.concepts.tokens import Words, read_words
from pipeline.errors import ModelError
from pipeline.text import fold


class CuesFile(BaseModel):
    """cues.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    features: dict[str, tuple[str, ...]]
    lists: dict[str, tuple[str, ...]] = {}
    around: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Signals:
    """What one sentence shows: its words, and the matches of each cue by name."""

    words: Words
    hits: Mapping[str, Sequence[Hit]]


class Cues:
    """All cues as one machine, and the words by name of which the neighbours count (`around`)."""

    def __init__(self, cues: CuesFile, shared: WordsFile, *, where: str) -> None:
        self.features = tuple(cues.features)
        self.around = {name: frozenset(map(fold, listed)) for name, listed in cues.around.items()}
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
        raise ModelError("a cue has no '&' or '!'", where=where, remedy="leave the condition out")
    return pattern.variants


def _named_patterns(cues: CuesFile) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"features.{name}", patterns) for name, patterns in cues.features.items()]
