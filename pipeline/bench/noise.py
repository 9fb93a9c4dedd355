"""Labels that may be wrong: those that a model, trained on all the others, contradicts with confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline, make_union

from pipeline.text import fold

Floats = npt.NDArray[np.float64]
FOLDS = 5
_TOKENS = {"token_pattern": r"\w+|[€%]"}


@dataclass(frozen=True)
class Suspect:
    """A label to look at again.

    Attributes:
        index: of the sentence.
        given: the label that it has; suggested: the one that the model expects.
        given_score: probability of the given label; suggested_score: of the suggested one.
    """

    index: int
    given: str
    suggested: str
    given_score: float
    suggested_score: float


def cross_validated(texts: Sequence[str], labels: Sequence[str], *, groups: Sequence[str]) -> tuple[list[str], Floats]:
    """Classes and the probability of each for each sentence, from a model that saw none of the sentence's group.

    Args:
        texts: the sentences.
        labels: their labels.
        groups: such as the theme; at least two.
    """
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, preprocessor=fold, **_TOKENS)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True, preprocessor=fold)
    model = make_pipeline(make_union(words, pieces), LogisticRegression(C=5.0, class_weight="balanced", max_iter=1000))
    folds = GroupKFold(n_splits=min(FOLDS, len(set(groups))))
    probabilities = cross_val_predict(
        model, list(texts), list(labels), groups=list(groups), cv=folds, method="predict_proba"
    )
    return sorted(set(labels)), np.asarray(probabilities, dtype=np.float64)


def find_suspects(labels: Sequence[str], classes: Sequence[str], probabilities: Floats) -> list[Suspect]:
    """The suspects, the most likely mistakes first (confident learning, Northcutt, Jiang and Chuang 2021).

    A label is suspect when another class is more probable than its own, and at least as probable as that class is on
    average for the sentences that bear it.

    Args:
        labels: the given label of each sentence.
        classes: the columns of `probabilities`.
        probabilities: sentences x classes, each from a model that did not see the sentence.
    """
    column = {name: i for i, name in enumerate(classes)}
    given = np.array([column[label] for label in labels])
    usual = np.array([probabilities[given == c, c].mean() if (given == c).any() else 1.0 for c in range(len(classes))])
    suspects = []
    for index, own in enumerate(given):
        row = probabilities[index]
        confident = [c for c in range(len(classes)) if row[c] >= usual[c] and row[c] > row[own]]
        if confident:
            best = max(confident, key=lambda c: (row[c], -c))
            scores = float(row[own]), float(row[best])
            suspects.append(Suspect(index, labels[index], classes[best], *scores))
    return sorted(suspects, key=lambda s: (s.given_score - s.suggested_score, s.index))
