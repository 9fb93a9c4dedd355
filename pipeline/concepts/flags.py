"""Sentences -> whether what they say is denied, conditional or said by others.

A linear machine for each flag, over the features of the ladder and over what stands beside the words that deny or make
a condition (`around`). Kept as plain numbers.
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
    never,
    read_margins,
)
from pipeline.concepts.cues import Cues
from pipeline.concepts.linear import Floats, SentenceFeatures, Words, read_arrays, write_arrays

FLAGS = ("negated", "conditional", "quoted")
AROUND = 1.0  # weight of what stands beside those words; 2.0 found fewer, on authors left out
# Of a flag on authors not learned from, if a limit gives it: "negated" finds 53 % at 0.65, 36 % at 0.75.
PRECISE = {"negated": 0.65, "conditional": 0.75, "quoted": 0.7}
_NAME = "flags"


@dataclass(frozen=True)
class Flags:
    """A trained classifier; `limits` are the probabilities from which each flag is raised."""

    around: SentenceFeatures
    margins: Margins
    limits: tuple[float, ...]

    def probabilities(self, sentences: Sequence[str], matrix: csr_matrix) -> Floats:
        """Of each flag (sentences x 3), calibrated; `matrix` holds the ladder's features of the sentences."""
        return self.margins.chances(join_features(matrix, self.around, sentences))

    def raised(self, chances: Floats) -> list[dict[str, bool]]:
        """Of each sentence, which flags are probable enough."""
        return [{f: bool(c >= least) for f, c, least in zip(FLAGS, row, self.limits, strict=True)} for row in chances]

    def write(self, folder: Path) -> None:
        """Keep it as arrays and JSON."""
        write_arrays(folder, _NAME, self.margins.arrays(), {"flags": list(FLAGS), "limits": list(self.limits)})
        self.around.write(folder, _NAME)


def read_flags(folder: Path, cues: Cues) -> Flags:
    """What `Flags.write` kept.

    Raises:
        ModelError: it is not there.
    """
    arrays, facts = read_arrays(folder, _NAME)
    around = SentenceFeatures.read(folder, _NAME, families=_families(cues), cues=None)
    return Flags(around, read_margins(arrays), tuple(facts["limits"]))


def learn_around(sentences: Sequence[str], cues: Cues) -> SentenceFeatures:
    """The features of what stands beside the words under `around`, a family for each list."""
    return SentenceFeatures.learn(sentences, families=_families(cues), cues=None)


def join_features(matrix: csr_matrix, around: SentenceFeatures, sentences: Sequence[str]) -> csr_matrix:
    """The ladder's features of the sentences, and those beside them."""
    return hstack([matrix, around.matrix(sentences)]).tocsr().astype(np.float32)


def _families(cues: Cues) -> tuple[Words, ...]:
    return tuple(Words("around", (1, 1), 2, AROUND, words) for words in cues.around.values())


def train_flags(
    joined: csr_matrix, flags: Sequence[frozenset[str]], themes: Sequence[str], *, seed: int, strength: float
) -> tuple[Margins, tuple[float, ...]]:
    """Fit, calibrate and choose the limits, on folds that keep a theme together.

    Args:
        joined: features of sentences; flags: those of each; themes: author/theme of each.
        seed, strength: of the machines.
    """
    parts, limits = [], []
    for flag in FLAGS:
        holds = np.array([flag in found for found in flags])
        if not 0 < holds.sum() < len(holds):
            parts.append(never(joined.shape[1]))
            limits.append(1.0)
            continue
        model = fit_margins(joined, holds, themes, seed=seed, strength=strength)
        chances = held_out_chances(joined, holds, themes, model=model, seed=seed, strength=strength)
        parts.append(model)
        limits.append(best_limit(chances, holds, precise=PRECISE[flag]))
    return join_margins(parts), tuple(limits)
