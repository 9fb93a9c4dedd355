"""Evidence for a concept in a sentence -> how probable it is: logistic regression, one for all concepts together.

Each concept has an intercept of its own, drawn to the common one, so that rare and frequent ones keep apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from pipeline.concepts.evidence import Bools, Evidence
from pipeline.concepts.linear import Floats

SPREAD = 0.3  # standard deviation of the concepts' intercepts around the common one, before any sentence is seen
_NEVER = -30.0  # log odds of what nobody has seen an example of
STEPS = 20  # of Newton's method, which is there after five


@dataclass(frozen=True)
class SecondLayer:
    """Weights of the columns of `Evidence.matrix`, and an intercept for each concept."""

    weights: Floats
    intercepts: Floats

    def chances(self, evidence: Evidence) -> Floats:
        """Calibrated probabilities (sentences x concepts); 0 where a negative label is all that stands there."""
        sums = evidence.weigh(self.weights) + self.intercepts
        found: Floats = expit(sums).astype(np.float32)
        found[evidence.hits.denied] = 0.0
        return found


def fit_second(evidence: Evidence, truth: Bools, counts: NDArray[np.float64]) -> SecondLayer:
    """Fit weights and intercepts on scores of sentences that the first layer has not seen.

    Args:
        evidence: of all sentences.
        truth: which concept stands in which (sentences x concepts).
        counts: for how many each sentence counts; 0 for one not to learn from.
    """
    usual = counts > 0
    matrix, right, weighs = evidence.matrix(usual), truth[usual], counts[usual, None]
    if not right.any():
        return SecondLayer(np.zeros(matrix.shape[1], np.float32), np.full(truth.shape[1], _NEVER, np.float32))
    mean, spread = matrix.mean(axis=0, dtype=np.float64), matrix.std(axis=0, dtype=np.float64) + 1e-9
    matrix -= mean.astype(np.float32)
    matrix /= spread.astype(np.float32)
    rows = np.repeat(weighs, right.shape[1])
    model = LogisticRegression(C=1.0, max_iter=500).fit(matrix, right.ravel(), sample_weight=rows)
    weights = model.coef_[0] / spread
    common = float(model.intercept_[0] - (weights * mean).sum())
    sums = evidence.weigh(weights.astype(np.float32))[usual].astype(np.float64) + common
    intercepts = common + _own_intercepts(sums, right, weighs)
    return SecondLayer(weights.astype(np.float32), intercepts.astype(np.float32))


def _own_intercepts(sums: NDArray[np.float64], right: Bools, weighs: NDArray[np.float64]) -> NDArray[np.float64]:
    """What to add for each concept: the mode of its posterior under a normal prior, by Newton's method."""
    added, prior = np.zeros(sums.shape[1]), 1 / SPREAD**2
    for _ in range(STEPS):
        chances = expit(sums + added)
        missing, steep = (weighs * (right - chances)).sum(axis=0), (weighs * chances * (1 - chances)).sum(axis=0)
        added += (missing - prior * added) / (steep + prior)
    return added
