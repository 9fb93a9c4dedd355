"""Sentences -> how probable it is that each speaks of each concept, with or without its words.

Two layers, both linear and both readable. The first weighs words and pieces of words, one set of weights a concept
(ridge regression), and two more for what a sentence is about: does it speak of any concept at all, does it hold a
look-alike? The second turns these scores into a probability with what stands around it: the other concepts in the
sentence, the same concept nearby, whether a label or a pattern was found (`second_layer`). So it also judges whether a
label that stands there is meant. By the same evidence another layer tells how probable it is that a look-alike of the
concept stands there; who asks for few of these takes a stricter limit where it is (`limits`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold

from pipeline.concepts.evidence import Bools, Hits, as_unseen, lengths, surroundings
from pipeline.concepts.examples import Example
from pipeline.concepts.fits import Store, fitted, kept_features
from pipeline.concepts.linear import Floats, SentenceFeatures, Words, read_arrays, write_arrays
from pipeline.concepts.second_layer import SecondLayer, fit_second

FAMILIES = (Words("word", (1, 2), 1, 0.7071), Words("char_wb", (3, 5), 2, 0.7071))
STRENGTH = 0.3  # of the ridge; 1.0 scored 0.5 point of F lower on held-out authors, 0.15 and 0.6 a fifth of a point
SINGLE = 0.2  # weight of a sentence by itself beside one of running text; 0.5 scored 0.5 point of F lower, 0.08 0.6
FOLDS = 5
THIN = 3
_NAME = "paraphrases"


@dataclass(frozen=True)
class Chances:
    """How probable it is that a sentence speaks of a concept, and that a look-alike of it stands there.

    Attributes:
        meant, alike: sentences x concepts.
    """

    meant: Floats
    alike: Floats


@dataclass(frozen=True)
class Paraphrases:
    """A trained model: `weights` (features x concepts), `sides` (features x 2), and the second layers."""

    concepts: tuple[str, ...]
    features: SentenceFeatures
    weights: Floats
    sides: Floats
    second: SecondLayer
    alike: SecondLayer

    def scores(self, sentences: Sequence[str]) -> Floats:
        """The first layer: about 1 for a sentence that speaks of a concept, -1 for any other (sentences x concepts)."""
        return self._read(sentences)[0]

    def probabilities(self, sentences: Sequence[str], hits: Hits) -> Floats:
        """How probable it is that each speaks of each concept; arguments as for `chances`."""
        return self.chances(sentences, hits).meant

    def chances(self, sentences: Sequence[str], hits: Hits) -> Chances:
        """Calibrated probabilities for the sentences of one document, in order.

        Args:
            sentences: texts.
            hits: what the matcher found in them.
        """
        scores, sides = self._read(sentences)
        together = np.zeros(len(sentences))
        evidence = surroundings(scores, sides, hits, words=lengths(sentences), documents=together)
        return Chances(self.second.chances(evidence), self.alike.chances(evidence))

    def _read(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        if not sentences:
            return np.zeros((0, len(self.concepts)), dtype=np.float32), np.zeros((0, 2), dtype=np.float32)
        matrix = self.features.matrix(sentences)
        first, second = (np.asarray(matrix @ w - 1.0, dtype=np.float32) for w in (self.weights, self.sides))
        return first, second

    def word_weights(self, concept: str, *, most: int) -> list[tuple[str, float]]:
        """The words and pieces that speak most for a concept, for a student to look at."""
        column = self.weights[:, self.concepts.index(concept)]
        names = self.features.names()
        return [(names[i], float(column[i])) for i in np.argsort(-column)[:most]]

    def write(self, folder: Path) -> None:
        """Keep it as arrays and JSON."""
        arrays = {"weights": self.weights, "sides": self.sides}
        for name, layer in (("second", self.second), ("alike", self.alike)):
            arrays |= {name: layer.weights, f"{name}_intercepts": layer.intercepts}
        write_arrays(folder, _NAME, arrays, {"concepts": list(self.concepts)})
        self.features.write(folder, _NAME)


def read_paraphrases(folder: Path) -> Paraphrases:
    """What `Paraphrases.write` kept.

    Raises:
        ModelError: it is not there.
    """
    arrays, facts = read_arrays(folder, _NAME)
    features = SentenceFeatures.read(folder, _NAME, families=FAMILIES, cues=None)
    second, alike = (SecondLayer(arrays[name], arrays[f"{name}_intercepts"]) for name in ("second", "alike"))
    return Paraphrases(tuple(facts["concepts"]), features, arrays["weights"], arrays["sides"], second, alike)


def train_paraphrases(
    running: Sequence[Example],
    single: Sequence[Example],
    hits: Hits,
    *,
    concepts: Sequence[str],
    seed: int,
    store: Store | None = None,
) -> tuple[Paraphrases, Chances]:
    """Fit both layers; the second on scores of authors whom the first has not seen.

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
    truth, more = targets(running, concepts), targets(single, concepts)
    texts = [[s for example in part for s in example.sentences] for part in (running, single)]
    features, (matrix, extra) = kept_features(texts, families=FAMILIES, store=store)
    learned = _First(vstack([matrix, extra]).tocsr(), np.vstack([truth, more]), len(truth))
    subjects, more_subjects = _about(running, truth), _about(single, more)
    odd = more_subjects[:, 1]  # the other single ones tell nothing of what texts are about
    about = _First(vstack([matrix, extra[odd]]).tocsr(), np.vstack([subjects, more_subjects[odd]]), len(truth), 1.0)
    unseen, sides = (first.unseen(_authors(running), store=store) for first in (learned, about))
    unread = np.array([e.unread for e in running for _ in e.sentences])
    dense = np.array([e.dense for e in running for _ in e.sentences])
    drawn = as_unseen(hits, truth, unseen, unread, seed=seed)
    documents = np.repeat(np.arange(len(running), dtype=np.float64), [len(example.sentences) for example in running])
    evidence = surroundings(unseen, sides, drawn, words=lengths(texts[0]), documents=documents)
    second = fit_second(evidence, truth, (~dense).astype(np.float64))
    alike = fit_second(evidence, _alike(running, concepts) & ~truth, _thinned(subjects[:, 1]))
    weights, side_weights = (first.weights(store=store) for first in (learned, about))
    model = Paraphrases(tuple(concepts), features, weights, side_weights, second, alike)
    return model, Chances(second.chances(evidence), alike.chances(evidence))


def targets(examples: Sequence[Example], concepts: Sequence[str]) -> Bools:
    """Which concept stands in which sentence (sentences x concepts)."""
    rows = [[c in found for c in concepts] for example in examples for found in example.concepts]
    return np.array(rows, dtype=np.bool_).reshape(-1, len(concepts))


def _alike(running: Sequence[Example], concepts: Sequence[str]) -> Bools:
    """Of which concept a look-alike stands in which sentence (sentences x concepts)."""
    rows = [[c in found for c in concepts] for found in _marked(running)]
    return np.array(rows, dtype=np.bool_).reshape(-1, len(concepts))


def _marked(examples: Sequence[Example]) -> list[frozenset[str]]:
    return [found for e in examples for found in (e.alike or (frozenset[str](),) * len(e.sentences))]


def _thinned(alike: Bools) -> NDArray[np.float64]:
    """For how many each sentence counts: to save time, one in `THIN` stands for all without a look-alike."""
    kept = np.arange(len(alike)) % THIN == 0
    return np.where(alike, 1.0, THIN * kept)


def _about(running: Sequence[Example], truth: Bools) -> Bools:
    """Whether each sentence speaks of any concept, and whether it holds a look-alike (sentences x 2)."""
    return np.column_stack([truth.any(axis=1), np.array([bool(found) for found in _marked(running)], dtype=np.bool_)])


def _authors(running: Sequence[Example]) -> list[str]:
    """The author of each sentence; the theme where all are of one author."""
    groups = [example.group for example in running for _ in example.sentences]
    authors = [group.split("/")[0] for group in groups]
    return authors if len(set(authors)) > 1 else groups


@dataclass(frozen=True)
class _First:
    """What a first layer learns from: features and truth of sentences, the first `running` of them of running text.

    The others weigh `single` beside 1.
    """

    matrix: csr_matrix
    truth: Bools
    running: int
    single: float = SINGLE

    def unseen(self, groups: Sequence[str], *, store: Store | None) -> Floats:
        """Scores of the running sentences by weights that saw nothing of their group (sentences x columns)."""
        found = np.zeros((self.running, self.truth.shape[1]), dtype=np.float32)
        for fit, rest in GroupKFold(n_splits=min(FOLDS, len(set(groups)))).split(found, groups=groups):
            seen = np.concatenate([fit, np.arange(self.running, len(self.truth))])
            found[rest] = fitted(partial(self._held_out, seen, rest), self.matrix, self.truth, seen, rest, store=store)
        return found

    def weights(self, *, store: Store | None) -> Floats:
        """From all sentences (features x columns)."""
        return fitted(lambda: self._fit(np.arange(len(self.truth))), self.matrix, self.truth, store=store)

    def _held_out(self, seen: NDArray[np.int64], rest: NDArray[np.int64]) -> Floats:
        found: Floats = self.matrix[rest] @ self._fit(seen) - 1.0
        return found

    def _fit(self, seen: NDArray[np.int64]) -> Floats:
        model = Ridge(alpha=STRENGTH, solver="sparse_cg", tol=1e-3, fit_intercept=False)
        weights = np.where(seen < self.running, 1.0, self.single)
        model.fit(self.matrix[seen], self.truth[seen] * 2.0, sample_weight=weights)
        found: Floats = model.coef_.T.astype(np.float32)
        return found
