"""A small version of benchmarks/trends_simulation.py, with loose bounds: intervals hold, false changes are rare."""

from __future__ import annotations

import pytest

from benchmarks.silences_simulation import simulate as simulate_silences
from benchmarks.trends_simulation import simulate


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    return simulate(6, draws=200, second=False)


@pytest.mark.parametrize("question", ["share of everybody, a year", "share of a region, a year", "change over time"])
def test_intervals_hold_what_is_true_about_95_times_in_100(found: dict[str, float], question: str) -> None:
    assert 0.91 <= found[question] <= 0.99


def test_hardly_any_change_is_told_that_is_none(found: dict[str, float]) -> None:
    assert found["false among told"] <= 0.1
    assert found["a region told, regions alike"] <= 0.01


def test_a_doubling_is_mostly_told(found: dict[str, float]) -> None:
    assert found["doubling from 0.20, told"] >= 0.85
    assert found["doubling, told, all bases alike"] >= 0.75


def test_a_silence_is_told_that_the_finder_breaks_by_mistake_and_hardly_one_that_is_none() -> None:
    silences = simulate_silences(8, documents=75)
    assert silences["found"] >= 0.4
    assert silences["false"] <= 0.1
