"""What speaks for a concept in a sentence: its words, a label or pattern found there, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.concepts.linear import Floats, plain
from pipeline.concepts.matcher import Matches

Bools = NDArray[np.bool_]
NEAR = 4  # sentences on each side that count as nearby
KEPT, RIGHT = 0.75, 0.8  # of pattern hits in texts that no pattern was written for; see `as_unseen`
_LABEL, _NOTHING = 0.5, -1.2  # evidence of a label, and of no sentence at all, on the scale of the scores


@dataclass(frozen=True)
class Hits:
    """Where the matcher found a label, a pattern, and a negative label (each sentences x concepts)."""

    labels: Bools
    patterns: Bools
    negatives: Bools

    @property
    def any(self) -> Bools:
        """A label or a pattern."""
        found: Bools = self.labels | self.patterns
        return found

    @property
    def denied(self) -> Bools:
        """A negative label, and neither of the two: in texts of others 3 of 860 such sentences spoke of the concept."""
        found: Bools = self.negatives & ~self.any
        return found

    def mark(self, matches: Matches, concepts: Sequence[str], *, first: int = 0) -> None:
        """Note what stands in a text whose sentences are the rows from `first`; `concepts` are the columns."""
        column = {concept: n for n, concept in enumerate(concepts)}
        for mention in matches.mentions:
            kind = self.labels if mention.origin == "label" else self.patterns
            kind[first + mention.sentence, column[mention.concept_id]] = True
        for sentence, concept in matches.denied:
            self.negatives[first + sentence, column[concept]] = True

    def part(self, rows: NDArray[np.bool_]) -> Hits:
        """Of these sentences."""
        return Hits(self.labels[rows], self.patterns[rows], self.negatives[rows])


def no_hits(sentences: int, concepts: int) -> Hits:
    """Nothing found yet; to be filled in."""
    return Hits(*(np.zeros((sentences, concepts), dtype=np.bool_) for _ in range(3)))


def lengths(sentences: Sequence[str]) -> NDArray[np.float64]:
    """Words in each sentence, as log(1 + n)."""
    return np.log1p(np.array([len(plain(s).split()) for s in sentences], dtype=np.float64))


@dataclass(frozen=True)
class Evidence:
    """What the second layer weighs, once for all and again by itself where a label or a pattern stands.

    Attributes:
        own: of each concept in each sentence (sentences x concepts x OWN).
        shared: of the sentence, the same for all concepts (sentences x SHARED).
        hits: of labels and patterns.
    """

    own: Floats
    shared: Floats
    hits: Hits

    def matrix(self, rows: NDArray[np.bool_]) -> Floats:
        """One row for each concept in each of these sentences, a column for each weight that `weigh` takes."""
        own = self.own[rows]
        shared = np.broadcast_to(self.shared[rows][:, None], (*own.shape[:2], self.shared.shape[1]))
        both = np.concatenate([own, shared, np.ones((*own.shape[:2], 1), dtype=np.float32)], axis=-1)
        label, pattern = (kind[rows][..., None] for kind in (self.hits.labels, self.hits.patterns))
        found: Floats = np.concatenate([both[..., :-1], both * label, both * pattern], axis=-1)
        return found.reshape(-1, found.shape[-1])

    def weigh(self, weights: Floats) -> Floats:
        """The weighed sum for each concept in each sentence: `matrix` times the weights, without making it."""
        wide, split = self.own.shape[-1], self.own.shape[-1] + self.shared.shape[-1]
        found: Floats = self.own @ weights[:wide] + (self.shared @ weights[wide:split])[:, None]
        for number, kind in enumerate((self.hits.labels, self.hits.patterns)):
            mine = weights[split + number * (split + 1) :][: split + 1]
            rows, columns = np.nonzero(kind)
            found[rows, columns] += self.own[rows, columns] @ mine[:wide] + self.shared[rows] @ mine[wide:-1] + mine[-1]
        return found


def surroundings(
    scores: Floats, sides: Floats, hits: Hits, *, words: NDArray[np.float64], documents: NDArray[np.float64]
) -> Evidence:
    """The evidence of the second layer.

    Args:
        scores: of the first layer (sentences x concepts).
        sides: whether each sentence speaks of any concept, and whether it holds a look-alike (sentences x 2).
        hits: of labels and patterns.
        words: `lengths` of the sentences.
        documents: a number for each sentence; neighbours share it.
    """
    strongest = np.maximum(scores, np.where(hits.any, _LABEL, _NOTHING))
    lead, best = _lead(scores)
    others = np.minimum(hits.any.sum(axis=1, keepdims=True), 3) - hits.any
    spoken, alike = sides[:, :1] + 1.0, sides[:, 1:] + 1.0
    near, far = ((1,), range(2, NEAR + 1))
    own = (
        *(scores, scores**2, lead, best, scores * words[:, None], others, scores * spoken, scores * alike),
        *(_nearby(strongest, documents, near), _nearby(strongest, documents, far)),
    )
    shared = (
        *(words[:, None], spoken, alike, spoken**2, alike**2, spoken * alike),
        *(_nearby(sides, documents, near) + 1.0, _nearby(sides, documents, far) + 1.0),
    )
    return Evidence(np.stack([np.asarray(c, dtype=np.float32) for c in own], axis=-1), _beside(shared), hits)


def _beside(columns: Sequence[NDArray[Any]]) -> Floats:
    return np.concatenate([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


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
    drawn = _strewn(hits.part(read), truth[read], scores[read], seed=seed)
    patterns = hits.patterns.copy()
    patterns[read] = drawn
    return Hits(hits.labels, patterns, hits.negatives)


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
