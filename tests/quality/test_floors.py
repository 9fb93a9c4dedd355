"""Quality never falls unseen: the last run on the example against the floors in floors.yaml.

`make test` runs the pipeline before this. Lowering a floor needs a reason in the same commit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.evaluation.headline import headline

ROOT = Path(__file__).parents[2]
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def quality() -> dict[str, Any]:
    path = ROOT / "reports" / "quality.json"
    assert path.exists(), "run `make report` first: it measures the example"
    measured: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if measured["language_model"]["name"] != "nl_transformatie":
        pytest.skip(f"the floors are those of the bundled model, not of {measured['language_model']['name']}")
    return measured


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    """Scores of the concepts room on the part of the gold that nothing learned from."""
    path = ROOT / "reports" / "gold.json"
    assert path.exists(), "run `make report` first: it scores the gold"
    measured: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return measured


@pytest.mark.parametrize("name", FLOORS["gold"])
def test_the_gold_is_read_as_well_as_before(gold: dict[str, Any], name: str) -> None:
    found: Any = gold
    for key in name.split("."):
        found = found[key]
    assert found >= FLOORS["gold"][name]


def test_probabilities_of_steps_mean_what_they_say(gold: dict[str, Any]) -> None:
    assert gold["ladder"]["calibration_error"] <= 0.05


@pytest.mark.parametrize("name", FLOORS["names"])
def test_names_of_the_gold_are_read_as_well_as_before(name: str) -> None:
    assert _found("names", name) >= FLOORS["names"][name]


def test_no_private_person_of_the_gold_is_shown() -> None:
    assert _found("names", "private_shown.count") == 0


@pytest.mark.parametrize("name", FLOORS["topics"])
def test_topics_are_as_good_as_before(name: str) -> None:
    assert _found("topics", name) >= FLOORS["topics"][name]


NOISE = {"npmi": 0.03, "diversity": 0.0}  # the standard error of the mean NPMI of twenty topics; see docs/topics.md


@pytest.mark.parametrize("measure", ["npmi", "diversity"])
@pytest.mark.parametrize("baseline", ["lda", "nmf"])
def test_topics_are_as_good_as_the_baselines(measure: str, baseline: str) -> None:
    assert _found("topics", measure) >= _found("topics", f"{baseline}_{measure}") - NOISE[measure]


def test_nothing_is_told_that_the_texts_deny(quality: dict[str, Any]) -> None:
    assert headline(quality)["unplanted_headlines"] == 0


def test_corrected_shares_are_less_biased_than_raw_ones(quality: dict[str, Any]) -> None:
    found = headline(quality)
    assert abs(found["corrected_share_bias"]) < abs(found["raw_share_bias"])


def _found(report: str, name: str) -> Any:
    path = ROOT / "reports" / f"{report}.json"
    assert path.exists(), "run `make report` first: it measures the example"
    found: Any = json.loads(path.read_text("utf-8"))
    for key in name.split("."):
        found = found[key]
    return found


@pytest.mark.parametrize("name", FLOORS["headline"])
def test_the_headline_holds(quality: dict[str, Any], name: str) -> None:
    assert headline(quality)[name] >= FLOORS["headline"][name]


@pytest.mark.parametrize("label", FLOORS["entities_f"])
def test_names_of_each_kind_are_found(quality: dict[str, Any], label: str) -> None:
    assert quality["entities"]["exact"]["per_label"][label]["f"] >= FLOORS["entities_f"][label]


@pytest.mark.parametrize("concept", FLOORS["concepts_f"])
def test_each_concept_is_found(quality: dict[str, Any], concept: str) -> None:
    assert quality["concepts"]["per_concept"][concept]["f"] >= FLOORS["concepts_f"][concept]


def test_no_private_person_is_shown(quality: dict[str, Any]) -> None:
    assert quality["entities"]["private_shown"]["count"] == 0


def test_every_planted_document_ends_where_it_should(quality: dict[str, Any]) -> None:
    assert quality["documents_found"]["share"] == 1
    assert quality["rejects_right"]["share"] == 1
