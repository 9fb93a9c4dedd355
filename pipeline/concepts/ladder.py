"""Sentences -> one of the five steps from words to deeds, and whether it is denied, conditional or said by others.

Trained in the stage `learn` from the gold and from models/ladder, and kept as plain numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.concepts.calibrated import (
    Margins,
    fit_margins,
    held_out_margins,
    read_margins,
)
from pipeline.concepts.cues import Cues
from pipeline.concepts.examples import Example
from pipeline.concepts.flags import Flags, join_features, learn_around, read_flags, train_flags
from pipeline.concepts.linear import Floats, SentenceFeatures, Words, read_arrays, write_arrays
from pipeline.concepts.neighbours import Neighbours, fit_neighbours, read_neighbours
from pipeline.errors import ModelError

STEPS = ("benoemen", "voornemen", "maatregel", "middelen", "resultaat")
# Words at 2.0: macro F 0.807 on seven authors left out, 0.801 at 1.0.
FAMILIES = (Words("word", (1, 3), 1, 2.0), Words("char_wb", (2, 5), 2, 1.0), Words("position", (1, 1), 2, 0.6))
STRENGTH = 0.3
_NAME = "ladder"


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence with its step; sentences of one theme never stand on both sides of a test.

    Attributes:
        step: None for a sentence that only stands beside others.
        flags: which of FLAGS hold; None when nobody looked.
        document: of the text that it stands in; one after another with the same one are neighbours. Empty: by itself.
        dense: whether that text is no measure of how often a step follows another.
    """

    text: str
    step: str | None
    theme: str
    flags: frozenset[str] | None = None
    document: str = ""
    dense: bool = False


@dataclass(frozen=True)
class Ladder:
    """A trained classifier; the classes of `margins` are the steps.

    Attributes:
        neighbours: what weighs the margins of the steps together with those of the sentences around.
        flags: what tells of each sentence whether it is denied, conditional or quoted.
    """

    features: SentenceFeatures
    margins: Margins
    neighbours: Neighbours
    flags: Flags

    def probabilities(self, sentences: Sequence[str], documents: Sequence[int] | None = None) -> tuple[Floats, Floats]:
        """Of the steps (sentences x 5, rows add up to 1) and of the flags (sentences x 3), calibrated.

        Args:
            sentences: texts.
            documents: a number for each; those that follow one another with the same number are neighbours. None: each
                stands by itself.
        """
        matrix = self.features.matrix(sentences)
        margins = self.margins.scores(matrix)
        steps = self.neighbours.probabilities(margins, range(len(sentences)) if documents is None else documents)
        return steps, self.flags.probabilities(sentences, matrix)

    def predict(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        """The most probable step of each sentence, with its calibrated probability."""
        if not sentences:
            return []
        return _best(self.probabilities(sentences)[0])

    def judge(
        self, sentences: Sequence[str], documents: Sequence[int]
    ) -> tuple[list[tuple[str, float]], list[dict[str, bool]]]:
        """What `predict` says of running text, and the flags that are raised; `documents` as above."""
        if not sentences:
            return [], []
        steps, chances = self.probabilities(sentences, documents)
        return _best(steps), self.flags.raised(chances)

    def write(self, folder: Path) -> None:
        """Keep it as arrays and JSON."""
        facts = {"classes": list(STEPS), "sharpness": self.neighbours.sharpness}
        write_arrays(folder, _NAME, self.margins.arrays() | self.neighbours.arrays(), facts)
        self.features.write(folder, _NAME)
        self.flags.write(folder)


def _best(steps: Floats) -> list[tuple[str, float]]:
    return [(STEPS[b], float(row[b])) for b, row in zip(steps.argmax(axis=1), steps, strict=True)]


def read_ladder(folder: Path, cues: Cues) -> Ladder:
    """What `Ladder.write` kept.

    Raises:
        ModelError: it is not there.
    """
    arrays, facts = read_arrays(folder, _NAME)
    features = SentenceFeatures.read(folder, _NAME, families=FAMILIES, cues=cues)
    neighbours = read_neighbours(arrays, facts["sharpness"])
    return Ladder(features, read_margins(arrays), neighbours, read_flags(folder, cues))


def train_ladder(sentences: Sequence[LabelledSentence], cues: Cues, *, seed: int) -> Ladder:
    """Fit, calibrate and choose the limits of the flags, on folds that keep a theme together."""
    features = SentenceFeatures.learn([s.text for s in sentences if s.step], families=FAMILIES, cues=cues)
    matrix, themes = features.matrix([s.text for s in sentences]), [s.theme for s in sentences]
    steps = np.array([STEPS.index(s.step) if s.step else -1 for s in sentences])
    known = np.flatnonzero(steps >= 0)
    order = range(len(STEPS))
    groups = [themes[n] for n in known]
    margins = fit_margins(matrix[known], steps[known], groups, seed=seed, strength=STRENGTH, order=order)
    unseen = held_out_margins(matrix, steps, themes, seed=seed, strength=STRENGTH, order=order)
    usual = np.where([s.dense for s in sentences], -1, steps)
    authors = [theme.split("/")[0] for theme in themes]
    neighbours = fit_neighbours(unseen, number_documents(sentences), usual, authors)
    return Ladder(features, margins, neighbours, _flags(sentences, matrix, cues, seed))


def _flags(sentences: Sequence[LabelledSentence], matrix: csr_matrix, cues: Cues, seed: int) -> Flags:
    """Learned from the sentences with a step whose flags somebody looked at."""
    around = learn_around([s.text for s in sentences if s.step], cues)
    read = [n for n, s in enumerate(sentences) if s.flags is not None and s.step]
    joined = join_features(matrix[read], around, [sentences[n].text for n in read])
    flags, themes = [sentences[n].flags or frozenset() for n in read], [sentences[n].theme for n in read]
    return Flags(around, *train_flags(joined, flags, themes, seed=seed, strength=STRENGTH))


def number_documents(sentences: Sequence[LabelledSentence]) -> list[int]:
    """A number for each sentence; those that follow one another in one document share it."""
    pairs = zip([None, *sentences], sentences, strict=False)
    new = (before is None or not one.document or one.document != before.document for before, one in pairs)
    return list(accumulate(map(int, new)))


def gold_sentences(examples: Sequence[Example]) -> list[LabelledSentence]:
    """The sentences of the gold, those without a step too, since they stand beside others."""
    return [
        LabelledSentence(text, step, example.group, flags, example.id, example.dense)
        for example in examples
        for text, step, flags in zip(example.sentences, example.steps, example.flags, strict=True)
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
