"""Passages are drawn to seeds that are spoken of, and to no others."""

from __future__ import annotations

import numpy as np

from pipeline.topics.guiding import guide
from pipeline.topics.topics import Options, find_topics
from tests.topics import invented

SEEDS = {"teams": ["wijkteams in de wijk", "generalist"], "scholen": ["School"], "niets": ["zeppelin"]}


def test_passages_that_hold_a_seeds_words_get_its_number_and_come_nearer() -> None:
    drawn, wanted = guide(invented.vectors(), invented.bags(), seeds=SEEDS)
    assert set(wanted[invented.planted() == 0]) == {0}
    assert set(wanted[invented.planted() == 1]) == {1}
    teams = invented.planted() == 0
    assert (drawn[teams] @ drawn[teams].mean(axis=0)).min() > (
        invented.vectors()[teams] @ invented.vectors()[teams].mean(axis=0)
    ).min()
    assert np.allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)


def test_seeds_that_nobody_speaks_of_change_nothing() -> None:
    drawn, wanted = guide(invented.vectors(), invented.bags(), seeds={"niets": ["zeppelin"], "leeg": []})
    assert np.array_equal(drawn, invented.vectors())
    assert set(wanted) == {-1}


def test_guided_topics_keep_the_passages_of_a_seed_together() -> None:
    plain = invented.options(refits=1)
    options = Options(plain.settings, plain.seed, SEEDS)
    found = find_topics(invented.chosen(), lemmas=invented.lemmas(), vectors=invented.vectors(), options=options)
    topic = found.passages["topic_id"].to_numpy(dtype=int)
    assert set(topic[invented.planted() == 0]) != set(topic[invented.planted() == 1])
    assert [len(set(topic[invented.planted() == subject])) for subject in (0, 1)] == [1, 1]
    assert found.cards[topic[0]].found_in == 1
