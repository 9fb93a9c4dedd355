"""Sentences -> one of the five steps from words to deeds, and whether it is denied, conditional or said by others.

Trained in the stage `learn` from the gold and from models/ladder, and kept as plain numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.calibration import CalibratedClassifierCV
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from pipeline.concepts.cues import Cues
from pipeline.concepts.examples import Example
from pipeline.concepts.linear import Floats, SentenceFeatures, Words, read_arrays, write_arrays
from pipeline.errors import ModelError

STEPS = ("benoemen", "voornemen", "maatregel", "middelen", "resultaat")
FLAGS = ("negated", "conditional", "quoted")
FAMILIES = (Words("word", (1, 3), 1, 1.0), Words("char_wb", (2, 5), 2, 1.0))
FOLDS = 5
_NAME = "ladder"


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence with its step; sentences of one theme never stand on both sides of a test.

    Attributes:
        flags: which of FLAGS hold; None when nobody looked.
    """

    text: str
    step: str
    theme: str
    flags: frozenset[str] | None = None


@dataclass(frozen=True)
class Ladder:
    """A trained classifier: weights (features x classes), intercepts, and slope and offset of each class's sigmoid.

    The classes are the steps, then the flags.
    """

    features: SentenceFeatures
    weights: Floats
    intercepts: Floats
    sigmoids: Floats

    def probabilities(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """Of the steps (sentences x 5, rows add up to 1) and of the flags (sentences x 3), calibrated."""
        margins = self.features.matrix(sentences) @ self.weights + self.intercepts
        chances = expit(-(margins * self.sigmoids[0] + self.sigmoids[1])).astype(np.float32)
        steps, flags = chances[:, : len(STEPS)], chances[:, len(STEPS) :]
        return steps / np.maximum(steps.sum(axis=1, keepdims=True), 1e-9), flags

    def predict(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        """The most probable step of each sentence, with its calibrated probability."""
        if not sentences:
            return []
        steps, _ = self.probabilities(sentences)
        return [(STEPS[b], float(row[b])) for b, row in zip(steps.argmax(axis=1), steps, strict=True)]

    def flags(self, sentences: Sequence[str]) -> list[dict[str, bool]]:
        """Of each sentence, which flags are more probable than not."""
        if not sentences:
            return []
        _, chances = self.probabilities(sentences)
        return [{flag: bool(c > 0.5) for flag, c in zip(FLAGS, row, strict=True)} for row in chances]

    def write(self, folder: Path) -> None:
        """Keep it as arrays and JSON."""
        arrays = {"weights": self.weights, "intercepts": self.intercepts, "sigmoids": self.sigmoids}
        write_arrays(folder, _NAME, arrays, {"classes": [*STEPS, *FLAGS]})
        self.features.write(folder, _NAME)


def read_ladder(folder: Path, cues: Cues) -> Ladder:
    """What `Ladder.write` kept.

    Raises:
        ModelError: it is not there.
    """
    arrays, _ = read_arrays(folder, _NAME)
    features = SentenceFeatures.read(folder, _NAME, families=FAMILIES, cues=cues)
    return Ladder(features, arrays["weights"], arrays["intercepts"], arrays["sigmoids"])


def train_ladder(sentences: Sequence[LabelledSentence], cues: Cues, *, seed: int) -> Ladder:
    """Fit and calibrate (sigmoids, on folds that keep a theme together)."""
    features = SentenceFeatures.learn([s.text for s in sentences], families=FAMILIES, cues=cues)
    matrix = features.matrix([s.text for s in sentences])
    themes = [s.theme for s in sentences]
    fits = [_fit(matrix, np.array([s.step for s in sentences]), themes, seed, order=STEPS)]
    read = [n for n, s in enumerate(sentences) if s.flags is not None]
    for flag in FLAGS:
        holds = np.array([flag in (sentences[n].flags or ()) for n in read])
        if 0 < holds.sum() < len(read):
            fits.append(_fit(matrix[read], holds, [themes[n] for n in read], seed, order=None))
        else:
            never = (np.zeros((matrix.shape[1], 1)), np.zeros(1), np.array([[0.0], [1e3]]))
            fits.append(never)
    weights, intercepts, sigmoids = zip(*fits, strict=True)
    return Ladder(
        features,
        np.hstack(weights).astype(np.float32),
        np.concatenate(intercepts).astype(np.float32),
        np.hstack(sigmoids).astype(np.float32),
    )


def _fit(
    matrix: Any, classes: NDArray[Any], themes: Sequence[str], seed: int, *, order: Sequence[str] | None
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Weights, intercepts and sigmoids, one column a class in this order (one column for a yes or no)."""
    folds = GroupKFold(n_splits=min(FOLDS, len(set(themes)))).split(matrix, classes, themes)
    margin = LinearSVC(C=0.3, class_weight="balanced", random_state=seed)
    model = CalibratedClassifierCV(margin, method="sigmoid", cv=list(folds), ensemble=False).fit(matrix, classes)
    (fitted,) = model.calibrated_classifiers_
    sigmoids = np.array([[c.a_ for c in fitted.calibrators], [c.b_ for c in fitted.calibrators]])
    weights, intercepts = fitted.estimator.coef_.T, fitted.estimator.intercept_
    if order is None:
        return weights, intercepts, sigmoids
    columns = [list(model.classes_).index(step) for step in order]
    return weights[:, columns], intercepts[columns], sigmoids[:, columns]


def gold_sentences(examples: Sequence[Example]) -> list[LabelledSentence]:
    """The sentences of the gold that have a step."""
    return [
        LabelledSentence(text, step, example.group, flags)
        for example in examples
        for text, step, flags in zip(example.sentences, example.steps, example.flags, strict=True)
        if step is not None
    ]


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
