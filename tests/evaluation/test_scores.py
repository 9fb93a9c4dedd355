"""Scores carry their counts and intervals, and what has no base is absent."""

from __future__ import annotations

import json

import pytest

from pipeline.evaluation.scores import agreement, pair_up, proportion, round_all


def test_precision_recall_and_f() -> None:
    found = agreement(6, found=8, gold=12)
    assert (found["precision"], found["recall"], found["f"]) == pytest.approx((0.75, 0.5, 0.6))
    assert found["precision_low"] < 0.75 < found["precision_high"]


@pytest.mark.parametrize(
    ("found", "gold", "absent"), [(0, 5, "precision"), (5, 0, "recall"), (0, 5, "f"), (0, 0, "recall")]
)
def test_what_has_no_base_is_absent_not_zero(found: int, gold: int, absent: str) -> None:
    assert absent not in agreement(0, found=found, gold=gold)
    assert "share" not in proportion(0, 0)


def test_spans_are_paired_one_to_one_by_the_largest_overlap() -> None:
    assert pair_up([(0, 10), (12, 20)], [(0, 2), (1, 14)]) == [((0, 10), (1, 14))]
    assert pair_up([(0, 10), (12, 20)], [(0, 10), (9, 14)]) == [((0, 10), (0, 10)), ((12, 20), (9, 14))]
    assert pair_up([(0, 5)], [(5, 9)]) == []


def test_the_file_has_sorted_keys_and_four_decimals() -> None:
    rounded = round_all({"b": 1 / 3, "a": {"d": 2, "c": True}})
    assert json.dumps(rounded) == '{"a": {"c": true, "d": 2}, "b": 0.3333}'
