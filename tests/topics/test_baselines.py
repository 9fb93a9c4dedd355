"""Topics beside those of LDA and NMF."""

from __future__ import annotations

from pipeline.topics.baselines import compare_methods
from pipeline.topics.words import count_words, strongest
from tests.topics import invented


def test_as_many_topics_of_each_method_and_planted_ones_cohere() -> None:
    terms = strongest(invented.words(), invented.planted())
    wordings = compare_methods(invented.words(), invented.bags(), terms=terms, seed=1)
    assert [(wording.method, len(wording.terms)) for wording in wordings] == [("bertopic", 4), ("lda", 4), ("nmf", 4)]
    assert (wordings[0].npmi or 0) > 0.99
    assert wordings[0].diversity == 1.0


def test_fewer_words_than_topics_leave_the_others_out() -> None:
    bags = ["wijkteam"] * 4
    wordings = compare_methods(count_words(bags), bags, terms={0: ["wijkteam"], 1: []}, seed=1)
    assert [(wording.method, wording.npmi) for wording in wordings] == [("bertopic", None)]
