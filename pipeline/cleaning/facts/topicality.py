"""Is a text about youth care or the social domain? Two transparent scores, of terms by hand and of words learned.

By hand: slope * (sum - middle), sum = weights times log(1 + occurrences per 1000 words), with the terms and numbers of
models/cleaning/topicality.yaml. Learned: bias + weights times TF-IDF shares of words + weights times signals, with the
numbers of models/cleaning/topicality/words.json, which `pipeline.cleaning.topicality_training` makes.
The score is 1 / (1 + exp(-x)), x the mean of both.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.cleaning.rules import Rules, alternation, read_rules
from pipeline.text import count_words, fold

SAMPLE = 200_000  # characters looked at
_WORD = re.compile(r"[a-z]+(?:-[a-z]+){0,9}")
_SCALE = 10.0  # signals are divided by it where they are learned from, to be of the size of shares of words


class WeightedTerms(Rules):
    """Terms of one weight."""

    weight: float
    words: tuple[str, ...]


class TopicFile(Rules):
    """models/cleaning/topicality.yaml; the comments there say what each key is for."""

    middle: float
    slope: float
    least_words: int
    terms: tuple[WeightedTerms, ...]


class TopicWords(Rules):
    """models/cleaning/topicality/words.json.

    Attributes:
        signals: weight of each group of terms in topicality.yaml.
        words: folded word -> its rarity (inverse document frequency) and its weight.
    """

    bias: float
    signals: tuple[float, ...]
    words: dict[str, tuple[float, float]]

    def shares(self, counts: Mapping[str, int]) -> dict[str, float]:
        """TF-IDF of the words of a text that are known here, with length 1."""
        known = {
            word: (1 + math.log(counts[word])) * self.words[word][0] for word in sorted(counts) if word in self.words
        }
        length = math.sqrt(sum(value**2 for value in known.values())) or 1.0
        return {word: value / length for word, value in known.items()}


@dataclass(frozen=True)
class TopicTerms:
    """The terms of topicality.yaml, compiled: one pattern a weight."""

    file: TopicFile

    @cached_property
    def patterns(self) -> list[re.Pattern[str]]:
        """Of each group of terms, over folded text."""
        return [re.compile(rf"(?<!\w)(?:{alternation(terms.words)})(?!\w)") for terms in self.file.terms]

    def signals(self, folded: str) -> list[float]:
        """Of each group the sum over its words of log(1 + occurrences per 1000 words)."""
        per_thousand = 1000 / max(count_words(folded), self.file.least_words)
        found = (Counter(match[0] for match in pattern.finditer(folded)) for pattern in self.patterns)
        return [sum(math.log1p(counts[term] * per_thousand) for term in sorted(counts)) for counts in found]

    def weigh(self, signals: list[float]) -> float:
        """Log odds by the weights set by hand."""
        total = sum(terms.weight * signal for terms, signal in zip(self.file.terms, signals, strict=True))
        return self.file.slope * (total - self.file.middle)


@dataclass(frozen=True)
class TopicModel:
    """Both sets of numbers."""

    terms: TopicTerms
    words: TopicWords


def load_topic_terms(folder: Path) -> TopicTerms:
    """Read ``topicality.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    return TopicTerms(read_rules(folder / "topicality.yaml", TopicFile))


def load_topic_model(folder: Path) -> TopicModel:
    """Read ``topicality.yaml`` and ``topicality/words.json`` from models/cleaning.

    Raises:
        ModelError: a file is missing or breaks its rules.
    """
    return TopicModel(load_topic_terms(folder), read_rules(folder / "topicality" / "words.json", TopicWords))


def count_topic_words(folded: str) -> Counter[str]:
    """Words of letters of a folded text."""
    return Counter(_WORD.findall(folded))


def scale_signals(signals: list[float]) -> list[float]:
    """Signals as the learned weights take them."""
    return [signal / _SCALE for signal in signals]


def topic_odds(text: str, model: TopicModel) -> tuple[float, float]:
    """Log odds that a text is on topic, by the weights set by hand and by those learned."""
    folded = fold(text[:SAMPLE])
    signals, words = model.terms.signals(folded), model.words
    shares = words.shares(count_topic_words(folded))
    learned = sum(words.words[word][1] * share for word, share in shares.items())
    learned += sum(w * signal for w, signal in zip(words.signals, scale_signals(signals), strict=True))
    return model.terms.weigh(signals), words.bias + learned


def score_topic(text: str, model: TopicModel) -> float:
    """Score 0-1 of a text, rounded to four decimals."""
    by_hand, learned = topic_odds(text, model)
    exponent = max(-50.0, min(50.0, (by_hand + learned) / 2))
    return round(1 / (1 + math.exp(-exponent)), 4)
