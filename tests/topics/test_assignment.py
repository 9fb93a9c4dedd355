"""The nearest topic, when it is near enough."""

from __future__ import annotations

import numpy as np

from pipeline.topics.assignment import assign_nearest

LEARNED = np.array([[1, 0.0, 0], [0.98, 0.199, 0], [0, 1, 0], [0, 0.98, 0.199]], dtype=np.float32)
TOPIC = np.array([0, 0, 1, 1])


def test_near_passages_get_a_topic_and_far_ones_none() -> None:
    others = np.array([[1, 0.05, 0], [0.05, 1, 0.05], [0.7, 0.7, 0], [0, 0, 1], [0, 0, 0]], dtype=np.float32)
    topic, certainty = assign_nearest(others, learned=LEARNED, topic=TOPIC)
    assert topic.tolist() == [0, 1, -1, -1, -1]
    assert np.all((certainty >= 0) & (certainty <= 1))
    assert certainty[:2].min() > 0.9
    assert not certainty[2:].any()


def test_outliers_among_the_learned_pull_no_middle() -> None:
    learned = np.vstack([LEARNED, [[0, 0, 1]]]).astype(np.float32)
    middle = np.array([[0.995, 0.0998, 0]], dtype=np.float32)
    assert assign_nearest(middle, learned=learned, topic=np.append(TOPIC, -1))[0].tolist() == [0]


def test_nothing_to_assign_is_fine() -> None:
    topic, certainty = assign_nearest(np.zeros((0, 3), np.float32), learned=LEARNED, topic=TOPIC)
    assert len(topic) == len(certainty) == 0
