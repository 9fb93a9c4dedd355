"""A sentence in which the model sees a concept -> the words that carry it most."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from pipeline.concepts.linear import Floats, SentenceFeatures

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
LEAST, MOST = 6, 16  # words in a phrase; readers mark nine on average
FLOOR = 0.3  # share of the mean that each word costs; with these three 99 % of found phrases touch one of the reader's


def find_phrase(
    sentence: str, weights: Floats, features: SentenceFeatures, *, around: tuple[int, int] | None = None
) -> tuple[int, int]:
    """Start and end of the stretch of words with the highest sum of weights, less a cost for each word.

    Args:
        sentence: text.
        weights: of the features for one concept.
        features: that the weights belong to.
        around: start and end of words that must be in it.

    Returns:
        Offsets in the sentence; the whole sentence when it holds no word.
    """
    words = list(_WORD.finditer(sentence))
    if not words:
        return 0, len(sentence)
    gains = np.asarray(features.matrix([w.group() for w in words]) @ weights, dtype=np.float64)
    inside = [n for n, w in enumerate(words) if around and w.start() < around[1] and around[0] < w.end()]
    held = (inside[0], inside[-1]) if inside else None
    first, last = best_stretch(gains - FLOOR * gains.mean(), held=held)
    start, end = words[first].start(), words[last].end()
    return (min(start, around[0]), max(end, around[1])) if around else (start, end)


def best_stretch(gains: NDArray[np.float64], *, held: tuple[int, int] | None = None) -> tuple[int, int]:
    """First and last index of the stretch of LEAST to MOST values with the highest sum.

    Args:
        gains: a value for each word.
        held: first and last index that the stretch must hold; it may then be longer than MOST.
    """
    size = len(gains)
    low, high = held if held else (size - 1, 0)
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    least = max(LEAST, high - low + 1) if held else LEAST
    stretches = (
        (sums[first + long] - sums[first], -long, -first)
        for long in range(min(least, size), min(max(MOST, least), size) + 1)
        for first in range(size - long + 1)
        if first <= low and first + long > high
    )
    _, long, first = max(stretches)
    return -first, -first - long - 1
