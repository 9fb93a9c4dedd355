"""Tests: about 5 in 100 null differences get p below 0.05, also with clustering; real ones are found."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.trends.intervals import Floats, Sums, sum_clusters
from pipeline.trends.significance import flip_test, label_test, trend_test, welch_test
from tests.trends.test_intervals import simulate


def _sums(clusters: int, size: int, mean: float, seed: int, *, alike: float = 0.1) -> Sums:
    found, cluster = simulate(clusters, size, mean=mean, alike=alike, seed=seed)
    return sum_clusters(found, np.ones((len(found), 1)), cluster)


def _flip(mean: float) -> Floats:
    return flip_test(_sums(12, 4, 0.3, 1), _sums(12, 4, mean, 2), rng=np.random.default_rng(3))


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


def test_the_slope_of_a_trend_is_that_of_the_line_through_the_shares() -> None:
    ones = np.full((6, 1), 10.0)
    rising = [Sums(np.full((6, 1), share), ones) for share in (1.0, 3.0, 5.0)]
    slope, p = trend_test(rising, (2011, 2012, 2013), rng=np.random.default_rng(1))
    assert slope == pytest.approx(0.2)
    assert p == pytest.approx(2 / 2**6)


def test_all_years_together_show_a_rise_more_often_than_the_first_and_the_last() -> None:
    years = [_sums(14, 8, 0.2 + 0.05 * i, 20 + i, alike=0.02) for i in range(5)]
    rng = np.random.default_rng
    through = trend_test(years, range(5), rng=rng(1))[1]
    assert np.mean(through < 0.05) > np.mean(flip_test(years[0], years[-1], rng=rng(1)) < 0.05) + 0.05


def test_a_year_without_texts_takes_no_part_in_a_trend() -> None:
    first, last = _sums(12, 4, 0.2, 1), _sums(12, 4, 0.6, 2)
    empty = Sums(np.zeros_like(first.top), np.zeros_like(first.bottom))
    rng = np.random.default_rng
    with_gap = trend_test((first, empty, last), (2011, 2013, 2015), rng=rng(3))[1]
    assert with_gap == pytest.approx(flip_test(first, last, rng=rng(3)))


def test_three_municipalities_can_prove_nothing_over_time() -> None:
    before, after = _sums(3, 30, 0.02, 9), _sums(3, 30, 0.98, 10)
    assert flip_test(before, after, rng=np.random.default_rng(1)).min() == pytest.approx(0.25)


def test_many_municipalities_are_drawn_not_enumerated() -> None:
    before, after = _sums(30, 2, 0.1, 11), _sums(30, 2, 0.9, 12)
    p = flip_test(before, after, rng=np.random.default_rng(1))
    assert p.max() < 0.05
    assert p.min() >= 1 / 10_000


def test_what_is_everywhere_the_same_differs_nowhere() -> None:
    nothing = sum_clusters(np.zeros((20, 1)), np.ones((20, 1)), np.repeat(np.arange(5), 4))
    assert welch_test(nothing, nothing).tolist() == [1.0]
    assert flip_test(nothing, nothing, rng=np.random.default_rng(1)).tolist() == [1.0]
