"""Design effects: drawn together as far as they are alike, and left alone where nothing can be learned."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.trends.moderation import fit_prior, moderate

MANY = 400


def _effects(truth: np.ndarray, freedom: int, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return truth * rng.chisquare(freedom, len(truth)) / freedom


def test_effects_that_are_one_and_the_same_are_found_to_be() -> None:
    prior, weight = fit_prior(_effects(np.full(MANY, 1.3), 13), np.full(MANY, 13.0))
    assert prior == pytest.approx(1.3, rel=0.05)
    assert weight > 60


def test_effects_that_differ_count_for_little() -> None:
    truth = 1.3 / (np.random.default_rng(2).chisquare(8, MANY) / 8)
    prior, weight = fit_prior(_effects(truth, 13), np.full(MANY, 13.0))
    assert prior == pytest.approx(1.3, rel=0.1)
    assert weight == pytest.approx(8, rel=0.35)


def test_drawn_effects_are_nearer_to_the_truth() -> None:
    truth = 1.3 / (np.random.default_rng(3).chisquare(20, MANY) / 20)
    found = _effects(truth, 6)
    drawn = moderate(found, np.full(MANY, 6.0), np.ones(MANY, dtype=bool))
    assert np.mean(np.log(drawn.effect / truth) ** 2) < 0.5 * np.mean(np.log(found / truth) ** 2)
    assert (drawn.freedom > 6).all()


def test_a_few_items_are_left_as_they_are() -> None:
    found, freedom = np.array([0.5, 1.0, 4.0]), np.full(3, 13.0)
    left = moderate(found, freedom, np.ones(3, dtype=bool))
    assert left.effect.tolist() == found.tolist()
    assert left.freedom.tolist() == freedom.tolist()
    assert not left.known.any()


def test_an_item_that_is_hardly_found_neither_lends_nor_borrows() -> None:
    found = np.append(_effects(np.full(30, 1.2), 13), 40.0)
    usable = np.arange(31) < 30
    drawn = moderate(found, np.full(31, 13.0), usable)
    assert drawn.effect[-1] == 40
    assert not drawn.known[-1]
    assert drawn.effect[:-1].max() < 2
