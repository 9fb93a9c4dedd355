"""Counts of words, and the words that tell topics apart."""

from __future__ import annotations

import numpy as np

from pipeline.topics.topics import Topics
from pipeline.topics.words import count_words, strongest
from tests.topics import invented


def test_the_strongest_words_are_those_of_bertopic(found: Topics) -> None:
    topic = found.passages["topic_id"].to_numpy(dtype=int)
    ours = strongest(invented.words(), topic)
    assert {number: set(terms) for number, terms in ours.items()} == {n: set(t) for n, t in found.terms.items()}


def test_passages_without_a_topic_weigh_along_and_get_no_words() -> None:
    assert set(strongest(invented.words(), np.where(invented.planted() == 0, -1, invented.planted()))) == {1, 2, 3}


def test_a_topic_without_words_has_no_words() -> None:
    words = count_words(["team wijk", "", ""])
    assert strongest(words, np.array([0, 1, 1])) == {0: ["team", "wijk"], 1: []}


def test_no_words_at_all_are_fine() -> None:
    assert strongest(count_words(["", ""]), np.array([0, -1])) == {0: []}
