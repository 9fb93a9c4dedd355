"""The second layer gives each concept the level at which it is met, and no more than its sentences bear out."""

from __future__ import annotations

import numpy as np

from pipeline.concepts.evidence import Evidence, Hits, no_hits, surroundings
from pipeline.concepts.second_layer import SecondLayer, fit_second

SENTENCES = 2000


def evidence(scores: np.ndarray, hits: Hits | None = None) -> Evidence:
    sides = np.full((len(scores), 2), -1.0, dtype=np.float32)
    apart = np.arange(len(scores), dtype=np.float64)
    found = hits or no_hits(*scores.shape)
    return surroundings(scores, sides, found, words=np.ones(len(scores)), documents=apart)


def test_a_concept_that_is_met_seldom_is_held_less_probable_at_the_same_score() -> None:
    random = np.random.default_rng(5)
    scores = random.normal(size=(SENTENCES, 3)).astype(np.float32)
    truth = random.random(scores.shape) < np.array([0.3, 0.3, 0.05])
    model = fit_second(evidence(scores), truth, np.ones(SENTENCES))
    chances = model.chances(evidence(scores)).mean(axis=0)
    assert chances[2] < 0.15 < chances[0]


def test_sentences_that_are_not_usual_teach_nothing() -> None:
    random = np.random.default_rng(5)
    scores = random.normal(size=(SENTENCES, 2)).astype(np.float32)
    truth, usual = random.random(scores.shape) < 0.2, (np.arange(SENTENCES) < SENTENCES // 2).astype(np.float64)
    other = np.where(usual[:, None] > 0, truth, True)
    one, two = (fit_second(evidence(scores), right, usual) for right in (truth, other))
    assert np.allclose(one.intercepts, two.intercepts)


def test_a_negative_label_by_itself_rules_a_concept_out() -> None:
    hits = no_hits(1, 2)
    hits.negatives[0] = True
    hits.patterns[0, 1] = True
    found = evidence(np.zeros((1, 2), dtype=np.float32), hits)
    model = SecondLayer(
        np.zeros(found.matrix(np.array([True])).shape[1], dtype=np.float32), np.zeros(2, dtype=np.float32)
    )
    assert model.chances(found)[0].tolist() == [0.0, 0.5]


def test_what_nobody_marked_is_never_probable() -> None:
    found = evidence(np.random.default_rng(5).normal(size=(30, 2)).astype(np.float32))
    model = fit_second(found, np.zeros((30, 2), dtype=np.bool_), np.ones(30))
    assert model.chances(found).max() < 1e-6


def test_a_sentence_that_stands_for_three_counts_as_three() -> None:
    random = np.random.default_rng(5)
    scores = random.normal(size=(SENTENCES, 2)).astype(np.float32)
    truth = random.random(scores.shape) < 0.2
    thrice = fit_second(evidence(scores), truth, np.full(SENTENCES, 3.0))
    copies = fit_second(evidence(np.tile(scores, (3, 1))), np.tile(truth, (3, 1)), np.ones(3 * SENTENCES))
    assert np.allclose(thrice.chances(evidence(scores)), copies.chances(evidence(scores)), atol=2e-3)
