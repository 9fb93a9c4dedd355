"""The planted story against what the tables tell: what is found, what is missed, and what nobody planted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.evaluation.corrected import score_corrected
from pipeline.evaluation.headlines import Marks, score_headlines
from pipeline.evaluation.story import Key, directions, read_story, score_story
from pipeline.tables import empty_table

PLAN: dict[str, Any] = {
    "topics": {
        "wijkteams": {"weights": [0.1, 0.5, 0.8], "concepts": ["wijkteam", "preventie"]},
        "cjg": {"weights": [0.8, 0.5, 0.1], "concepts": ["cjg", "preventie"]},
        "school": {"weights": [0.3, 0.3, 0.3], "concepts": ["onderwijs"]},
    },
    "regional": [
        {"topic": "school", "region": "Heide", "times": 2.0},
        {"topic": "school", "region": "Kust", "times": 0.5},
    ],
    "silent": [{"municipality": "Dorp", "topic": "school", "concepts": ["onderwijs", "huisarts"]}],
    "first": [{"concept": "wijkteam", "municipality": "Stad", "year": 2012}],
    "words_without_deeds": [
        {"concept": "cjg", "everywhere": True},
        {"municipality": "Dorp", "everything": True},
    ],
    "copying": [{"taker": "Dorp", "from": "Stad", "documents": 2}, {"model": "m", "takers": ["Stad"]}],
    "frames": {"transitie": "falls after 2014"},
}
KEY = Key({"Dorp": "GM1", "Stad": "GM2"}, {"wijkteams": "0", "cjg": "1", "school": "2"}, 0.05)


def change(kind: str, id_: str, estimate: float, to: str = "2015", start: str = "2011") -> dict[str, Any]:
    group = "time" if to.isdigit() else "jeugdregio"
    start, q = start if group == "time" else "rest", 0.01
    return {"kind": kind, "id": id_, "group_kind": group, "from": start, "to": to, "estimate": estimate, "q": q}


def told(**tables: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    names = ("changes", "comparisons", "firsts", "silences", "deeds", "copying", "mentions")
    empty = {name: empty_table(name) for name in names}
    return empty | {name: pd.DataFrame(rows) for name, rows in tables.items()}


EVERYTHING = told(
    changes=[
        *(change("topic", "0", 0.5), change("topic", "1", -0.5), change("topic", "2", 0.4, to="Heide")),
        *(change("concept", "wijkteam", 0.5), change("concept", "cjg", -0.5)),
        *(change("concept", "cjg", 0.2, to="2013"), change("frame", "transitie", 0.2, to="2014")),
        change("frame", "transitie", -0.3, start="2014"),
    ],
    silences=[{"kind": "topic", "id": "2", "municipality_code": "GM1", "told": True}],
    firsts=[{"id": "wijkteam", "municipality_code": "GM2", "year": 2012, "told": True}],
    deeds=[
        {"concept_id": "cjg", "municipality_code": "all", "told": True},
        {"concept_id": "", "municipality_code": "GM1", "told": True},
    ],
    copying=[
        {"municipality_code": "GM1", "source": "GM2", "source_kind": "municipality", "told": True},
        {"municipality_code": "GM2", "source": "x9", "source_kind": "model_text", "told": True},
    ],
)


def missed(tables: dict[str, pd.DataFrame]) -> set[str]:
    scores = score_story(PLAN, KEY, tables)
    return {name for part, score in scores.items() if part != "silent_concepts" for name in score["missed"]}


def test_all_that_is_told_is_found() -> None:
    assert not missed(EVERYTHING)


def test_nothing_told_is_nothing_found() -> None:
    scores = score_story(PLAN, KEY, told())
    assert {name: score["count"] for name, score in scores.items()} == dict.fromkeys(scores, 0)
    assert scores["regions"]["missed"] == ["school in Heide", "school in Kust"]
    assert scores["frames"]["n"] == 0  # a run without frames is not asked for them


@pytest.mark.parametrize(
    ("table", "column", "value", "names"),
    [
        ("changes", "estimate", 0.5, {"cjg falls", "transitie falls after 2014"}),
        ("firsts", "municipality_code", "GM1", {"Stad on wijkteam"}),
        ("silences", "told", False, {"Dorp on school"}),
        ("copying", "source", "GM9", {"Dorp from Stad"}),
        ("deeds", "concept_id", "wijkteam", {"cjg", "Dorp"}),
    ],
)
def test_what_is_told_otherwise_is_missed(table: str, column: str, value: Any, names: set[str]) -> None:
    assert missed(EVERYTHING | {table: EVERYTHING[table].assign(**{column: value})}) == names


def test_a_frame_that_fell_before_its_year_is_missed() -> None:
    early = EVERYTHING["changes"].assign(**{"from": "2011"})
    assert missed(EVERYTHING | {"changes": early}) == {"transitie falls after 2014"}


def test_a_concept_of_a_rising_and_a_falling_topic_is_expected_nowhere() -> None:
    assert directions(PLAN["topics"]) == {"wijkteams": 1, "cjg": -1, "wijkteam": 1}


def test_a_truth_without_a_story_asks_nothing(tmp_path: Path) -> None:
    assert read_story(tmp_path) == {}
    assert score_story({}, KEY, told()) == {}


DOCUMENTS = pd.DataFrame(
    [(f"d{i}", f"GM{1 + i % 2}", "Heide", 2011 + 4 * (i // 4), "2012-01-01") for i in range(8)],
    columns=["document_id", "code", "region", "year", "date"],
)
MARKS = Marks(
    DOCUMENTS,
    pd.DataFrame([("concept", "wijkteam", f"d{i}") for i in (4, 5, 6)], columns=["kind", "id", "document_id"]),
    pd.DataFrame(
        [("d4", "wijkteam", "voornemen"), ("d5", "cjg", "maatregel")], columns=["document_id", "concept", "step"]
    ),
    {("GM1", "GM2")},
)


@pytest.mark.parametrize(
    ("tables", "unplanted"),
    [
        ({"changes": [change("concept", "wijkteam", 0.6)]}, 0),
        ({"changes": [change("concept", "wijkteam", -0.6)]}, 1),
        ({"changes": [change("concept", "cjg", 0.6)]}, 1),
        ({"changes": [change("entity", "kind:x", 0.6)]}, 0),  # the truth does not tell
        ({"silences": [{"kind": "concept", "id": "cjg", "municipality_code": "GM1", "told": True}]}, 0),
        ({"silences": [{"kind": "concept", "id": "wijkteam", "municipality_code": "GM1", "told": True}]}, 1),
        ({"copying": [{"municipality_code": "GM1", "source": "GM2", "told": True}]}, 0),
        ({"copying": [{"municipality_code": "GM2", "source": "GM1", "told": True}]}, 1),
        ({"deeds": [{"concept_id": "wijkteam", "municipality_code": "all", "told": True}]}, 0),
        ({"deeds": [{"concept_id": "cjg", "municipality_code": "all", "told": True}]}, 1),
    ],
)
def test_a_headline_that_the_texts_do_not_bear_out_is_counted(
    tables: dict[str, list[dict[str, Any]]], unplanted: int
) -> None:
    assert score_headlines(MARKS, KEY, told(**tables))["unplanted"] == unplanted


@pytest.mark.parametrize(("document", "unplanted"), [("d4", 0), ("d1", 1)])
def test_a_first_text_must_hold_the_concept(document: str, unplanted: int) -> None:
    row = {"id": "wijkteam", "municipality_code": "GM1", "document_id": document, "date": "2012-01-01", "told": True}
    assert score_headlines(MARKS, KEY, told(firsts=[row]))["unplanted"] == unplanted


def test_raw_and_corrected_shares_are_held_against_the_truth() -> None:
    cell = {"kind": "concept", "id": "wijkteam", "group_kind": "all", "group": "all", "original_only": False}
    numbers = {"share": 0.5, "low": 0.4, "high": 0.6, "corrected": 0.75, "corrected_low": 0.6, "corrected_high": 0.9}
    years = [{**cell, **numbers, "year": 2015}, {**cell, "year": 2011}]
    found = score_corrected(pd.DataFrame(years), replace(MARKS))
    assert (found["cells"], found["raw_mean_error"], found["corrected_mean_error"]) == (1, -0.25, 0)
    assert (found["raw_interval_holds_truth"], found["corrected_interval_holds_truth"]) == (0, 1)
