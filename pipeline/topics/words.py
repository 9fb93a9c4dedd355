"""Words in passages as counts, and the strongest words of groups of passages by c-TF-IDF, as BERTopic weighs them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.topics.libraries import ClassTfidfTransformer

TERMS = 10
_TERM = r"\S+"


@dataclass(frozen=True)
class Words:
    """Counts of words in passages.

    Attributes:
        counts: passages x vocabulary.
        vocabulary: the words, in the order of the columns.
    """

    counts: csr_matrix
    vocabulary: np.ndarray


def count_words(bags: list[str]) -> Words:
    """Count the words of passages; each bag holds the words of one, joined by blanks."""
    if not any(bags):
        return Words(csr_matrix((len(bags), 0), dtype=np.int64), np.array([], dtype=object))
    vectorizer = build_vectorizer()
    counts = vectorizer.fit_transform(bags)
    return Words(counts, vectorizer.get_feature_names_out())


def build_vectorizer() -> CountVectorizer:
    """Words as they are between the blanks."""
    return CountVectorizer(token_pattern=_TERM, lowercase=False)


def build_weights() -> ClassTfidfTransformer:
    """c-TF-IDF with the square root of the counts, so that a word that is everywhere weighs less."""
    return ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True)


def strongest(words: Words, topic: np.ndarray, *, terms: int = TERMS) -> dict[int, list[str]]:
    """For each topic its strongest words, strongest first; -1 weighs along and gets none.

    Args:
        words: counts of passages.
        topic: the topic of each.
        terms: how many words at most.
    """
    numbers = np.unique(topic)
    if words.counts.shape[1] == 0 or not len(numbers):
        return {int(number): [] for number in numbers if number >= 0}
    member = csr_matrix((np.ones(len(topic)), (np.searchsorted(numbers, topic), np.arange(len(topic)))))
    counts = (member @ words.counts).tocsr().astype(np.float64)
    weights = build_weights().fit(counts).transform(counts).tocsr()
    return {
        int(number): list(words.vocabulary[_top(weights, row, terms)])
        for row, number in enumerate(numbers)
        if number >= 0
    }


def _top(weights: csr_matrix, row: int, terms: int) -> np.ndarray:
    """Columns of the largest weights of a row; of equal ones the first."""
    own = slice(weights.indptr[row], weights.indptr[row + 1])
    columns, values = weights.indices[own], weights.data[own]
    order = np.lexsort((columns, -values))[:terms]
    top: np.ndarray = columns[order][values[order] > 0]
    return top
