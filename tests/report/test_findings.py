from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.report.findings import findings_of, main_findings
from pipeline.report.model import Change, Group
from pipeline.report.report import Report
from tests.report.corpus import example

RISE = Change("concept", "transformatie", "time", "2011", "2015", 0.5, 0.01, enough=True, shown=True)


def _with(*changes: Change) -> Report:
    return replace(example(), changes=changes)


def test_a_rise_is_told_with_both_numbers_and_their_sentences() -> None:
    (claim,) = main_findings(_with(RISE))
    assert (claim.word, claim.name, claim.after.label, claim.before.label) == (
        "Vaker",
        "transformatie",
        "in 2015",
        "in 2011",
    )
    assert claim.after.href == "bewijs/transformatie.html#2015"
    assert claim.after.estimate.share is not None


@pytest.mark.parametrize(
    "change",
    [
        replace(RISE, shown=False),
        replace(RISE, kind="topic", id="5"),
        replace(RISE, kind="step", id="transformatie:middelen"),
        replace(RISE, kind="entity", id="BWBR0034925"),
        replace(RISE, id="onbekend"),
    ],
    ids=["not demonstrable", "unstable topic", "one step", "a name", "unknown concept"],
)
def test_what_may_not_be_told_is_not(change: Change) -> None:
    assert main_findings(_with(change)) == []


def test_at_most_eight_and_the_longest_time_first() -> None:
    short = replace(RISE, origin="2014", estimate=0.9)
    assert [c.before.label for c in main_findings(_with(short, RISE))] == ["in 2011"]
    assert len(main_findings(example())) <= 8


def test_a_municipality_is_told_only_what_is_about_itself() -> None:
    own = replace(RISE, id="normaliseren", group_kind="municipality", origin="rest", to="GM9901", estimate=0.24)
    other = replace(own, to="GM9902")
    (claim,) = findings_of(_with(own, other), Group("municipality", "GM9901"))
    assert (claim.after.label, claim.before.label) == ("in Duinrade", "bij alle gemeenten samen")


def test_a_municipality_that_was_tested_against_its_region_is_shown_against_it() -> None:
    own = replace(RISE, id="normaliseren", group_kind="municipality", origin="Kustwal", to="GM9901", estimate=0.24)
    (claim,) = findings_of(_with(own), Group("municipality", "GM9901"))
    assert claim.before.label == "in de hele regio Kustwal"
    assert claim.before.href == "bewijs/normaliseren.html#regio-kustwal"
