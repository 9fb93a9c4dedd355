"""models/ladder -> a classifier of sentences into the five steps from words to deeds.

Trained anew in each run from the labelled sentences, so that no pickled model is ever loaded; the same sentences and
seed give the same classifier.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

from pipeline.concepts.cues import Cues, load_cues
from pipeline.errors import ModelError
from pipeline.text import fold

STEPS = ("benoemen", "voornemen", "maatregel", "middelen", "resultaat")
FOLDS = 5
_WORDS: dict[str, Any] = {"ngram_range": (1, 3), "sublinear_tf": True, "token_pattern": r"\w+|[€%]"}
CUE_WEIGHT = 0.3  # of cue counts beside word weights; best of 0.3, 0.7 and 1.2 in cross-validation by theme


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence with its step; sentences of one theme never stand on both sides of a test."""

    text: str
    step: str
    theme: str


@dataclass(frozen=True)
class Ladder:
    """A trained classifier."""

    model: Any

    def predict(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        """The most probable step of each sentence, with its calibrated probability."""
        if not sentences:
            return []
        probabilities = self.model.predict_proba(list(sentences))
        best = probabilities.argmax(axis=1)
        return [(str(self.model.classes_[b]), float(p[b])) for b, p in zip(best, probabilities, strict=True)]


class SentenceFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Words, pairs of words, pieces of words, and counts of cues, as one sparse matrix (sentences x features)."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues

    def fit(self, sentences: Sequence[str], steps: Any = None) -> SentenceFeatures:
        """Learn the vocabulary."""
        texts = [_plain(s) for s in sentences]
        self.words_ = TfidfVectorizer(**_WORDS).fit(texts)
        self.pieces_ = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True).fit(texts)
        return self

    def transform(self, sentences: Sequence[str]) -> csr_matrix:
        """The features of each sentence."""
        texts = [_plain(s) for s in sentences]
        counts = np.log1p(np.array([self.cues.counts(self.cues.read(s)) for s in sentences], dtype=np.float64))
        parts = [self.words_.transform(texts), self.pieces_.transform(texts), csr_matrix(CUE_WEIGHT * counts)]
        return hstack(parts).tocsr()


def _plain(sentence: str) -> str:
    return "".join("0" if c.isdigit() else c for c in fold(sentence))


def train_ladder(sentences: Sequence[LabelledSentence], cues: Cues, *, seed: int) -> Ladder:
    """Fit and calibrate (sigmoid, on folds that keep a theme together)."""
    texts, steps = [s.text for s in sentences], [s.step for s in sentences]
    groups = [s.theme for s in sentences]
    folds = GroupKFold(n_splits=min(FOLDS, len(set(groups))))
    split = list(folds.split(texts, steps, groups))
    features = SentenceFeatures(cues).fit(texts)
    margin = LinearSVC(C=0.3, class_weight="balanced", random_state=seed)
    calibrated = CalibratedClassifierCV(margin, method="sigmoid", cv=split, ensemble=False)
    calibrated.fit(features.transform(texts), steps)
    return Ladder(Pipeline([("features", features), ("calibrated", calibrated)]))


@lru_cache(maxsize=2)
def load_ladder(models: Path, seed: int) -> Ladder:
    """The classifier trained on models/ladder, once in a process.

    Raises:
        ModelError: the sentences or cues are missing or wrong.
    """
    return train_ladder(read_sentences(models / "ladder" / "sentences.csv"), load_cues(models), seed=seed)


def read_sentences(path: Path) -> list[LabelledSentence]:
    """Read the labelled sentences (columns sentence, step, theme).

    Raises:
        ModelError: the file is missing, a step is unknown, a sentence stands twice, or a step has fewer than ten.
    """
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except FileNotFoundError:
        raise ModelError(
            "the labelled sentences are missing", where=str(path), remedy="restore models/ladder"
        ) from None
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        text, step = row.get("sentence") or "", row.get("step") or ""
        if not text or step not in STEPS or not row.get("theme"):
            raise ModelError(
                f"line {number}: sentence {text!r}, step {step!r}, theme {row.get('theme')!r}",
                expected=f"a sentence, one of {', '.join(STEPS)}, and a theme",
                where=str(path),
                remedy="correct the line",
            )
        if text in seen:
            raise ModelError(f"line {number} repeats line {seen[text]}", where=str(path), remedy="remove one of them")
        seen[text] = number
    _check_enough(rows, path)
    return [LabelledSentence(row["sentence"], row["step"], row["theme"]) for row in rows]


def _check_enough(rows: Sequence[dict[str, str]], path: Path) -> None:
    for step in STEPS:
        count = sum(row["step"] == step for row in rows)
        if count < 10:
            raise ModelError(
                f"the step {step!r} has {count} sentences",
                expected="at least 10, better 100",
                where=str(path),
                remedy="write more sentences for it",
            )
