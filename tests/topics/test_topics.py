"""The whole room on an invented corpus with four planted subjects."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.topics.tabulation import tabulate
from pipeline.topics.topics import Topics, find_topics
from tests.topics import invented
from tests.topics.test_tabulation import NAMES


def _again(passages: pd.DataFrame, vectors: np.ndarray, **changes: int) -> Topics:
    options = invented.options(**changes)
    return find_topics(passages, lemmas=invented.lemmas(), vectors=vectors, options=options)


def test_the_planted_subjects_are_found(found: Topics) -> None:
    subjects = invented.passages().set_index("passage_id")["subject"]
    table = found.passages.set_index("passage_id")
    assert sorted(found.terms) == [0, 1, 2, 3]
    for number in found.terms:
        assert subjects[table.index[table["topic_id"] == number]].nunique() == 1
    assert (table["topic_id"] == -1).mean() < 0.1


def test_terms_are_the_words_of_the_subject(found: Topics) -> None:
    assert sorted(sorted(terms) for terms in found.terms.values()) == sorted(map(sorted, invented.SUBJECTS.values()))


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
    tables = tabulate(result, names=NAMES, stable_above=0.5)
    assert result.reason == f"{rows} passages to learn topics from, and at least 30 are needed"
    assert tables["topics"]["topic_id"].tolist() == [-1]
    assert len(tables["passage_topics"]) == rows


def test_vectors_of_zeros_make_no_topics() -> None:
    assert "at least 30 are needed" in _again(invented.chosen(), np.zeros_like(invented.vectors())).reason


def test_the_floor_itself_is_enough_to_run() -> None:
    result = _again(invented.chosen().iloc[:30], invented.vectors()[:30], neighbours=200)
    assert len(result.passages) == 30


def test_passages_that_hang_together_nowhere_are_outliers() -> None:
    result = _again(invented.chosen(), invented.vectors(), min_size=40, refits=0, seed=1)
    assert result.reason == "120 passages, but no 40 of them belong together"
    assert (result.passages["topic_id"] == -1).all()


def test_words_of_one_document_only_make_no_topics() -> None:
    passages = invented.chosen().assign(document_id="d00")
    lemmas = invented.lemmas().assign(document_id="d00")
    result = find_topics(passages, lemmas=lemmas, vectors=invented.vectors(), options=invented.options(refits=2))
    assert result.reason == "120 passages, but no word that stands in 3 documents"


def test_one_text_over_and_over_makes_no_topic_or_one() -> None:
    vectors = np.tile(invented.vectors()[:1], (120, 1))
    result = _again(invented.chosen(), vectors, refits=1)
    assert len(result.terms) <= 1
    tabulate(result, names=NAMES, stable_above=0.5)


def test_one_year_and_places_unknown_are_fine() -> None:
    passages = invented.chosen().assign(year=pd.array([2014] * 120, dtype="Int64"), municipality_code=None)
    result = _again(passages.assign(jeugdregio=None), invented.vectors())
    words = tabulate(result, names=NAMES, stable_above=0.5)["topic_words"]
    assert words[["group", "year"]].drop_duplicates().to_numpy().tolist() == [["all", 2014]]
