"""Wrong labels that were planted are pointed out; right ones mostly are not."""

from __future__ import annotations

import numpy as np

from pipeline.bench.noise import cross_validated, find_suspects

VERBS = {"voornemen": "willen", "resultaat": "bleek", "middelen": "kost"}
THINGS = ["team", "school", "gezin", "wijk", "hulp", "loket", "regio", "ouders", "jongeren", "plan"]


def sentences() -> tuple[list[str], list[str], list[str]]:
    made = [(f"Dat {v} het {a} en de {b}.", s, a) for s, v in VERBS.items() for a in THINGS for b in THINGS]
    texts, labels, groups = (list(column) for column in zip(*made, strict=True))
    return texts, labels, groups


def test_planted_mistakes_are_found() -> None:
    texts, labels, groups = sentences()
    wrong = [7, 60, 123, 180, 222, 290]
    for index in wrong:
        labels[index] = "resultaat" if labels[index] != "resultaat" else "middelen"
    classes, probabilities = cross_validated(texts, labels, groups=groups)
    suspects = find_suspects(labels, classes, probabilities)
    assert {s.index for s in suspects[: len(wrong)]} == set(wrong)
    assert len(suspects) <= len(wrong) + 3
    assert next(s for s in suspects if s.index == 7).suggested == "voornemen"


def test_clean_labels_raise_no_suspicion() -> None:
    texts, labels, groups = sentences()
    classes, probabilities = cross_validated(texts, labels, groups=groups)
    assert find_suspects(labels, classes, probabilities) == []


def test_a_class_must_be_as_sure_as_it_usually_is() -> None:
    probabilities = np.array([[0.9, 0.1], [0.1, 0.9], [0.45, 0.55], [0.05, 0.95]])
    found = find_suspects(["a", "b", "a", "a"], ["a", "b"], probabilities)
    assert [s.index for s in found] == [3]
