"""The example is large enough to measure on, and as difficult as docs/voorbeeld.md says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml

from tests.sample.conftest import SAMPLE, read_lines

Rows = list[dict[str, Any]]
YEARS = range(2011, 2016)
LEAST_DATED = 30
LEAST_WORDS = 12
DEEDS = ("maatregel", "middelen", "resultaat")
OFF_STORY = 0.05


def year_of(row: dict[str, Any]) -> int:
    return int((row["date"] or row["id"][-7:-3])[:4])


@pytest.fixture(scope="module")
def originals(truth: Rows) -> Rows:
    return [row for row in truth if row["copy_of"] is None]


def test_there_are_enough_texts_and_words(originals: Rows) -> None:
    assert len(originals) >= 200
    assert 100_000 <= sum(len(row["text"].split()) for row in originals) <= 150_000


def test_every_year_has_enough_dated_texts(originals: Rows) -> None:
    dated = Counter(year_of(row) for row in originals if row["date"])
    assert {year: dated[year] for year in YEARS if dated[year] < LEAST_DATED} == {}


def test_enough_paragraphs_are_written_for_this_example_alone(originals: Rows) -> None:
    written = {
        text
        for row in originals
        for p in row["paragraphs"]
        if p["copied_from"] is None and len((text := row["text"][p["start"] : p["end"]]).split()) >= LEAST_WORDS
    }
    assert len(written) >= 700


@pytest.mark.parametrize(
    ("difficulty", "least"), [("takes over", 15), ("copies", 5), ("looks alike", 12), ("outside", 6)]
)
def test_planned_difficulties_are_there(truth: Rows, difficulty: str, least: int) -> None:
    assert count_difficulties(truth)[difficulty] >= least


def count_difficulties(truth: Rows) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in truth:
        if row["copy_of"]:
            found["copies"] += 1
            continue
        found["takes over"] += any(p["copied_from"] for p in row["paragraphs"])
        found["looks alike"] += not row["on_topic"]
        found["outside"] += year_of(row) not in YEARS
    return found


def test_broken_files_are_of_unlike_kinds() -> None:
    reasons = [row["reason"] for row in read_lines(SAMPLE / "truth" / "rejects.jsonl")]
    assert len(reasons) >= 6
    assert len(set(reasons)) >= 6


def test_look_alikes_carry_no_truth_of_the_subject(truth: Rows) -> None:
    alike = [row for row in truth if not row["on_topic"]]
    assert [row["id"] for row in alike if row["mentions"] or any(p["topic"] for p in row["paragraphs"])] == []


def test_words_become_deeds_as_fast_as_the_story_says(originals: Rows) -> None:
    story = yaml.safe_load((SAMPLE / "story.yaml").read_text(encoding="utf-8"))
    planned = dict(zip(YEARS, story["deeds"]["shares"], strict=True))
    shares = {year: share_of_deeds([r for r in originals if year_of(r) == year]) for year in planned}
    assert shares == pytest.approx(planned, abs=OFF_STORY)


def share_of_deeds(rows: Rows) -> float:
    """Of the sentences with a step, outside Duinrade, which does nothing at all."""
    steps = [s["step"] for row in rows if row["municipality"] != "Duinrade" for s in row["sentences"] if s["step"]]
    return sum(step in DEEDS for step in steps) / len(steps)
