"""Names: exact and overlapping spans, and no private person may be public."""

from __future__ import annotations

import pytest

from pipeline.evaluation.names import score_names
from tests.evaluation.invented import TEXT, at, entities, pair, planted, tables

NAMES = [
    at("Gerda Molenkamp", label="PERSON", office="wethouder"),
    at("De Boer", label="PERSON", private=True),
    at("Triple P", label="PRODUCT"),
]


def test_exact_and_overlapping_spans_are_told_apart() -> None:
    found = entities(TEXT, ("Molenkamp", "PERSON", True), ("Triple P", "PRODUCT", True), ("wijkteam", "ORG", True))
    scores = score_names(pair(planted(entities=NAMES), tables() | {"entities": found}))
    assert scores["exact"]["per_label"]["PERSON"]["right"] == 0
    assert scores["overlap"]["per_label"]["PERSON"]["right"] == 1
    assert scores["exact"]["per_label"]["PRODUCT"]["f"] == 1
    assert "ORG" not in scores["exact"]["per_label"]  # never planted: not measured


@pytest.mark.parametrize(("label", "public", "leaked"), [("PERSON", True, 1), ("PERSON", False, 0), ("ORG", True, 1)])
def test_a_private_person_that_is_public_is_seen_whatever_its_label(label: str, public: bool, leaked: int) -> None:
    found = entities(TEXT, ("De Boer", label, public))
    scores = score_names(pair(planted(entities=NAMES), tables() | {"entities": found}))
    assert (scores["private_shown"]["count"], scores["private_shown"]["n"]) == (leaked, 1)


def test_an_office_holder_counts_when_shown_with_the_office() -> None:
    found = entities(TEXT, ("Gerda Molenkamp", "PERSON", True))
    for office, shown in ((None, 0), ("wethouder", 1)):
        made = tables() | {"entities": found.assign(office=office)}
        assert score_names(pair(planted(entities=NAMES), made))["office_holders_shown"]["count"] == shown


def test_names_in_text_that_the_truth_does_not_hold_are_left_out() -> None:
    text = "Gemeente Proefdorp bladzijde een\n\n" + TEXT
    found = entities(text, ("Proefdorp", "PERSON", True))
    scores = score_names(pair(planted(entities=NAMES), tables(text) | {"entities": found}))
    assert scores["exact"]["micro"]["found"] == 0
