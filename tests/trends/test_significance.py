"""Tests: about 5 in 100 null differences get p below 0.05, also with clustering; real ones are found."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.trends.intervals import Floats, Sums, sum_clusters
from pipeline.trends.significance import flip_scores, label_test, welch_test
from tests.trends.test_intervals import simulate


def _sums(clusters: int, size: int, mean: float, seed: int, *, alike: float = 0.1) -> Sums:
    found, cluster = simulate(clusters, size, mean=mean, alike=alike, seed=seed)
    return sum_clusters(found, np.ones((len(found), 1)), cluster)


def _flipped(before: Sums, after: Sums) -> Floats:
    common = (before.top + after.top).sum(axis=0) / (before.bottom + after.bottom).sum(axis=0)
    scores = after.top - common * after.bottom - before.top + common * before.bottom
    return flip_scores(scores, rng=np.random.default_rng(3))


def _flip(mean: float) -> Floats:
    return _flipped(_sums(12, 4, 0.3, 1), _sums(12, 4, mean, 2))


def _label(mean: float) -> Floats:
    rest, group = _sums(8, 12, 0.3, 4), _sums(5, 12, mean, 5)
    both = Sums(np.concatenate([rest.top, group.top]), np.concatenate([rest.bottom, group.bottom]))
    return label_test(both, np.arange(13) >= 8, rng=np.random.default_rng(6))


def _own(mean: float) -> Floats:
    return welch_test(_sums(8, 12, 0.3, 7), _sums(15, 1, mean, 8, alike=0.0))


@pytest.mark.parametrize("test", [_flip, _label, _own])
def test_no_difference_is_seldom_called_one(test: object) -> None:
    assert callable(test)
    assert np.mean(test(0.3) <= 0.05) <= 0.09


@pytest.mark.parametrize("test", [_flip, _label, _own])
def test_a_large_difference_is_mostly_found(test: object) -> None:
    assert callable(test)
    assert np.mean(test(0.8) <= 0.05) >= 0.8


def test_three_municipalities_can_prove_nothing_over_time() -> None:
    before, after = _sums(3, 30, 0.02, 9), _sums(3, 30, 0.98, 10)
    assert _flipped(before, after).min() == pytest.approx(0.25)


def test_many_municipalities_are_drawn_not_enumerated() -> None:
    before, after = _sums(30, 2, 0.1, 11), _sums(30, 2, 0.9, 12)
    p = _flipped(before, after)
    assert p.max() < 0.05
    assert p.min() >= 1 / 10_000


def test_what_is_everywhere_the_same_differs_nowhere() -> None:
    nothing = sum_clusters(np.zeros((20, 1)), np.ones((20, 1)), np.repeat(np.arange(5), 4))
    assert welch_test(nothing, nothing).tolist() == [1.0]
    assert _flipped(nothing, nothing).tolist() == [1.0]
