"""What speaks for a concept in a sentence: its words, a label or pattern found there, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.concepts.linear import Floats, plain

Bools = NDArray[np.bool_]
NEAR = 4  # sentences on each side that count as nearby
KEPT, RIGHT = 0.75, 0.8  # of pattern hits in texts that no pattern was written for; see `as_unseen`
_LABEL, _NOTHING = 0.5, -1.2  # evidence of a label, and of no sentence at all, on the scale of the scores


@dataclass(frozen=True)
class Hits:
    """Where the matcher found a label, and where a pattern (each sentences x concepts)."""

    labels: Bools
    patterns: Bools

    @property
    def any(self) -> Bools:
        """Either of the two."""
        found: Bools = self.labels | self.patterns
        return found


def no_hits(sentences: int, concepts: int) -> Hits:
    """Nothing found yet; to be filled in."""
    return Hits(*(np.zeros((sentences, concepts), dtype=np.bool_) for _ in range(2)))


def lengths(sentences: Sequence[str]) -> NDArray[np.float64]:
    """Words in each sentence, as log(1 + n)."""
    return np.log1p(np.array([len(plain(s).split()) for s in sentences], dtype=np.float64))


def surroundings(scores: Floats, hits: Hits, words: NDArray[np.float64], documents: NDArray[np.float64]) -> Floats:
    """The evidence that the second layer weighs (sentences x concepts x 17).

    Args:
        scores: of the first layer.
        hits: of labels and patterns.
        words: `lengths` of the sentences.
        documents: a number for each sentence; neighbours share it.
    """
    evidence = np.maximum(scores, np.where(hits.any, _LABEL, _NOTHING))
    lead, best = _lead(scores)
    long = np.broadcast_to(words[:, None], scores.shape)
    others = np.minimum(hits.any.sum(axis=1, keepdims=True), 3) - hits.any
    label, pattern = hits.labels, hits.patterns
    columns = (
        *(scores, scores**2, lead, best, long, scores * long, others),
        *(_nearby(evidence, documents, (1,)), _nearby(evidence, documents, range(2, NEAR + 1))),
        *(label, label * scores, label * others),
        *(pattern, pattern * scores, pattern * others, pattern * long, pattern * lead),
    )
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=-1)


def _lead(scores: Floats) -> tuple[Floats, Bools]:
    """How far each concept is ahead of the best of the others, and whether it is the best."""
    if scores.shape[1] < 2:
        return scores, np.ones(scores.shape, dtype=np.bool_)
    first_two = np.sort(scores, axis=1)[:, -2:]
    best: Bools = scores == first_two[:, 1:]
    lead: Floats = scores - np.where(best, first_two[:, :1], first_two[:, 1:])
    return lead, best


def _nearby(evidence: Floats, documents: NDArray[np.float64], distances: Sequence[int]) -> Floats:
    """The strongest evidence among the neighbours at these distances in the same document."""
    found = np.full_like(evidence, _NOTHING)
    for d in distances:
        same = documents[d:] == documents[:-d]
        found[d:][same] = np.maximum(found[d:][same], evidence[:-d][same])
        found[:-d][same] = np.maximum(found[:-d][same], evidence[d:][same])
    return found


def as_unseen(hits: Hits, truth: Bools, scores: Floats, unread: Bools, *, seed: int) -> Hits:
    """The hits as they would be in texts of others.

    Patterns were written with most training sentences in sight. On the bank of paraphrases, whose later writers no
    pattern writer had read, four out of five of their hits are right: so some right ones are hidden here, and wrong
    ones are strewn, most where the words already point to the concept. Sentences that are `unread` stay as they are.
    """
    read = ~unread
    drawn = _strewn(Hits(hits.labels[read], hits.patterns[read]), truth[read], scores[read], seed=seed)
    patterns = hits.patterns.copy()
    patterns[read] = drawn
    return Hits(hits.labels, patterns)


def _strewn(hits: Hits, truth: Bools, scores: Floats, *, seed: int) -> Bools:
    random = np.random.default_rng(seed)
    kept: Bools = hits.patterns & (~truth | (random.random(truth.shape) < KEPT))
    right = int((kept & truth).sum())
    wanted = round(right * (1 - RIGHT) / RIGHT) - int((kept & ~truth).sum())
    if wanted > 0:
        odds = np.where(truth | kept, 0.0, np.exp(2.0 * np.minimum(scores, 1.0)) * hits.patterns.mean(axis=0))
        wanted = min(wanted, int((odds > 0).sum()))
        kept.ravel()[random.choice(odds.size, size=wanted, replace=False, p=(odds / odds.sum()).ravel())] = True
    return kept
