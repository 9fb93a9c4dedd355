"""Concept mentions and steps of the ladder against what was planted."""

from __future__ import annotations

import pytest

from pipeline.evaluation.concepts import score_concepts, score_ladder
from pipeline.evaluation.pairing import Pair
from tests.evaluation.invented import TEXT, at, mentions, pair, planted, tables

SENTENCE = at("Het wijkteam begint in mei 2014.", step="maatregel", negated=True)
MENTIONS = [at("wijkteam", concept_id="wijkteam"), at("hulp van Triple P", concept_id="evidence-based")]


def _pairs(*found: tuple[str, str, str | None]) -> list[Pair]:
    truth = planted(mentions=MENTIONS, sentences=[SENTENCE])
    return pair(truth, tables() | {"mentions": mentions(TEXT, *found)})


def test_a_mention_counts_when_it_overlaps_and_has_the_same_concept() -> None:
    scores = score_concepts(_pairs(("Het wijkteam", "wijkteam", None), ("Triple P", "preventie", None)))
    assert scores["per_concept"]["wijkteam"]["f"] == 1
    assert scores["per_concept"]["evidence-based"]["recall"] == 0
    assert scores["per_concept"]["preventie"]["precision"] == 0
    assert (scores["micro"]["right"], scores["micro"]["found"], scores["micro"]["gold"]) == (1, 2, 2)
    assert scores["precision_per_origin"]["label"]["share"] == 0.5


@pytest.mark.parametrize(("step", "right", "given"), [("maatregel", 1, 1), ("voornemen", 0, 1), (None, 0, 0)])
def test_a_step_that_is_left_open_is_no_error(step: str | None, right: int, given: int) -> None:
    scores = score_ladder(_pairs(("wijkteam", "wijkteam", step)))
    assert (scores["accuracy"]["count"], scores["accuracy"]["n"]) == (right, given)
    assert scores["left_open"]["share"] == 1 - given
    assert ("macro_f" in scores) is bool(given)
    assert scores["flags"]["negated"]["recall"] == 0


def test_a_sentence_without_a_mention_is_not_judged() -> None:
    assert score_ladder(_pairs())["accuracy"] == {"count": 0, "n": 0}
