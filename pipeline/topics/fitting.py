"""Passages and vectors -> topics, by BERTopic (Grootendorst, "BERTopic", 2022): UMAP, HDBSCAN, c-TF-IDF."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.params import TopicSettings
from pipeline.topics.clustering import build_groups, build_map
from pipeline.topics.libraries import BERTopic, ClassTfidfTransformer

TERMS = 10
_TERM = r"\S+"
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


def fit_topics(bags: list[str], vectors: np.ndarray, *, settings: TopicSettings, seed: int) -> Fit:
    """Learn topics.

    Args:
        bags: for each passage its terms, joined by blanks.
        vectors: for each passage its vector, none of them zero.
        settings: sizes.
        seed: of the map.
    """
    model = BERTopic(
        language="dutch",
        top_n_words=TERMS,
        min_topic_size=settings.min_size,
        umap_model=build_map(len(vectors), settings=settings, seed=seed),
        hdbscan_model=build_groups(settings.min_size),
        vectorizer_model=CountVectorizer(token_pattern=_TERM, lowercase=False),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True),
    )
    topic, probability = model.fit_transform(bags, vectors)
    terms = {
        int(number): [term for term, _ in pairs if term not in _EMPTY]
        for number, pairs in model.get_topics().items()
        if number >= 0
    }
    return Fit(np.array(topic), np.clip(np.nan_to_num(probability), 0.0, 1.0), dict(sorted(terms.items())), model)
