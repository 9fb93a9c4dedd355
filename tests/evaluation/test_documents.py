"""Dates, places, types, subject and copies against what was planted."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipeline.evaluation.documents import score_copies, score_dates, score_places, score_subject, score_texts
from pipeline.evaluation.pairing import pair_documents
from tests.evaluation.invented import TEXT, pair, planted, tables


@pytest.mark.parametrize(
    ("gold", "found", "verdict"),
    [
        ("2014-05", "2014-05", "right"),
        ("2014-05", "2014-05-01", "wrong"),
        ("2014-05-03", "2014-05", "coarser"),
        ("2014-05", "2013", "wrong"),
        ("2014-05", None, "missing"),
        (None, None, "right"),
        (None, "2014", "wrong"),
    ],
)
def test_a_date_is_right_at_its_own_precision(gold: str | None, found: str | None, verdict: str) -> None:
    made = tables(date=found, date_precision=None if found is None else "day")
    assert score_dates(pair(planted(date=gold), made))[verdict]["count"] == 1


@pytest.mark.parametrize(("confidence", "count"), [(0.9, 1), (0.5, 0)])
def test_a_wrong_date_of_which_the_pipeline_is_sure_is_counted_apart(confidence: float, count: int) -> None:
    made = tables(date="2011", date_confidence=confidence)
    assert score_dates(pair(planted(), made))["wrong_and_confident"]["count"] == count


@pytest.mark.parametrize(("code", "verdict"), [("GM1", "right"), ("GM2", "wrong"), (None, "missing")])
def test_a_municipality_is_compared_by_code(code: str | None, verdict: str) -> None:
    scores = score_places(pair(planted(), tables(municipality_code=code)))
    assert scores["municipality"][verdict]["count"] == 1


def test_precision_of_the_subject_needs_texts_about_something_else() -> None:
    assert "precision" not in score_subject(pair(planted(), tables()))
    other: dict[str, Any] = score_subject(pair(planted(on_topic=False), tables()))
    assert other["precision"] == 0


def test_the_text_is_compared_word_by_word() -> None:
    assert score_texts(pair(planted(), tables()))["median"] == 1
    changed = score_texts(pair(planted(), tables(TEXT.replace("wijkteam", "buurtloket"))))
    assert 0.8 < changed["per_format"]["pdf-nota"]["lowest"] < 1


@pytest.mark.parametrize(("duplicate_of", "right"), [("x2", 1), (None, 0)])
@pytest.mark.parametrize("copy_of", ["d2", "u2"])
def test_a_copy_may_be_named_by_id_or_address(copy_of: str, duplicate_of: str | None, right: int) -> None:
    made = tables(duplicate_of=duplicate_of)
    second = tables(document_id="x2", url="u2")["documents"]
    made["documents"] = pd.concat([made["documents"], second], ignore_index=True)
    pairs = pair_documents([planted(copy_of=copy_of), planted(id="d2", url="u2")], made)
    scores = score_copies(pairs)["documents"]
    assert (scores["right"], scores["gold"]) == (right, 1)


def test_a_copied_passage_that_was_taken_for_original_is_missed() -> None:
    paragraphs = [{"start": 0, "end": len(TEXT), "topic": None, "copied_from": "d9"}]
    scores = score_copies(pair(planted(paragraphs=paragraphs), tables()))["passages"]
    assert (scores["right"], scores["gold"]) == (0, 1)


def test_a_whole_copy_is_judged_as_a_document_and_not_again_by_its_passages() -> None:
    made = tables(duplicate_of="x2")
    made["passages"] = made["passages"].assign(original=False)
    pairs = pair_documents([planted(copy_of="d2")], made)
    assert score_copies(pairs)["passages"]["found"] == 0
    assert score_copies(pair_documents([planted()], made))["passages"]["found"] > 0
