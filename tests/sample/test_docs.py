"""What docs/voorbeeld.md shows and counts is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from data.sample.build.knowledge import Knowledge
from data.sample.build.markup import read_source
from tests.sample.conftest import SAMPLE, read_lines
from tests.sample.test_planned import count_difficulties

PAGE = SAMPLE.parents[1] / "docs" / "voorbeeld.md"


def test_the_text_shown_can_be_read(tmp_path: Path, knowledge: Knowledge) -> None:
    shown = re.search(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    path = tmp_path / "sandermeer-2013-09.txt"
    path.write_text(shown[1], encoding="utf-8")
    source, problems = read_source(path, knowledge=knowledge)
    assert problems == []
    assert source
    assert "Marianne Verhulst" in source.blocks[2].text


def test_the_number_of_texts_is_right(truth: list[dict[str, Any]]) -> None:
    assert f"{len(truth)} Dutch policy texts" in PAGE.read_text(encoding="utf-8")


def test_the_numbers_of_planned_difficulties_are_right(truth: list[dict[str, Any]]) -> None:
    page, found = PAGE.read_text(encoding="utf-8"), count_difficulties(truth)
    assert f"{found['takes over']} texts take over passages" in page
    assert f"{found['copies']} exact copies" in page
    assert f"{found['looks alike']} texts only look like the subject" in page
    assert f"{found['outside']} texts fall outside 2011-2015" in page
    assert f"{len(read_lines(SAMPLE / 'truth' / 'rejects.jsonl'))} files must be\n  rejected" in page


def test_more_than_half_of_the_mentions_hold_no_label(truth: list[dict[str, Any]]) -> None:
    labels = {}
    for path in (SAMPLE.parents[1] / "models" / "concepts").glob("[a-z]*.yaml"):
        concept = yaml.safe_load(path.read_text(encoding="utf-8"))
        labels[concept["id"]] = [concept["pref_label"]["nl"], *concept["alt_labels"]]
    mentions = [m for row in truth for m in row["mentions"]]
    unlabelled = [m for m in mentions if not any(x.lower() in m["text"].lower() for x in labels[m["concept_id"]])]
    assert len(unlabelled) > len(mentions) / 2
