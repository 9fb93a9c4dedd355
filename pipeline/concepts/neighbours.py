"""Steps of sentences in running text -> steps that also weigh what the sentences before and after look like.

A second layer above the ladder's margins (stacking, Wolpert 1992): logistic regression on a sentence's own margins and
on the probabilities of its neighbours, learned on margins of authors whom the first layer had not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipeline.concepts.linear import Floats

FOLDS = 8
SHARPNESS = 2.5  # of the first layer's margins where they become probabilities; the second layer sets its own


@dataclass(frozen=True)
class Neighbours:
    """Weights (evidence x steps), intercepts, and the factor by which the second margins go into a softmax."""

    weights: Floats
    intercepts: Floats
    sharpness: float

    def probabilities(self, margins: Floats, documents: Sequence[int]) -> Floats:
        """Of the steps (sentences x steps, rows add up to 1), calibrated.

        Args:
            margins: of the first layer (sentences x steps).
            documents: a number for each sentence; those that follow one another with the same number are neighbours.
        """
        scores = evidence(margins, documents) @ self.weights + self.intercepts
        found: Floats = softmax(self.sharpness * scores, axis=1).astype(np.float32)
        return found

    def arrays(self) -> dict[str, Floats]:
        """As `read_neighbours` takes them."""
        return {"second_weights": self.weights, "second_intercepts": self.intercepts}


def read_neighbours(arrays: dict[str, Floats], sharpness: float) -> Neighbours:
    """What `Neighbours.arrays` gave."""
    return Neighbours(arrays["second_weights"], arrays["second_intercepts"], sharpness)


def fit_neighbours(
    margins: Floats, documents: Sequence[int], steps: NDArray[np.int64], authors: Sequence[str]
) -> Neighbours:
    """Fit the second layer, and its sharpness on writers whom it has not seen.

    Args:
        margins: of sentences that the first layer did not learn from (sentences x steps).
        documents: as for `Neighbours.probabilities`. Sentences by themselves are easier than those of running text:
            where there is any, the sharpness is that of running text.
        steps: number of the step of each sentence, -1 without one; such a sentence is only a neighbour.
        authors: of the sentences.
    """
    known = np.flatnonzero(steps >= 0)
    all_evidence = evidence(margins, documents)
    seen, truth, writers = all_evidence[known], steps[known], np.asarray(authors)[known]
    model = _weigh(seen, truth)
    unseen = model.decision_function(seen)
    for fit, rest in _folds(writers):
        if len(np.unique(truth[fit])) == len(model.classes_):
            unseen[rest] = _weigh(seen[fit], truth[fit]).decision_function(seen[rest])
    running = seen[:, -2:].any(axis=1)
    counted = running if running.any() else ~running
    sharpness = fit_factor(unseen[counted], truth[counted])
    return Neighbours(model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32), sharpness)


def _weigh(seen: Floats, steps: NDArray[np.int64]) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=500).fit(seen, steps)


def _folds(authors: NDArray[Any]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    folds = min(FOLDS, len(np.unique(authors)))
    if folds > 1:
        yield from GroupKFold(n_splits=folds).split(authors, groups=authors)


def evidence(margins: Floats, documents: Sequence[int]) -> Floats:
    """Own log probabilities, those of the sentence before and after, and whether there is one (sentences x 3n + 2)."""
    steps = margins.shape[1]
    own = log_softmax(SHARPNESS * margins, axis=1)
    chances, numbers = np.exp(own), np.asarray(documents)
    same = numbers[1:] == numbers[:-1]
    before, after = (np.full_like(chances, 1.0 / steps) for _ in range(2))
    before[1:][same], after[:-1][same] = chances[:-1][same], chances[1:][same]
    has = np.zeros((len(chances), 2), dtype=chances.dtype)
    has[1:, 0], has[:-1, 1] = same, same
    found: Floats = np.hstack([own, before, after, has]).astype(np.float32)
    return found


def fit_factor(margins: NDArray[Any], truth: NDArray[np.int64]) -> float:
    """The factor by which margins go into a softmax, so that its probabilities hold.

    Temperature scaling (Guo et al. 2017): unlike a sigmoid a class it leaves the order of the classes as it is.
    """

    def loss(factor: float) -> float:
        return -float(log_softmax(factor * margins, axis=1)[np.arange(len(truth)), truth].mean())

    return float(minimize_scalar(loss, bounds=(0.1, 20.0), method="bounded").x)
