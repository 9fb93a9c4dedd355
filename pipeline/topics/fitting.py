"""Passages and vectors -> topics, by BERTopic (Grootendorst, "BERTopic", 2022): UMAP, HDBSCAN, c-TF-IDF."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.params import TopicSettings
from pipeline.topics.clustering import build_groups
from pipeline.topics.libraries import BERTopic
from pipeline.topics.words import TERMS, build_vectorizer, build_weights

_EMPTY = ("", "emptydoc")  # what BERTopic writes where there are no words


@dataclass(frozen=True)
class Fit:
    """Topics of the passages that they were learned from.

    Attributes:
        topic: number of each passage's topic, by size from 0; -1 for none.
        probability: certainty of each assignment, 0-1; 0 for none.
        terms: for each topic its strongest terms, strongest first.
        model: the fitted model.
    """

    topic: np.ndarray
    probability: np.ndarray
    terms: dict[int, list[str]]
    model: BERTopic


class _ReadyMap:
    """A map that was drawn before, in the place where BERTopic would have UMAP draw one."""

    def __init__(self, places: np.ndarray) -> None:
        self._places = places

    def fit(self, _vectors: np.ndarray, y: np.ndarray | None = None) -> _ReadyMap:
        """Nothing is left to do."""
        return self

    def transform(self, _vectors: np.ndarray) -> np.ndarray:
        """The places of the passages that were drawn."""
        return self._places


def fit_topics(bags: list[str], vectors: np.ndarray, *, places: np.ndarray, settings: TopicSettings) -> Fit:
    """Learn topics.

    Args:
        bags: for each passage its terms, joined by blanks.
        vectors: for each passage its vector, none of them zero.
        places: for each passage its place on the map, as `draw_map` gives it.
        settings: sizes.
    """
    model = BERTopic(
        language="dutch",
        top_n_words=TERMS,
        min_topic_size=settings.min_size,
        umap_model=_ReadyMap(places),
        hdbscan_model=build_groups(settings.min_size),
        vectorizer_model=build_vectorizer(),
        ctfidf_model=build_weights(),
    )
    topic, probability = model.fit_transform(bags, vectors)
    terms = {
        int(number): [term for term, _ in pairs if term not in _EMPTY]
        for number, pairs in model.get_topics().items()
        if number >= 0
    }
    return Fit(np.array(topic), np.clip(np.nan_to_num(probability), 0.0, 1.0), dict(sorted(terms.items())), model)
