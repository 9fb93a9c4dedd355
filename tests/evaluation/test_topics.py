"""Topics against the planted topics of the paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.topics import score_topics
from tests.evaluation.invented import TEXT, pair, planted, tables

CUTS = (0, 34, 68, len(TEXT))


def _pairs() -> list[Pair]:
    """One document in three passages, each a paragraph; the last two are about wijkteams."""
    spans = list(pairwise(CUTS))
    topics = ("geld", "wijkteams", "wijkteams")
    paragraphs = [{"start": a, "end": b, "topic": t} for (a, b), t in zip(spans, topics, strict=True)]
    made = tables()
    whole = made["passages"].iloc[0].to_dict()
    rows = [{**whole, "passage_id": f"p{i}", "start": a, "end": b} for i, (a, b) in enumerate(spans)]
    return pair(planted(paragraphs=paragraphs), made | {"passages": pd.DataFrame(rows)})


@pytest.mark.parametrize(("found", "nmi"), [((3, 5, 5), 1.0), ((3, 3, 3), 0.0)])
def test_equal_groups_agree_and_one_heap_does_not(found: tuple[int, ...], nmi: float) -> None:
    table = pd.DataFrame({"passage_id": ["p0", "p1", "p2"], "topic_id": found})
    scores = score_topics(_pairs(), table)
    assert scores["nmi"] == pytest.approx(nmi)
    assert scores["passages"] == 3


@pytest.mark.parametrize(
    ("found", "stable", "missed"),
    [((3, 5, 5), {3, 5}, []), ((3, 5, 5), {5}, ["geld"]), ((3, 3, 3), {3}, ["geld"]), ((-1, 5, 5), {5}, ["geld"])],
)
def test_a_planted_topic_is_found_when_a_stable_topic_is_its_own(
    found: tuple[int, ...], stable: set[int], missed: list[str]
) -> None:
    table = pd.DataFrame({"passage_id": ["p0", "p1", "p2"], "topic_id": found})
    assert score_topics(_pairs(), table, frozenset(stable))["own"]["missed"] == missed


def test_outliers_are_counted_apart() -> None:
    table = pd.DataFrame({"passage_id": ["p0", "p1", "p2"], "topic_id": [3, 5, -1]})
    scores = score_topics(_pairs(), table)
    assert (scores["outliers"]["count"], scores["outliers"]["n"]) == (1, 3)
    assert scores["nmi"] == 1
    assert scores["nmi_with_outliers"] < 1


def test_without_topics_nothing_is_measured() -> None:
    table = pd.DataFrame({"passage_id": ["p0"], "topic_id": [-1]})
    assert "nmi" not in score_topics(_pairs(), table)
