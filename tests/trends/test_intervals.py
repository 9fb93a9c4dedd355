"""Intervals hold the true share about 95 times in 100, also when the texts of a municipality resemble each other."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from pipeline.trends.intervals import Floats, clustered_interval, difference_interval, sum_clusters, wilson

CORPORA = 200


def simulate(clusters: int, size: int, *, mean: float, alike: float, seed: int) -> tuple[Floats, np.ndarray]:
    """0 or 1 per document (rows) in each of 200 corpora (columns); `alike` is the intra-municipality correlation."""
    rng = np.random.default_rng(seed)
    strength = (1 - alike) / alike if alike else np.inf
    own = (
        rng.beta(mean * strength, (1 - mean) * strength, size=(clusters, CORPORA))
        if alike
        else np.full((clusters, CORPORA), mean)
    )
    cluster = np.repeat(np.arange(clusters), size)
    return (rng.random((clusters * size, CORPORA)) < own[cluster]).astype(np.float64), cluster


@pytest.mark.parametrize(
    ("clusters", "size", "mean", "alike"),
    [(14, 12, 0.3, 0.1), (14, 12, 0.3, 0.0), (14, 2, 0.3, 0.1), (5, 12, 0.4, 0.1), (40, 5, 0.5, 0.2)],
)
def test_the_interval_holds_the_true_share(clusters: int, size: int, mean: float, alike: float) -> None:
    found, cluster = simulate(clusters, size, mean=mean, alike=alike, seed=3)
    sums = sum_clusters(found, np.ones((len(found), 1)), cluster)
    low, high = clustered_interval(sums, draws=300, rng=np.random.default_rng(4))
    assert 0.90 <= np.mean((low <= mean) & (mean <= high)) <= 0.995


def test_taking_documents_for_independent_would_miss_the_true_share_too_often() -> None:
    found, _ = simulate(14, 12, mean=0.3, alike=0.1, seed=3)
    low, high = wilson(found.mean(axis=0), np.full(CORPORA, float(len(found))))
    assert np.mean((low <= 0.3) & (high >= 0.3)) < 0.9


@pytest.mark.parametrize(("count", "number"), [(0, 12), (3, 12), (12, 12), (1, 400)])
def test_wilson_is_that_of_statsmodels(count: int, number: int) -> None:
    low, high = wilson(np.array([count / number]), np.array([float(number)]))
    assert (low[0], high[0]) == pytest.approx(proportion_confint(count, number, method="wilson"), abs=1e-9)


@pytest.mark.parametrize(("before", "after"), [((3, 20), (12, 25)), ((0, 10), (5, 10)), ((0, 10), (0, 10))])
def test_newcombe_is_that_of_statsmodels(before: tuple[int, int], after: tuple[int, int]) -> None:
    expected = confint_proportions_2indep(after[0], after[1], before[0], before[1], method="newcomb", compare="diff")
    sides = [(np.array([count / n]), np.array([float(n)])) for count, n in (before, after)]
    low, high = difference_interval(sides[0], sides[1])
    assert (low[0], high[0]) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_an_interval_at_none_or_all_has_a_width(share: float) -> None:
    sums = sum_clusters(np.full((40, 1), share), np.ones((40, 1)), np.repeat(np.arange(4), 10))
    low, high = clustered_interval(sums, draws=200, rng=np.random.default_rng(1))
    assert low[0] <= share <= high[0]
    assert high[0] - low[0] > 0.05


def test_two_clusters_fall_back_on_wilson() -> None:
    found = np.array([[1.0], [0.0], [1.0], [0.0]])
    sums = sum_clusters(found, np.ones((4, 1)), np.array([0, 0, 1, 1]))
    low, high = clustered_interval(sums, draws=200, rng=np.random.default_rng(1))
    assert (low[0], high[0]) == pytest.approx(proportion_confint(2, 4, method="wilson"), abs=1e-9)
