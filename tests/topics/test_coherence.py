"""NPMI is gensim's, and diversity counts words."""

from __future__ import annotations

import random

import pytest
from gensim.corpora.dictionary import Dictionary
from gensim.models.coherencemodel import CoherenceModel

from pipeline.topics.coherence import diversity, topic_npmi

WORDS = [f"woord{i}" for i in range(30)]


def _texts(seed: int) -> list[list[str]]:
    draw = random.Random(seed)
    return [[WORDS[int(draw.triangular(0, 30, start))] for _ in range(length)] for start, length in _shapes(draw)]


def _shapes(draw: random.Random) -> list[tuple[int, int]]:
    return [(draw.randrange(30), draw.choice([1, 5, 9, 10, 11, 25, 60])) for _ in range(80)]


@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_gensim_says(seed: int) -> None:
    texts, topics = _texts(seed), [WORDS[i : i + 6] for i in range(0, 30, 6)]
    model = CoherenceModel(topics=topics, texts=texts, dictionary=Dictionary(texts), coherence="c_npmi", processes=1)
    assert topic_npmi(texts, topics) == pytest.approx(model.get_coherence_per_topic(), abs=1e-9)


def test_words_that_stand_together_cohere_and_words_that_never_do_not() -> None:
    texts = [["team", "wijk", "huis"], ["school", "leraar"]] * 5
    together, apart = topic_npmi(texts, [["team", "wijk"], ["team", "school"]])
    assert together == pytest.approx(1.0)
    assert apart is not None
    assert apart < -0.9


def test_a_word_counts_within_ten_words_only() -> None:
    far = [["team", *["x"] * 20, "wijk"], ["y"] * 3]
    assert (topic_npmi(far, [["team", "wijk"]])[0] or 0) < 0 < (topic_npmi(far, [["team", "wijk"]], window=30)[0] or 0)


@pytest.mark.parametrize("topic", [[], ["team"], ["team", "nergens"]])
def test_fewer_than_two_known_words_have_no_coherence(topic: list[str]) -> None:
    assert topic_npmi([["team", "wijk"]], [topic]) == [None]


def test_diversity_is_the_share_of_words_that_differ() -> None:
    assert diversity([["a", "b"], ["b", "c"]]) == 0.75
    assert diversity([]) is None
