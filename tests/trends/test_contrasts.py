"""Trends and bends: found where the shares have them, and about 5 in 100 where they have not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.trends.contrasts import bend_of, prove_contrast, trend_of
from pipeline.trends.intervals import Floats, Sums, sum_clusters
from tests.trends.test_intervals import simulate

YEARS = (2011, 2012, 2013, 2014, 2015)
FLAT, RISING = (0.4,) * 5, (0.2, 0.3, 0.4, 0.5, 0.6)
FALLS_LATE, TOP = (0.5, 0.5, 0.5, 0.5, 0.2), (0.2, 0.4, 0.6, 0.4, 0.2)


def _sums(clusters: int, size: int, mean: float, seed: int, *, alike: float = 0.02) -> Sums:
    found, cluster = simulate(clusters, size, mean=mean, alike=alike, seed=seed)
    return sum_clusters(found, np.ones((len(found), 1)), cluster)


def _moments(shares: Sequence[float], *, clusters: int = 14, size: int = 8, seed: int = 20) -> list[Sums]:
    return [_sums(clusters, size, share, seed + i) for i, share in enumerate(shares)]


def _trend(moments: Sequence[Sums], times: Sequence[float]) -> tuple[Floats, Floats]:
    return prove_contrast(moments, trend_of(moments, times), rng=np.random.default_rng(1))


def _bend(moments: Sequence[Sums], at: int) -> tuple[Floats, Floats]:
    return prove_contrast(moments, bend_of(moments, YEARS, at=at), rng=np.random.default_rng(1))


def _exact(shares: Sequence[float], clusters: int = 6) -> list[Sums]:
    ones = np.full((clusters, 1), 10.0)
    return [Sums(np.full((clusters, 1), share * 10), ones) for share in shares]


def test_the_slope_of_a_trend_is_that_of_the_line_through_the_shares() -> None:
    slope, p = _trend(_exact((0.1, 0.3, 0.5)), (2011, 2012, 2013))
    assert slope == pytest.approx(0.2)
    assert p == pytest.approx(2 / 2**6)


def test_a_bend_is_how_much_steeper_the_line_becomes() -> None:
    assert _bend(_exact((0.1, 0.1, 0.1, 0.3, 0.5)), 2013)[0] == pytest.approx(0.2)
    assert _bend(_exact((0.1, 0.2, 0.3, 0.2, 0.1)), 2013)[0] == pytest.approx(-0.2)


def test_a_straight_line_has_no_bend() -> None:
    value, p = _bend(_exact(RISING), 2013)
    assert value == pytest.approx(0)
    assert p == pytest.approx(1)


def test_no_trend_and_no_bend_is_seldom_called_one() -> None:
    moments = _moments(FLAT)
    for p in (_trend(moments, YEARS)[1], _bend(moments, 2013)[1], _bend(_moments(RISING), 2014)[1]):
        assert np.mean(p <= 0.05) <= 0.09


@pytest.mark.parametrize(("shares", "at"), [(FALLS_LATE, 2014), (TOP, 2013)])
def test_a_bend_is_mostly_found(shares: tuple[float, ...], at: int) -> None:
    value, p = _bend(_moments(shares), at)
    assert np.mean((p <= 0.05) & (value < 0)) >= 0.8


def test_all_years_together_show_a_rise_more_often_than_the_first_and_the_last() -> None:
    moments = _moments([0.2 + 0.05 * i for i in range(5)])
    through, ends = _trend(moments, YEARS)[1], _trend((moments[0], moments[-1]), (0, 1))[1]
    assert np.mean(through < 0.05) > np.mean(ends < 0.05) + 0.05


def test_many_items_prove_more_than_each_by_itself() -> None:
    moments = _moments([0.2 + 0.03 * i for i in range(5)], clusters=6)
    alone = [[Sums(m.top[:, [i]], m.bottom) for m in moments] for i in range(moments[0].top.shape[1])]
    by_itself = np.array([_trend(item, YEARS)[1][0] for item in alone])
    assert np.mean(_trend(moments, YEARS)[1] < 0.02) > np.mean(by_itself < 0.02) + 0.1


def test_a_year_without_texts_takes_no_part_in_a_trend() -> None:
    first, last = _sums(12, 4, 0.2, 1), _sums(12, 4, 0.6, 2)
    empty = Sums(np.zeros_like(first.top), np.zeros_like(first.bottom))
    assert _trend((first, empty, last), (2011, 2013, 2015))[1] == pytest.approx(_trend((first, last), (0, 1))[1])


def test_what_is_everywhere_the_same_has_no_trend() -> None:
    assert _trend(_exact((1.0, 1.0, 1.0)), (1, 2, 3))[1].tolist() == [1.0]
    assert _trend(_exact((0.0, 0.0, 0.0)), (1, 2, 3))[1].tolist() == [1.0]
