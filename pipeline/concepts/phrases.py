"""A sentence in which the model sees a concept -> the words that carry it most."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from pipeline.concepts.linear import Floats, SentenceFeatures

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
LEAST, MOST = 4, 14  # words in a phrase
FLOOR = (
    0.5  # share of the mean that each word costs; of 0, 0.5 and 1 the best overlap with the phrases that readers mark
)


def find_phrase(sentence: str, weights: Floats, features: SentenceFeatures) -> tuple[int, int]:
    """Start and end of the stretch of words with the highest sum of weights, less a cost for each word.

    Args:
        sentence: text.
        weights: of the features for one concept.
        features: that the weights belong to.

    Returns:
        Offsets in the sentence; the whole sentence when it holds no word.
    """
    words = list(_WORD.finditer(sentence))
    if not words:
        return 0, len(sentence)
    gains = np.asarray(features.matrix([w.group() for w in words]) @ weights, dtype=np.float64)
    first, last = best_stretch(gains - FLOOR * gains.mean())
    return words[first].start(), words[last].end()


def best_stretch(gains: NDArray[np.float64]) -> tuple[int, int]:
    """First and last index of the stretch of LEAST to MOST values with the highest sum."""
    size = len(gains)
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    stretches = (
        (sums[first + long] - sums[first], -long, -first)
        for long in range(min(LEAST, size), min(MOST, size) + 1)
        for first in range(size - long + 1)
    )
    _, long, first = max(stretches)
    return -first, -first - long - 1
