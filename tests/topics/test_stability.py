"""How often a topic is found again."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from pipeline.topics.stability import Card, measure_stability, refit, sample_documents
from tests.topics import invented


def test_samples_hold_whole_documents_and_repeat() -> None:
    documents = np.repeat([f"d{i}" for i in range(10)], 3)
    inside = sample_documents(documents, seed=1)
    assert inside.sum() == 24
    assert len(set(documents[inside]) & set(documents[~inside])) == 0
    assert np.array_equal(inside, sample_documents(documents, seed=1))
    assert not np.array_equal(inside, sample_documents(documents, seed=2))


def test_a_topic_of_chance_scores_low_and_a_planted_one_high() -> None:
    chance = np.random.default_rng(1).integers(2, 4, len(invented.planted()))
    topic = np.where(invented.planted() >= 2, chance, invented.planted())
    cards = measure_stability(invented.learned(topic), settings=invented.options(refits=2).settings, seed=2015)
    assert min(cards[0].members or 0, cards[1].members or 0, cards[0].agreement or 0) > 0.9
    assert max(cards[2].members or 1, cards[3].members or 1) < 0.6
    assert (cards[0].refits, cards[0].found_in, cards[0].words) == (2, 2, 1.0)


class _Pool(ThreadPoolExecutor):
    """In place of processes, which take a minute to start here: what goes in and comes out is packed as for those."""

    def __init__(self, processes: int, *, mp_context: object, initializer: Any, initargs: tuple[Any, ...]) -> None:
        super().__init__(1, initializer=initializer, initargs=pickle.loads(pickle.dumps(initargs)))


def test_other_processes_say_what_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    learned, settings = invented.learned(invented.planted()), invented.options(refits=2).settings
    one = measure_stability(learned, settings=settings, seed=1)
    monkeypatch.setattr("pipeline.topics.stability._WORTH", 0)
    monkeypatch.setattr("pipeline.topics.stability.ProcessPoolExecutor", _Pool)
    assert measure_stability(learned, settings=settings, seed=1, processes=2) == one


def test_a_refit_that_finds_nothing_finds_no_topic_again() -> None:
    settings = invented.options(min_size=80).settings
    result = refit(1, learned=invented.learned(invented.planted()), settings=settings)
    assert {match.other for match in result.matches.values()} == {None}
    assert set(result.agreed.values()) == {0}


def test_without_refits_nothing_is_said_of_stability() -> None:
    cards = measure_stability(invented.learned(invented.planted()), settings=invented.options().settings, seed=1)
    assert cards == dict.fromkeys(range(4), Card())
