"""How well a topic's words hang together, and how much topics differ in words.

NPMI: normalised pointwise mutual information of pairs of words within ten words of each other (Bouma 2009; as a measure
of topics Röder, Both & Hinneburg, "Exploring the space of topic coherence measures", 2015: C_NPMI). Equal to gensim's
CoherenceModel with coherence="c_npmi", which a test checks. Diversity: share of the words of all topics that differ
(Dieng, Ruiz & Blei, "Topic modeling in embedding spaces", 2020).
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix

WINDOW = 10
_EPSILON = 1e-12  # as gensim has it


def topic_npmi(texts: list[list[str]], topics: list[list[str]], *, window: int = WINDOW) -> list[float | None]:
    """Mean NPMI over the pairs of words of each topic, -1 to 1; None for a topic of fewer than two known words.

    Args:
        texts: the words of each passage, in their order.
        topics: the words of each topic.
        window: how near to each other words must stand; a shorter text is one window.
    """
    wanted = sorted({word for topic in topics for word in topic})
    number = {word: i for i, word in enumerate(wanted)}
    together, windows = _count_windows(texts, number, window)
    return [
        _mean_npmi(together, windows, [number[w] for w in topic if together[number[w], number[w]]]) for topic in topics
    ]


def diversity(topics: list[list[str]]) -> float | None:
    """Share of distinct words among the words of all topics; None without words."""
    words = [word for topic in topics for word in topic]
    return len(set(words)) / len(words) if words else None


def _mean_npmi(together: np.ndarray, windows: int, own: list[int]) -> float | None:
    values = [
        _npmi(together[a, b] / windows, together[a, a] / windows, together[b, b] / windows)
        for a, b in combinations(own, 2)
    ]
    return float(np.mean(values)) if values else None


def _npmi(both: float, one: float, other: float) -> float:
    value = np.log((both + _EPSILON) / (one * other)) / -np.log(both + _EPSILON)
    return float(np.clip(value, -1.0, 1.0))  # the epsilon takes it past its bounds by as much


def _count_windows(texts: list[list[str]], number: dict[str, int], window: int) -> tuple[np.ndarray, int]:
    """In how many windows each two of the numbered words stand, and how many windows there are."""
    spans: list[tuple[int, int, int]] = []
    windows = 0
    for text in texts:
        own = max(len(text) - window + 1, 1)
        spans += [
            (windows + first, windows + min(last, own - 1), word) for first, last, word in _spans(text, number, window)
        ]
        windows += own
    together = np.zeros((len(number), len(number)))
    if not spans:
        return together, windows
    first, last, word = np.array(spans).T
    lengths = last - first + 1
    row = np.repeat(first, lengths) + np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    inside = csr_matrix((np.ones(len(row)), (row, np.repeat(word, lengths))), shape=(windows, len(number)))
    inside.data[:] = 1  # a word counts once in a window
    return (inside.T @ inside).toarray(), windows


def _spans(text: list[str], number: dict[str, int], window: int) -> list[tuple[int, int, int]]:
    """First and last window of each occurrence of a numbered word.

    As gensim counts: where a word stands twice within a window, it is lost when the first of the two leaves it.
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(text):
        if word in number:
            places.setdefault(word, []).append(place)
    return [
        (first, own[bisect_left(own, first)], number[word])
        for word, own in places.items()
        for first in (max(0, place - window + 1) for place in own)
    ]
