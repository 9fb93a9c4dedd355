"""Which unlabelled sentences would teach a model most: those that it doubts, and that do not resemble one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.text import fold

Floats = npt.NDArray[np.float64]
_NOTHING = 1e-6  # what an exact copy, or a sentence without doubt, would teach
POOL = 20  # most doubtful sentences that are compared, for each one that is wanted


def doubt_between(probabilities: Floats) -> Floats:
    """Doubt of a model that chooses one class: 1 minus the margin between the two best (0 to 1, a sentence each).

    Args:
        probabilities: sentences x classes, rows that add up to 1.
    """
    best = np.sort(probabilities, axis=1)
    return np.asarray(1 - (best[:, -1] - best[:, -2]), dtype=np.float64)


def doubt_about(probabilities: Floats) -> Floats:
    """Doubt of a model that says yes or no to each class: 1 for a class at 0.5, 0 where all are 0 or 1.

    Args:
        probabilities: sentences x classes, each by itself between 0 and 1.
    """
    return np.asarray(1 - np.abs(2 * probabilities - 1).min(axis=1), dtype=np.float64)


def choose(texts: Sequence[str], doubt: Floats, *, count: int) -> list[int]:
    """Indices of the sentences to label, the most informative first.

    One after another, the sentence with the highest doubt times distance to all that were chosen before (1 minus the
    cosine of their TF-IDF vectors; greedy maximal marginal relevance, Carbonell and Goldstein 1998).

    Args:
        texts: the sentences.
        doubt: of the model about each, 0 to 1.
        count: how many are wanted; fewer come back when the others are copies or beyond doubt.
    """
    pool = sorted(range(len(texts)), key=lambda i: (-doubt[i], i))[: POOL * count]
    if not pool or count < 1:
        return []
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, preprocessor=fold)
    vectors = vectorizer.fit_transform([f"{texts[i]} ." for i in pool])
    gain, nearest = np.array([doubt[i] for i in pool]), np.zeros(len(pool))
    chosen: list[int] = []
    for _ in range(min(count, len(pool))):
        worth = gain * (1 - nearest)
        best = int(np.argmax(worth))
        if worth[best] < _NOTHING:
            break
        chosen.append(pool[best])
        nearest = np.maximum(nearest, (vectors @ vectors[best].T).toarray().ravel().clip(0, 1))
        nearest[best] = 1.0
    return chosen
