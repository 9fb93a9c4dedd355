"""Doubtful and different sentences come first."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.bench.choose import choose, doubt_about, doubt_between

TEXTS = [
    "Het wijkteam helpt ouders bij vragen over opvoeden.",
    "Het wijkteam helpt de ouders bij vragen over opvoeden.",
    "De gemeente koopt jeugdhulp in bij twaalf aanbieders.",
    "Op school werkt een jeugdverpleegkundige.",
]


def test_the_most_doubtful_comes_first() -> None:
    assert choose(TEXTS, np.array([0.1, 0.2, 0.9, 0.3]), count=1) == [2]


def test_a_near_copy_waits_for_sentences_that_differ() -> None:
    assert choose(TEXTS, np.array([0.9, 0.89, 0.6, 0.5]), count=3) == [0, 2, 3]


def test_an_exact_copy_and_what_is_beyond_doubt_are_never_chosen() -> None:
    assert choose([TEXTS[0], TEXTS[0], TEXTS[2]], np.array([0.9, 0.9, 0.0]), count=3) == [0]


@pytest.mark.parametrize(("texts", "count"), [([], 3), (TEXTS, 0), ([".", "!"], 2)])
def test_nothing_to_choose_from_is_no_error(texts: list[str], count: int) -> None:
    assert len(choose(texts, np.full(len(texts), 0.5), count=count)) <= count


def test_doubt_of_a_choice_between_classes() -> None:
    assert doubt_between(np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])).tolist() == [1.0, 0.0]


def test_doubt_about_each_class() -> None:
    assert doubt_about(np.array([[0.0, 0.5], [1.0, 0.0], [0.25, 0.0]])).tolist() == [1.0, 0.0, 0.5]
