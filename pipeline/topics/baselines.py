"""Topics beside those of two older methods, at the same number of topics on the same words: LDA and NMF.

Latent Dirichlet allocation (Blei, Ng & Jordan, 2003) on counts; non-negative matrix factorisation (Lee & Seung, 1999)
on TF-IDF. Both by scikit-learn with its own settings, for what they are: something to be better than.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer

from pipeline.topics.coherence import diversity, topic_npmi
from pipeline.topics.words import TERMS, Words

_LDA_WORK, _NMF_WORK = 1000, 4000  # rounds times topics at most: with hundreds of topics both are cut short
MOST = 2000  # passages that the older methods learn from, taken evenly


@dataclass(frozen=True)
class Wording:
    """The topics of one method as words.

    Attributes:
        method: bertopic, lda or nmf.
        terms: the strongest words of each topic.
        coherence: NPMI of each topic, -1 to 1; None where it has fewer than two words.
    """

    method: str
    terms: list[list[str]]
    coherence: list[float | None]

    @property
    def npmi(self) -> float | None:
        """Mean NPMI of the topics that have one."""
        known = [value for value in self.coherence if value is not None]
        return float(np.mean(known)) if known else None

    @property
    def diversity(self) -> float | None:
        """Share of distinct words among the words of all topics."""
        return diversity(self.terms)


def compare_methods(words: Words, bags: list[str], *, terms: dict[int, list[str]], seed: int) -> list[Wording]:
    """The topics that were found, and as many by LDA and by NMF, with their coherence in the same text.

    Args:
        words: counts of the passages that topics were learned from.
        bags: the same words in their order, joined by blanks.
        terms: the strongest words of the topics that were found.
        seed: of LDA and NMF.
    """
    found = {"bertopic": [terms[number] for number in sorted(terms)]}
    if terms and words.counts.shape[1] >= len(terms):
        found |= _older(words, len(terms), seed)
    texts = [bag.split() for bag in bags]
    return [Wording(method, own, topic_npmi(texts, own)) for method, own in found.items()]


def _older(words: Words, topics: int, seed: int) -> dict[str, list[list[str]]]:
    rows = np.unique(np.linspace(0, words.counts.shape[0] - 1, MOST).astype(int))
    counts = words.counts[rows]
    lda = LatentDirichletAllocation(topics, max_iter=int(np.clip(_LDA_WORK // topics, 3, 10)), random_state=seed)
    lda.fit(counts)
    rounds = int(np.clip(_NMF_WORK // topics, 10, 400))
    nmf = NMF(topics, init="nndsvda", random_state=seed, max_iter=rounds, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # as said where the rounds are
        nmf.fit(TfidfTransformer().fit_transform(counts))
    return {"lda": _heaviest(words, lda.components_), "nmf": _heaviest(words, nmf.components_)}


def _heaviest(words: Words, weights: np.ndarray) -> list[list[str]]:
    return [list(words.vocabulary[np.argsort(-row, kind="stable")[:TERMS]]) for row in weights]
