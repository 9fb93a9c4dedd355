"""From which probability a concept counts: a label's limit is its own, and both rise where a look-alike is probable."""

from __future__ import annotations

import numpy as np

from pipeline.concepts.limits import Limits

NONE, SURE = np.zeros((1, 1), dtype=np.float32), np.ones((1, 1), dtype=np.float32)


def test_a_label_has_a_limit_of_its_own() -> None:
    limits = Limits(step=0.4, paraphrase=0.42, label=0.3)
    assert limits.wanted(NONE, True).item() == 0.3
    assert limits.wanted(NONE, False).item() == 0.42


def test_beside_a_probable_look_alike_only_what_is_nearly_certain_counts() -> None:
    limits = Limits(step=0.4, paraphrase=0.42, label=0.3)
    assert all(0.9 < limits.wanted(SURE, kind).item() < 1.0 for kind in (True, False))


def test_a_limit_above_one_lets_nothing_through() -> None:
    assert Limits(step=0.4, paraphrase=1.01, label=1.01).wanted(SURE, True).item() == 1.01


def test_without_a_limit_all_labels_count() -> None:
    assert Limits(step=0.4, paraphrase=0.42).wanted(SURE, True).item() == 0.0
