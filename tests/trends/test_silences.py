"""Who is silent: told where neighbours speak and chance seldom does it, whatever mistakes the finder makes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.tables import make_table
from pipeline.trends.chances import correct_silences
from tests.trends.invented import Text, corpus, row
from tests.trends.test_questions import dated, measured, village


def _silences(quiet: list[tuple[Text, str]], speaking: int = 4) -> pd.DataFrame:
    others = [t for m in range(speaking) for t in village(12, f"GM{m}", "Merenland", ("inspraak",) * (m % 5 < 4))]
    return measured(others + quiet, "silences")


def test_a_silence_amid_speaking_neighbours_is_told() -> None:
    found = row(_silences(village(15, "GM9", "Merenland")), id="inspraak", municipality_code="GM9")
    assert (found["told"], found["documents"], found["neighbours"]) == (True, 15, "Merenland")
    assert found["neighbour_municipalities_with"] == 4


@pytest.mark.parametrize(
    ("doubtful", "score", "told", "reason"), [(1, 0.9, True, ""), (1, 0.5, True, ""), (6, 0.5, False, "unsure")]
)
def test_a_silence_stands_as_long_as_the_measured_error_explains_what_was_found(
    doubtful: int, score: float, *, told: bool, reason: str
) -> None:
    own = [dated(Text(f"x{i}", "GM9", concepts=("inspraak",)), "2013-01-01") for i in range(doubtful)]
    made = corpus([t for t, _ in own])["mentions"].assign(origin="pattern", score=score)
    found = _with_mentions([*village(15 - doubtful, "GM9", "Merenland"), *own], made)
    assert (found["told"], found["unsure"], found["reason"]) == (told, doubtful, reason)


def test_two_mentions_that_are_likely_right_end_a_silence() -> None:
    own = [dated(Text(f"x{i}", "GM9", concepts=("inspraak",)), "2013-01-01") for i in range(2)]
    made = corpus([t for t, _ in own])["mentions"].assign(origin="pattern", score=0.95)
    with pytest.raises(AssertionError):
        _with_mentions([*village(13, "GM9", "Merenland"), *own], made)


@pytest.mark.parametrize(("probability", "silent"), [(0.3, True), (0.6, False)])
def test_a_passage_that_hardly_lies_in_a_topic_is_no_evidence_of_it(probability: float, *, silent: bool) -> None:
    others = [(replace(t, topic=0), d) for m in range(4) for t, d in village(12, f"GM{m}", "Merenland")]
    quiet = [*village(14, "GM9", "Merenland"), dated(Text("x", "GM9", "Merenland", topic=0), "2013-01-01")]
    made = corpus([t for t, _ in others + quiet])["passage_topics"]
    made["probability"] = made["passage_id"].map({"x:0": probability}).fillna(0.95)
    found = measured(others + quiet, "silences", passage_topics=made)
    told = found[found["told"] & (found["kind"] == "topic")]
    assert told["municipality_code"].tolist() == ["GM9"] * silent


def test_what_could_show_no_silence_takes_no_part_in_the_correction() -> None:
    silent = pd.DataFrame({"chance": [0.01], "spoken": [False], "lowest": [0.01], "highest": [0.01]})
    blind = pd.DataFrame({"chance": 1.0, "spoken": True, "lowest": 0.2, "highest": 0.4}, index=range(50))
    able = blind.assign(lowest=0.005, highest=0.005)
    assert correct_silences(pd.concat([silent, blind]))[0] == pytest.approx(0.01)
    assert correct_silences(pd.concat([silent, able]))[0] == pytest.approx(0.01 + 50 * 0.005)


def _with_mentions(quiet: list[tuple[Text, str]], own: pd.DataFrame) -> pd.Series[Any]:
    others = [t for m in range(4) for t in village(12, f"GM{m}", "Merenland", ("inspraak",))]
    mentions = pd.concat([corpus([t for t, _ in others])["mentions"], own], ignore_index=True)
    return row(measured(others + quiet, "silences", mentions=mentions), id="inspraak", municipality_code="GM9")


@pytest.mark.parametrize(("number", "reason"), [(4, "few_documents"), (11, "")])
def test_few_texts_are_no_silence(number: int, reason: str) -> None:
    assert row(_silences(village(number, "GM9", "Merenland")), municipality_code="GM9")["reason"] == reason


def test_a_source_of_which_much_was_not_fetched_gives_no_silence() -> None:
    asked = {"source": "proef", "listed": 90, "left_out": 0, "obtained": 15, "gone": 0, "failed": 75, "expected": 90}
    ledger = make_table("ledger", [asked | {"municipality": "GM9", "year": 2013}])
    others = [t for m in range(4) for t in village(12, f"GM{m}", "Merenland", ("inspraak",))]
    found = measured([*others, *village(15, "GM9", "Merenland")], "silences", ledger=ledger)
    own = row(found, id="inspraak", municipality_code="GM9")
    assert (own["told"], own["reason"]) == (False, "coverage")
    assert own["coverage"] == pytest.approx(15 / 90)
