"""Classes from features by a linear margin, with a sigmoid for each class that turns margins into probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.svm import LinearSVC

from pipeline.concepts.linear import Floats

FOLDS = 5
AUTHORS = 10  # folds of authors: the more, the nearer margins are to those of the machine that saw everybody


@dataclass(frozen=True)
class Margins:
    """Weights (features x classes), intercepts, and slope and offset of each class's sigmoid (2 x classes)."""

    weights: Floats
    intercepts: Floats
    sigmoids: Floats

    def chances(self, matrix: csr_matrix) -> Floats:
        """The probability of each class by itself (sentences x classes); they need not add up to 1."""
        found: Floats = expit(-(self.scores(matrix) * self.sigmoids[0] + self.sigmoids[1])).astype(np.float32)
        return found

    def scores(self, matrix: csr_matrix) -> Floats:
        """The margins as they are (sentences x classes)."""
        found: Floats = np.asarray(matrix @ self.weights + self.intercepts, dtype=np.float32)
        return found

    def arrays(self) -> dict[str, Floats]:
        """As `read` takes them."""
        return {"weights": self.weights, "intercepts": self.intercepts, "sigmoids": self.sigmoids}


def join_margins(parts: Sequence[Margins]) -> Margins:
    """The classes of all parts, in order."""
    return Margins(
        np.hstack([p.weights for p in parts]),
        np.concatenate([p.intercepts for p in parts]),
        np.hstack([p.sigmoids for p in parts]),
    )


def read_margins(arrays: dict[str, Floats]) -> Margins:
    """What `Margins.arrays` gave."""
    return Margins(arrays["weights"], arrays["intercepts"], arrays["sigmoids"])


def never(features: int) -> Margins:
    """A class that nobody has seen an example of: its probability is 0."""
    return _margins(np.zeros((features, 1)), np.zeros(1), np.array([[0.0], [1e3]]))


def fit_margins(
    matrix: csr_matrix,
    classes: NDArray[Any],
    groups: Sequence[str],
    *,
    seed: int,
    strength: float,
    order: Sequence[Any] | None = None,
) -> Margins:
    """Fit a support vector machine, and sigmoids on folds that keep a group together.

    Args:
        matrix: examples x features.
        classes: name of a class for each example, or whether it is one.
        groups: of the examples.
        seed: of the solver.
        strength: C of the machine.
        order: of the classes; without it one column for a yes or no.
    """
    folds = GroupKFold(n_splits=min(FOLDS, len(set(groups)))).split(matrix, classes, groups)
    margin = LinearSVC(C=strength, class_weight="balanced", random_state=seed)
    model = CalibratedClassifierCV(margin, method="sigmoid", cv=list(folds), ensemble=False).fit(matrix, classes)
    (fitted,) = model.calibrated_classifiers_
    sigmoids = np.array([[c.a_ for c in fitted.calibrators], [c.b_ for c in fitted.calibrators]])
    weights, intercepts = fitted.estimator.coef_.T, fitted.estimator.intercept_
    if order is not None:
        columns = [list(model.classes_).index(name) for name in order]
        weights, intercepts, sigmoids = weights[:, columns], intercepts[columns], sigmoids[:, columns]
    return _margins(weights, intercepts, sigmoids)


def held_out_margins(
    matrix: csr_matrix,
    classes: NDArray[np.int64],
    groups: Sequence[str],
    *,
    seed: int,
    strength: float,
    order: Sequence[int],
) -> Floats:
    """Margins of each example (examples x classes) by a machine that saw nothing of its author.

    Args:
        matrix: examples x features.
        classes: number of a class for each example; one with a number below 0 is not learned from.
        groups: of the examples; the first part of a group is its author.
        seed, strength: of the machine.
        order: numbers of the classes, the columns.
    """
    authors = [group.split("/")[0] for group in groups]
    found = np.zeros((len(classes), len(order)), dtype=np.float32)
    for fit, rest in GroupKFold(n_splits=min(AUTHORS, len(set(authors)))).split(matrix, groups=authors):
        known = fit[classes[fit] >= 0]
        machine = LinearSVC(C=strength, class_weight="balanced", random_state=seed).fit(matrix[known], classes[known])
        columns = [list(order).index(number) for number in machine.classes_]
        found[np.ix_(rest, columns)] = machine.decision_function(matrix[rest])
    return found


def held_out_chances(
    matrix: csr_matrix,
    holds: NDArray[np.bool_],
    groups: Sequence[str],
    *,
    model: Margins,
    seed: int,
    strength: float,
) -> NDArray[np.float64]:
    """Probability of a yes for each example, by margins that saw nothing of its author and the sigmoid of `model`.

    Args:
        matrix, holds, groups: as for `fit_margins`; the first part of a group is its author.
        model: fitted on all of them.
        seed, strength: of the machine.
    """
    authors = [group.split("/")[0] for group in groups]
    folds = GroupKFold(n_splits=min(FOLDS, len(set(authors)))).split(matrix, holds, authors)
    margin = LinearSVC(C=strength, class_weight="balanced", random_state=seed)
    margins = cross_val_predict(margin, matrix, holds, cv=list(folds), method="decision_function")
    slope, offset = model.sigmoids[:, 0]
    found: NDArray[np.float64] = expit(-(margins * slope + offset))
    return found


def best_limit(chances: NDArray[np.float64], holds: NDArray[np.bool_], *, precise: float = 0.0) -> float:
    """The probability from which saying yes gives the highest F, at a precision of at least `precise` if it can be."""

    def rank(limit: float) -> tuple[bool, float, float]:
        given = chances >= limit
        right = int((given & holds).sum())
        f = 2 * right / max(int(given.sum() + holds.sum()), 1)
        return right >= precise * max(int(given.sum()), 1), f, -abs(limit - 0.5)

    return max((n / 50 for n in range(10, 48)), key=rank)


def _margins(weights: NDArray[Any], intercepts: NDArray[Any], sigmoids: NDArray[Any]) -> Margins:
    return Margins(*(np.asarray(a, dtype=np.float32) for a in (weights, intercepts, sigmoids)))
