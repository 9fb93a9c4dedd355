"""Sentences -> how probable it is that each speaks of each concept, with or without its words.

Two layers, both linear and both readable. The first weighs words and pieces of words, one set of weights a concept
(ridge regression). The second turns that score into a probability with what stands around it: the other concepts in the
sentence, the same concept nearby, whether a label or a pattern was found (logistic regression, one for all concepts
together). So it also judges what labels and patterns find.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GroupKFold

from pipeline.concepts.evidence import Bools, Hits, as_unseen, lengths, surroundings
from pipeline.concepts.examples import Example
from pipeline.concepts.fits import Store, fitted, kept_features
from pipeline.concepts.linear import Floats, SentenceFeatures, Words, read_arrays, write_arrays

FAMILIES = (Words("word", (1, 2), 1, 0.7071), Words("char_wb", (3, 5), 2, 0.7071))
STRENGTH = 0.3  # of the ridge; 1.0 scored 0.5 point of F lower on held-out authors, 0.15 and 0.6 a fifth of a point
SINGLE = 0.5  # weight of a sentence by itself beside one of running text; 1.0 scored 0.3 point of F lower
FOLDS = 5
_NAME = "paraphrases"


@dataclass(frozen=True)
class Paraphrases:
    """A trained model: `weights` (features x concepts), and the second layer's weights and intercept."""

    concepts: tuple[str, ...]
    features: SentenceFeatures
    weights: Floats
    second: Floats
    intercept: float

    def scores(self, sentences: Sequence[str]) -> Floats:
        """The first layer: about 1 for a sentence that speaks of a concept, -1 for any other (sentences x concepts)."""
        if not sentences:
            return np.zeros((0, len(self.concepts)), dtype=np.float32)
        found: Floats = np.asarray(self.features.matrix(sentences) @ self.weights - 1.0, dtype=np.float32)
        return found

    def probabilities(self, sentences: Sequence[str], hits: Hits) -> Floats:
        """Calibrated probabilities for the sentences of one document, in order.

        Args:
            sentences: texts.
            hits: what the matcher found in them.
        """
        evidence = surroundings(self.scores(sentences), hits, lengths(sentences), np.zeros(len(sentences)))
        return _chances(evidence, self.second, self.intercept)

    def word_weights(self, concept: str, *, most: int) -> list[tuple[str, float]]:
        """The words and pieces that speak most for a concept, for a student to look at."""
        column = self.weights[:, self.concepts.index(concept)]
        names = self.features.names()
        return [(names[i], float(column[i])) for i in np.argsort(-column)[:most]]

    def write(self, folder: Path) -> None:
        """Keep it as arrays and JSON."""
        arrays = {"weights": self.weights, "second": self.second}
        write_arrays(folder, _NAME, arrays, {"concepts": list(self.concepts), "intercept": self.intercept})
        self.features.write(folder, _NAME)


def read_paraphrases(folder: Path) -> Paraphrases:
    """What `Paraphrases.write` kept.

    Raises:
        ModelError: it is not there.
    """
    arrays, facts = read_arrays(folder, _NAME)
    features = SentenceFeatures.read(folder, _NAME, families=FAMILIES, cues=None)
    return Paraphrases(tuple(facts["concepts"]), features, arrays["weights"], arrays["second"], facts["intercept"])


def train_paraphrases(
    running: Sequence[Example],
    single: Sequence[Example],
    hits: Hits,
    *,
    concepts: Sequence[str],
    seed: int,
    store: Store | None = None,
) -> tuple[Paraphrases, Floats]:
    """Fit both layers; the second on scores of sentences that the first has not seen (folds of whole groups).

    Texts with far more paraphrases than usual teach the first layer words, and the second nothing: with them in it the
    test part of the gold scored 0.8 point of F lower.

    Args:
        running: gold fragments; single: sentences by themselves, for the first layer only.
        hits: where the matcher finds a concept (sentences of `running` x concepts).
        concepts: ids, the columns.
        seed: of what `as_unseen` draws.
        store: of fits of earlier runs; the first layer stays as it was when only labels and patterns change.

    Returns:
        The model, and the probabilities of the sentences of `running` by a first layer that has not seen them.
    """
    texts = [s for example in running for s in example.sentences]
    truth = targets(running, concepts)
    more = targets(single, concepts)
    parts = [texts, [e.sentences[0] for e in single]]
    features, (matrix, extra) = kept_features(parts, families=FAMILIES, store=store)
    groups = [example.group for example in running for _ in example.sentences]
    unseen = np.zeros(truth.shape, dtype=np.float32)
    for fit, rest in GroupKFold(n_splits=min(FOLDS, len(set(groups)))).split(truth, groups=groups):
        unseen[rest] = _held_out(matrix, extra, truth, more, (fit, rest), store=store)
    documents = np.repeat(np.arange(len(running), dtype=np.float64), [len(example.sentences) for example in running])
    unread = np.array([example.unread for example in running for _ in example.sentences])
    drawn = as_unseen(hits, truth, unseen, unread, seed=seed)
    evidence = surroundings(unseen, drawn, lengths(texts), documents)
    usual = np.array([not example.dense for example in running for _ in example.sentences])
    second, intercept = _second(evidence[usual].reshape(-1, evidence.shape[-1]), truth[usual].ravel())
    weights = fitted(lambda: _ridge(matrix, extra, truth, more), matrix, extra, truth, more, store=store)
    return Paraphrases(tuple(concepts), features, weights, second, intercept), _chances(evidence, second, intercept)


def _held_out(
    matrix: csr_matrix,
    extra: csr_matrix,
    truth: Bools,
    more: Bools,
    fold: tuple[NDArray[np.int64], NDArray[np.int64]],
    *,
    store: Store | None,
) -> Floats:
    """Scores of the first layer for the second part of a fold, from weights that saw the first part only."""
    fit, rest = fold

    def score() -> Floats:
        found: Floats = matrix[rest] @ _ridge(matrix[fit], extra, truth[fit], more) - 1.0
        return found.astype(np.float32)

    return fitted(score, matrix, extra, truth, more, fit, rest, store=store)


def targets(examples: Sequence[Example], concepts: Sequence[str]) -> Bools:
    """Which concept stands in which sentence (sentences x concepts)."""
    rows = [[c in found for c in concepts] for example in examples for found in example.concepts]
    return np.array(rows, dtype=np.bool_).reshape(-1, len(concepts))


def _ridge(running: csr_matrix, single: csr_matrix, truth: Bools, more: Bools) -> Floats:
    model = Ridge(alpha=STRENGTH, solver="sparse_cg", tol=1e-3, fit_intercept=False)
    weights = np.concatenate([np.ones(len(truth)), np.full(len(more), SINGLE)])
    model.fit(vstack([running, single]).tocsr(), np.vstack([truth, more]) * 2.0, sample_weight=weights)
    found: Floats = model.coef_.T.astype(np.float32)
    return found


def _second(evidence: Floats, truth: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Weights on the raw scale of the evidence, and the intercept."""
    mean, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=500).fit((evidence - mean) / spread, truth)
    weights = model.coef_[0] / spread
    return weights.astype(np.float32), float(model.intercept_[0] - (weights * mean).sum())


def _chances(evidence: Floats, second: Floats, intercept: float) -> Floats:
    found: Floats = (1.0 / (1.0 + np.exp(-(evidence @ second + intercept)))).astype(np.float32)
    return found
