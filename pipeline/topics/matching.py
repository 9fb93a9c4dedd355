"""Which topic of one fit is which topic of another: by the passages and the words that they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

FOUND_ABOVE = 1 / 3  # Jaccard from which a match is the same topic: half of the passages of two equally large ones


@dataclass(frozen=True)
class Match:
    """A topic's counterpart in another fit.

    Attributes:
        other: number of the counterpart; None where there is none left.
        members: Jaccard overlap of the passages of both, 0-1.
        words: share of the topic's strongest words that the counterpart has too, 0-1.
    """

    other: int | None
    members: float
    words: float

    @property
    def found(self) -> bool:
        """Whether the counterpart is the topic, rather than what was left to pair it with."""
        return self.members >= FOUND_ABOVE


def match_topics(
    one: np.ndarray, other: np.ndarray, *, terms: dict[int, list[str]], other_terms: dict[int, list[str]]
) -> dict[int, Match]:
    """Pair the topics of two fits, each with one at most, so that the pairs share as much as they can.

    A pair shares the mean of the Jaccard overlap of its passages and the share of common words (the assignment problem,
    as in Greene, O'Callaghan & Cunningham, "How many topics?", 2014, who compare words only).

    Args:
        one: topic of each passage, -1 for none.
        other: topic of the same passages in the other fit.
        terms: the strongest words of the topics of `one`.
        other_terms: those of `other`.

    Returns:
        A match for each topic in `terms`.
    """
    rows, columns = sorted(terms), sorted(other_terms)
    members = _jaccard(one, other, rows, columns)
    words = np.array([[_shared(terms[r], other_terms[c]) for c in columns] for r in rows]).reshape(members.shape)
    pairs = dict(zip(*linear_sum_assignment(members + words, maximize=True), strict=True))
    return {
        number: Match(columns[pairs[i]], float(members[i, pairs[i]]), float(words[i, pairs[i]]))
        if i in pairs
        else Match(None, 0.0, 0.0)
        for i, number in enumerate(rows)
    }


def _jaccard(one: np.ndarray, other: np.ndarray, rows: list[int], columns: list[int]) -> np.ndarray:
    first, second = one[:, None] == np.array(rows, dtype=int), other[:, None] == np.array(columns, dtype=int)
    both = first.astype(np.float64).T @ second.astype(np.float64)
    either = first.sum(axis=0)[:, None] + second.sum(axis=0)[None, :] - both
    overlap: np.ndarray = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return overlap


def _shared(own: list[str], others: list[str]) -> float:
    return len(set(own) & set(others)) / len(own) if own else 0.0
