"""The whole room on an invented corpus with four planted subjects."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.params import TopicSettings
from pipeline.tables import check_table
from pipeline.topics.naming import TopicNames
from pipeline.topics.topics import Topics, find_topics, tabulate
from tests.topics import invented
from tests.topics.conftest import SETTINGS

NAMES = TopicNames(outliers="Niet ingedeeld", least_shared=3)


def _again(passages: pd.DataFrame, vectors: np.ndarray, **changes: int) -> Topics:
    settings = SETTINGS.model_copy(update={"refits": 0, **changes})
    return find_topics(passages, lemmas=invented.lemmas(), vectors=vectors, settings=settings, seed=2015)


def test_the_planted_subjects_are_found(found: Topics) -> None:
    subjects = invented.passages().set_index("passage_id")["subject"]
    table = found.passages.set_index("passage_id")
    assert sorted(found.terms) == [0, 1, 2, 3]
    for number in found.terms:
        assert subjects[table.index[table["topic_id"] == number]].nunique() == 1
    assert (table["topic_id"] == -1).mean() < 0.1


def test_terms_are_the_words_of_the_subject(found: Topics) -> None:
    assert sorted(sorted(terms) for terms in found.terms.values()) == sorted(map(sorted, invented.SUBJECTS.values()))


def test_planted_topics_are_stable(found: Topics) -> None:
    topics, _ = tabulate(found, names=NAMES, stable_above=0.5)
    real = topics[topics["topic_id"] >= 0]
    assert real["stable"].all()
    assert real["stability"].between(0.8, 1).all()


def test_the_tables_keep_the_contract_and_add_up(found: Topics) -> None:
    topics, passage_topics = tabulate(found, names=NAMES, stable_above=0.5)
    check_table("topics", topics)
    check_table("passage_topics", passage_topics)
    assert topics["size"].sum() == len(passage_topics) == len(invented.passages())
    assert topics.set_index("topic_id").loc[-1, "label"] == "Niet ingedeeld"


def test_the_same_input_gives_the_same_topics(found: Topics) -> None:
    again = _again(invented.chosen(), invented.vectors())
    pd.testing.assert_frame_equal(again.passages, found.passages)
    assert again.terms == found.terms


def test_a_copy_has_the_topic_of_its_source_even_when_its_vector_is_elsewhere() -> None:
    passages, vectors = invented.chosen(), invented.vectors()
    passages.loc[5, "learn"] = False
    passages.loc[5, "reuse_cluster"] = "d00:0"
    topic = _again(passages, vectors).passages["topic_id"].tolist()
    assert topic[5] == topic[0] != topic[1]


def test_short_passages_get_the_nearest_topic_and_empty_ones_none() -> None:
    passages, vectors = invented.chosen(), invented.vectors()
    passages.loc[[0, 1], "learn"] = False
    vectors[0], vectors[1] = vectors[4:12:4].mean(axis=0) / np.linalg.norm(vectors[4:12:4].mean(axis=0)), 0
    topic = _again(passages, vectors).passages["topic_id"].tolist()
    assert topic[0] == topic[4] >= 0
    assert topic[1] == -1


@pytest.mark.parametrize("rows", [0, 1, 29])
def test_too_few_passages_make_no_topics_and_say_why(rows: int) -> None:
    result = _again(invented.chosen().iloc[:rows], invented.vectors()[:rows])
    topics, passage_topics = tabulate(result, names=NAMES, stable_above=0.5)
    assert result.reason == f"{rows} passages to learn topics from, and at least 30 are needed"
    assert topics["topic_id"].tolist() == [-1]
    assert len(passage_topics) == rows


def test_vectors_of_zeros_make_no_topics() -> None:
    assert "at least 30 are needed" in _again(invented.chosen(), np.zeros_like(invented.vectors())).reason


def test_the_floor_itself_is_enough_to_run() -> None:
    result = _again(invented.chosen().iloc[:30], invented.vectors()[:30], neighbours=200)
    assert len(result.passages) == 30


def test_passages_that_hang_together_nowhere_are_outliers() -> None:
    settings = TopicSettings(min_size=40, neighbours=10, components=3, refits=1)
    result = find_topics(
        invented.chosen(), lemmas=invented.lemmas(), vectors=invented.vectors(), settings=settings, seed=1
    )
    assert result.reason == "120 passages, but no 40 of them belong together"
    assert (result.passages["topic_id"] == -1).all()
