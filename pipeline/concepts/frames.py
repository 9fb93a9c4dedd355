"""Passages -> is this about the shift of tasks (transitie), the renewal of help (transformatie), both or neither?

A linear machine for each of the two, over the words of the passage and the concepts that its sentences speak of.
Trained in the stage `learn` from data/gold/frames, and kept as plain numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack

from pipeline.concepts.calibrated import (
    Margins,
    best_limit,
    fit_margins,
    held_out_chances,
    join_margins,
    read_margins,
)
from pipeline.concepts.fits import Store, kept_features
from pipeline.concepts.frame_gold import LabelledPassage
from pipeline.concepts.linear import Floats, SentenceFeatures, Words, read_arrays, write_arrays

FRAMES = ("transitie", "transformatie")
NAMES = {(False, False): "neither", (True, False): "transitie", (False, True): "transformatie", (True, True): "both"}
FAMILIES = (Words("word", (1, 2), 1, 1.0), Words("char_wb", (3, 5), 2, 0.7))
CONCEPTS = 0.5  # weight of the concepts beside the words; 1.0 scored 0.3 point lower on authors left out
STRENGTH = 0.1
_NAME = "frames"


@dataclass(frozen=True)
class Frames:
    """A trained model; `limits` are the probabilities from which each frame is given."""

    features: SentenceFeatures
    margins: Margins
    limits: tuple[float, float]

    def probabilities(self, passages: Sequence[str], concepts: Floats) -> Floats:
        """Of the two frames (passages x 2).

        Args:
            passages: texts.
            concepts: for each passage the highest probability of each concept in its sentences.
        """
        if not passages:
            return np.zeros((0, len(FRAMES)), dtype=np.float32)
        return self.margins.chances(_joined(self.features.matrix(passages), concepts))

    def name(self, chances: Sequence[float]) -> str:
        """The frame of a passage with these two probabilities."""
        shift, renewal = (chance >= limit for chance, limit in zip(chances, self.limits, strict=True))
        return NAMES[bool(shift), bool(renewal)]

    def write(self, folder: Path) -> None:
        """Keep it as arrays and JSON."""
        write_arrays(folder, _NAME, self.margins.arrays(), {"frames": list(FRAMES), "limits": list(self.limits)})
        self.features.write(folder, _NAME)


def read_frame_model(folder: Path) -> Frames:
    """What `Frames.write` kept.

    Raises:
        ModelError: it is not there.
    """
    arrays, facts = read_arrays(folder, _NAME)
    features = SentenceFeatures.read(folder, _NAME, families=FAMILIES, cues=None)
    first, second = facts["limits"]
    return Frames(features, read_margins(arrays), (first, second))


def train_frames(
    passages: Sequence[LabelledPassage], concepts: Floats, *, seed: int, store: Store | None = None
) -> Frames:
    """Fit and calibrate, and choose the limits, on folds that keep a theme together.

    Args:
        passages: labelled.
        concepts: as for `Frames.probabilities`, by a model that has not learned from these passages.
        seed: of the solver.
        store: of what earlier runs made.
    """
    features, (words,) = kept_features([[p.text for p in passages]], families=FAMILIES, store=store)
    matrix, groups = _joined(words, concepts), [p.group for p in passages]
    parts, limits = [], []
    for frame in FRAMES:
        holds = np.array([frame in p.frames for p in passages])
        model = fit_margins(matrix, holds, groups, seed=seed, strength=STRENGTH)
        parts.append(model)
        unseen = held_out_chances(matrix, holds, groups, model=model, seed=seed, strength=STRENGTH)
        limits.append(best_limit(unseen, holds))
    return Frames(features, join_margins(parts), (limits[0], limits[1]))


def highest(chances: Floats, places: Sequence[tuple[int, int]]) -> Floats:
    """For each passage the highest chance of each concept.

    Args:
        chances: sentences x concepts.
        places: first and past-the-last sentence of each passage.
    """
    rows = [chances[a:b].max(axis=0) if b > a else np.zeros(chances.shape[1]) for a, b in places]
    return np.array(rows, dtype=np.float32).reshape(-1, chances.shape[1])


def _joined(words: csr_matrix, concepts: Floats) -> csr_matrix:
    return hstack([words, csr_matrix(CONCEPTS * concepts)]).tocsr().astype(np.float32)
