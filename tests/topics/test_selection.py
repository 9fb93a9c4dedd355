"""Which passages topics are learned from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.topics.selection import sample_passages, select_passages, stack_vectors
from tests.topics import invented


def _select(documents: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    return select_passages(documents, passages, years=(2011, 2015)).set_index("passage_id")


def test_ordinary_passages_are_learned_from() -> None:
    assert _select(invented.documents(), invented.passages())["learn"].all()


@pytest.mark.parametrize(("column", "value"), [("original", False), ("words", 14)])
def test_copies_and_headings_are_given_a_topic_but_make_none(column: str, value: int) -> None:
    passages = invented.passages()
    passages[column] = [value, *passages[column][1:]]
    assert _select(invented.documents(), passages)["learn"].tolist().count(False) == 1


@pytest.mark.parametrize("year", [2010, 2016, None])
def test_a_document_outside_the_years_makes_no_topics(year: int | None) -> None:
    documents = invented.documents()
    documents.loc[0, "year"] = pd.NA if year is None else year
    table = _select(documents, invented.passages())
    assert set(table.index[~table["learn"]]) == {"d00:0", "d00:200", "d00:400", "d00:600"}


def test_a_document_on_something_else_has_no_topics_at_all() -> None:
    documents = invented.documents()
    documents.loc[0, "on_topic"] = False
    assert "d00:0" not in _select(documents, invented.passages()).index


def test_a_sample_keeps_the_shares_of_municipalities_and_years() -> None:
    chosen = invented.chosen()
    sampled = sample_passages(chosen, most=60, seed=1)
    kept = sampled[sampled["learn"]]
    assert len(kept) == 60
    assert kept.groupby(["municipality_code", "year"]).size().between(3, 5).all()
    assert sampled.drop(columns="learn").equals(chosen.drop(columns="learn"))


def test_a_sample_repeats_and_is_not_needed_for_few() -> None:
    chosen = invented.chosen()
    assert sample_passages(chosen, most=60, seed=1).equals(sample_passages(chosen, most=60, seed=1))
    assert not sample_passages(chosen, most=60, seed=1).equals(sample_passages(chosen, most=60, seed=2))
    assert sample_passages(chosen, most=120, seed=1) is chosen


def test_a_sample_takes_nothing_that_topics_may_not_be_learned_from() -> None:
    chosen = invented.chosen().assign(municipality_code=None)
    chosen.loc[:49, "learn"] = False
    assert not sample_passages(chosen, most=40, seed=1).loc[:49, "learn"].any()


def test_vectors_come_in_the_order_of_the_passages() -> None:
    embeddings = pd.DataFrame({"passage_id": ["a", "b"], "vector": [np.zeros(2), np.ones(2)]})
    assert stack_vectors(embeddings, pd.Series(["b", "a"])).tolist() == [[1, 1], [0, 0]]
    assert stack_vectors(embeddings, pd.Series([], dtype="str")).shape[0] == 0
