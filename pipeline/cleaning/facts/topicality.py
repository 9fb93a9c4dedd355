"""Is a text about youth care or the social domain? A transparent score from weighted terms.

score = 1 / (1 + exp(-slope * (sum - middle))), sum = weights times log(1 + occurrences per 1000 words), with the terms
and numbers of models/cleaning/topicality.yaml.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.cleaning.rules import Rules, alternation, read_rules
from pipeline.text import count_words, fold

SAMPLE = 200_000  # characters looked at


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


@dataclass(frozen=True)
class TopicModel:
    """The terms of topicality.yaml, compiled: one pattern a weight."""

    file: TopicFile

    @cached_property
    def patterns(self) -> list[tuple[float, re.Pattern[str]]]:
        """(weight, pattern over folded text)."""
        return [
            (terms.weight, re.compile(rf"(?<!\w)(?:{alternation(terms.words)})(?!\w)")) for terms in self.file.terms
        ]


def load_topic_model(folder: Path) -> TopicModel:
    """Read ``topicality.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    return TopicModel(read_rules(folder / "topicality.yaml", TopicFile))


def score_topic(text: str, model: TopicModel) -> float:
    """Score 0-1 of a text, rounded to four decimals."""
    folded = fold(text[:SAMPLE])
    per_thousand = 1000 / max(count_words(folded), model.file.least_words)
    total = 0.0
    for weight, pattern in model.patterns:
        counts = Counter(match[0] for match in pattern.finditer(folded))
        total += weight * sum(math.log1p(counts[term] * per_thousand) for term in sorted(counts))
    exponent = max(-50.0, min(50.0, model.file.slope * (total - model.file.middle)))
    return round(1 / (1 + math.exp(-exponent)), 4)
