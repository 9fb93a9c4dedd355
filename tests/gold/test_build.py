"""data/gold/fragments.jsonl is what the marked-up sources say, and there is enough of it."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from data.gold.build.counts import holds_label, labels_of
from data.gold.build.write import GOLD, ROOT
from data.sample.build.inline import LABELS
from data.sample.build.source import Problem
from tests.sample.conftest import read_lines

Row = dict[str, Any]
STEPS = ("benoemen", "voornemen", "maatregel", "middelen", "resultaat")


def test_the_build_gives_the_committed_file(built: tuple[list[Row], list[tuple[Path, Problem]]]) -> None:
    rows, problems = built
    assert problems == []
    made = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    assert made == (GOLD / "fragments.jsonl").read_text(encoding="utf-8")


def test_every_span_slices_back(gold: list[Row]) -> None:
    for row in gold:
        for span in (*row["entities"], *row["mentions"], *row["lookalikes"]):
            assert row["text"][span["start"] : span["end"]] == span["text"], row["id"]


def test_concepts_do_not_overlap(gold: list[Row]) -> None:
    for row in gold:
        spans = sorted((m["start"], m["end"]) for m in row["mentions"])
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), row["id"]


def test_there_are_enough_sentences_with_concepts(gold: list[Row]) -> None:
    sentences = [s for row in gold if "concepts" in row["layers"] for s in row["sentences"]]
    steps = Counter(s["step"] for s in sentences)
    assert len(sentences) >= 2000
    assert {step: steps[step] for step in STEPS if steps[step] < 250} == {}
    for flag in ("negated", "conditional", "quoted", "past"):
        assert sum(s[flag] for s in sentences) >= 60, flag


def test_half_of_the_mentions_hold_no_label(gold: list[Row]) -> None:
    labels = labels_of(ROOT / "models" / "concepts")
    mentions = [m for row in gold for m in row["mentions"]]
    assert sum(not holds_label(m, labels) for m in mentions) >= len(mentions) / 2
    assert set(labels) == {m["concept_id"] for m in mentions}


def test_there_are_enough_names_of_every_kind(gold: list[Row]) -> None:
    named = [row for row in gold if "entities" in row["layers"]]
    entities = [e for row in named for e in row["entities"]]
    labels = Counter(e["label"] for e in entities)
    with_names = sum(
        any(s["start"] <= e["start"] < s["end"] for e in row["entities"]) for row in named for s in row["sentences"]
    )
    assert with_names >= 1000
    assert {label: labels[label] for label in LABELS if labels[label] < 40} == {}
    assert sum(e["private"] for e in entities) >= 60
    assert sum(e["office"] is not None for e in entities) >= 60


def test_no_theme_and_no_sentence_stands_on_both_sides(gold: list[Row]) -> None:
    sides: dict[str, set[str]] = {}
    for row in gold:
        sides.setdefault(f"{row['author']}/{row['theme']}", set()).add(row["part"])
        for s in row["sentences"]:
            if s["step"] is not None:
                sides.setdefault(row["text"][s["start"] : s["end"]], set()).add(row["part"])
    assert [name for name, parts in sides.items() if len(parts) > 1] == []
    assert {"train", "test"} == {row["part"] for row in gold}


def test_no_sentence_with_a_concept_stands_in_the_example_too(gold: list[Row]) -> None:
    texts = "\n".join(row["text"] for row in read_lines(ROOT / "data" / "sample" / "truth" / "documents.jsonl"))
    found = {row["text"][s["start"] : s["end"]] for row in gold for s in row["sentences"] if s["step"]}
    assert [s for s in sorted(found) if len(s.split()) > 6 and s in texts] == []
