"""The correction finds the true share back when the classifier errs as the gold says, and owns up to what it knows."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.trends.correction import document_recall, make_correction, read_errors
from pipeline.trends.counts import Counts
from pipeline.trends.intervals import Floats, wilson

ROW = {"gold": 400, "found": 400, "precision": 0.8, "recall": 0.6}
GOLD = {"mentions": ROW, "mentions_per_concept": {"a": ROW}}


def _counts(passages: Floats, kind: str = "concept") -> Counts:
    ones = np.ones((len(passages), 1))
    ids = ("a",) if kind == "concept" else (":deeds",)
    return Counts(kind, ids, (passages > 0).astype(float), ones, passages, ones * 10)


def _corrected(counts: Counts, gold: dict[str, object]) -> tuple[Floats, Floats, Floats]:
    correction = make_correction(counts, read_errors(gold))
    assert correction is not None
    share = counts.top.sum(axis=0) / counts.bottom.sum(axis=0)
    low, high = wilson(share, np.array([float(len(counts.documents))]))
    return correction.apply(np.ones(len(counts.documents), dtype=bool), (share, low, high), np.array([True]))


def _simulate(true: float, seed: int, *, documents: int = 400) -> Counts:
    """Passages per document (one more than Poisson 0.5), found with recall 0.6; false ones so that precision is 0.8."""
    rng = np.random.default_rng(seed)
    has = rng.random(documents) < true
    right = rng.binomial(np.where(has, 1 + rng.poisson(0.5, documents), 0), 0.6)
    false = (rng.random(documents) < right.sum() * 0.25 / documents) & ~has
    return _counts((right + false)[:, None].astype(float))


def test_the_true_share_is_found_back_on_average() -> None:
    found = np.array([[v[0] for v in _corrected(_simulate(0.4, seed), GOLD)] for seed in range(60)])
    raw = np.mean([_simulate(0.4, seed).documents.mean() for seed in range(60)])
    assert abs(found[:, 0].mean() - 0.4) < 0.02
    assert abs(found[:, 0].mean() - 0.4) < abs(raw - 0.4) / 2
    held = (found[:, 1] <= 0.4) & (found[:, 2] >= 0.4)
    assert held.mean() >= 0.9


def test_a_perfect_classifier_is_not_corrected() -> None:
    perfect = {"gold": 400, "found": 400, "precision": 1.0, "recall": 1.0}
    counts = _simulate(0.4, 1)
    share, low, high = _corrected(counts, {"mentions": perfect, "mentions_per_concept": {"a": perfect}})
    raw = counts.documents.mean()
    assert share[0] == pytest.approx(raw)
    assert (low[0], high[0]) == pytest.approx([float(v[0]) for v in wilson(np.array([raw]), np.array([400.0]))])


def test_little_gold_widens_the_interval() -> None:
    few = ROW | {"gold": 10, "found": 10}
    widths = []
    for row in (ROW, few):
        _, low, high = _corrected(_simulate(0.4, 1), {"mentions": row, "mentions_per_concept": {"a": row}})
        widths.append(high[0] - low[0])
    assert widths[1] > widths[0] * 1.2


@pytest.mark.parametrize("gold", [{}, {"mentions": ROW}, {"mentions": {}, "mentions_per_concept": {"a": ROW}}])
def test_what_was_not_measured_is_not_corrected(gold: dict[str, object]) -> None:
    assert make_correction(_simulate(0.4, 1), read_errors(gold)) is None


def test_a_concept_that_is_found_nowhere_stays_at_nothing_with_a_width() -> None:
    share, low, high = _corrected(_counts(np.zeros((40, 1))), GOLD)
    assert (share[0], low[0]) == (0, 0)
    assert 0.05 < high[0] < 0.3


def test_steps_are_corrected_by_the_formula_of_rogan_and_gladen() -> None:
    steps = {"deeds": {"of": 1000, "gold": 400, "found": 380, "right": 320}}
    counts = _counts(np.array([[5.0], [4.0], [3.0]]), kind="step")
    share, low, high = _corrected(counts, {"ladder": {"per_step": steps}})
    assert share[0] == pytest.approx((0.4 - 0.1) / (0.8 - 0.1))
    assert low[0] < share[0] < high[0]


def test_more_passages_are_harder_to_miss() -> None:
    found = document_recall(np.array([0.6, 0.6]), np.array([1.0, 2.0]))
    assert found[0] == pytest.approx(0.6, abs=0.01)
    assert found[1] > 0.85
