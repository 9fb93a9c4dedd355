"""How often a topic is found again."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.params import TopicSettings
from pipeline.topics.stability import best_overlaps, measure_stability, sample_documents
from tests.topics import invented


def test_a_topic_that_comes_back_whole_is_stable_and_one_that_falls_apart_is_not() -> None:
    topic = np.array([0, 0, 0, 0, 1, 1, 1, 1, -1])
    refit = np.array([7, 7, 7, 7, 2, 2, 3, 3, 3])
    assert best_overlaps(topic, refit) == pytest.approx({0: 1.0, 1: 0.5})


def test_a_topic_that_is_swallowed_or_lost_is_not_stable() -> None:
    assert best_overlaps(np.array([0, 0, 1, 1]), np.array([5, 5, 5, 5])) == {0: 0.5, 1: 0.5}
    assert best_overlaps(np.array([0, 0]), np.array([-1, -1])) == {0: 0.0}


def test_samples_hold_whole_documents_and_repeat() -> None:
    documents = np.repeat([f"d{i}" for i in range(10)], 3)
    inside = sample_documents(documents, seed=1)
    assert inside.sum() == 24
    assert len(set(documents[inside]) & set(documents[~inside])) == 0
    assert np.array_equal(inside, sample_documents(documents, seed=1))
    assert not np.array_equal(inside, sample_documents(documents, seed=2))


def test_a_topic_of_chance_scores_low_and_a_planted_one_high() -> None:
    passages = invented.passages()
    planted = passages["subject"].map({s: i for i, s in enumerate(invented.SUBJECTS)}).to_numpy()
    topic = np.where(planted >= 2, np.random.default_rng(1).integers(2, 4, len(planted)), planted)
    found = measure_stability(
        invented.vectors(),
        topic=topic,
        documents=passages["document_id"].to_numpy(dtype=object).astype(str),
        settings=TopicSettings(min_size=10, neighbours=10, components=3, refits=1),
        seed=2015,
    )
    assert min(found[0] or 0, found[1] or 0) > 0.9
    assert max(found[2] or 1, found[3] or 1) < 0.6


def test_without_refits_nothing_is_said_of_stability() -> None:
    settings = TopicSettings(refits=0)
    topic = np.array([0, 0, -1])
    documents = np.array(["a", "b", "c"])
    vectors = np.eye(3, dtype=np.float32)
    found = measure_stability(vectors, topic=topic, documents=documents, settings=settings, seed=1)
    assert found == {0: None}
