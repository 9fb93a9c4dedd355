"""The map that stands apart is not the one that topics are read from."""

from __future__ import annotations

import numpy as np

from pipeline.params import TopicSettings
from pipeline.topics.central import central_map, most_alike
from pipeline.topics.clustering import draw_map
from pipeline.topics.neighbours import find_neighbours

MOST = np.repeat([0, 1, 2], 10)


def test_the_grouping_that_agrees_with_most_is_taken() -> None:
    torn = np.tile([0, 1, 2], 10)
    nearly = np.where(np.arange(30) == 0, 2, MOST)
    assert most_alike([torn, nearly, MOST, MOST]) == 2
    assert most_alike([MOST, MOST]) == 0


def test_numbers_of_topics_do_not_count() -> None:
    assert most_alike([np.tile([0, 1, 2], 10), 2 - MOST, MOST]) == 1


def test_the_map_is_one_of_five_and_the_first_without_refits() -> None:
    rng = np.random.default_rng(1)
    centres = np.eye(4, 12)[np.repeat(np.arange(4), 20)]
    vectors = (centres + rng.normal(scale=0.1, size=centres.shape)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    settings = TopicSettings(min_size=5, neighbours=5, refits=2)
    near = find_neighbours(vectors, count=5, spare=True)
    maps = [draw_map(vectors, near=near, settings=settings, seed=seed) for seed in range(7, 12)]
    central = central_map(vectors, near=near, settings=settings, seed=7)
    assert any(np.array_equal(central, one) for one in maps)
    first = central_map(vectors, near=near, settings=settings.model_copy(update={"refits": 0}), seed=7)
    assert np.array_equal(first, maps[0])
