"""The nearest passages: exact, and the same in a sample as if the sample were all."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from pipeline.topics.neighbours import find_neighbours, sample_neighbours
from tests.topics import invented

VECTORS = invented.vectors()


def test_they_are_those_that_scikit_learn_finds() -> None:
    near = find_neighbours(VECTORS, count=7)
    distance, index = NearestNeighbors(n_neighbors=7, metric="cosine", algorithm="brute").fit(VECTORS).kneighbors()
    assert np.array_equal(near.index[:, 1:], index[:, :6])
    assert np.allclose(near.distance[:, 1:], distance[:, :6], atol=1e-5)
    assert np.array_equal(near.index[:, 0], np.arange(len(VECTORS)))


@pytest.mark.parametrize("share", [0.9, 0.3, 0.1])
def test_a_sample_has_the_neighbours_that_it_would_have_alone(share: float) -> None:
    inside = np.random.default_rng(1).random(len(VECTORS)) < share
    near = find_neighbours(VECTORS, count=5, spare=True)
    sampled = sample_neighbours(near, VECTORS, inside=inside, count=5)
    alone = find_neighbours(VECTORS[inside], count=5)
    assert np.array_equal(sampled.index, alone.index)
    assert np.allclose(sampled.distance, alone.distance, atol=1e-6)


def test_each_passage_comes_first_among_copies_of_itself() -> None:
    near = find_neighbours(np.tile(VECTORS[:1], (6, 1)), count=3)
    assert near.index[:, 0].tolist() == list(range(6))
    assert np.allclose(near.distance, 0, atol=1e-6)


def test_fewer_passages_than_neighbours_are_all_near() -> None:
    assert find_neighbours(VECTORS[:3], count=10).index.shape == (3, 3)
