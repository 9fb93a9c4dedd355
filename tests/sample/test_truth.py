"""The truth is sound: spans slice back, every id and label is known, and the region agrees with the gazetteer."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.sample.build.knowledge import Knowledge
from data.sample.build.source import Source
from pipeline.contract import ENTITY_LABELS
from pipeline.places import load_places
from pipeline.schema.values import DATE_PRECISIONS, LADDER
from pipeline.text import words
from tests.sample.conftest import SAMPLE

Rows = list[dict[str, Any]]
MODELS = SAMPLE.parents[1] / "models"
MOST_SHARED = 0.15


def test_every_span_slices_back(truth: Rows) -> None:
    for row in truth:
        for span in (*row["entities"], *row["mentions"]):
            assert row["text"][span["start"] : span["end"]] == span["text"], (row["id"], span)


def test_sentences_and_paragraphs_hold_whole_text(truth: Rows) -> None:
    for row in truth:
        rest = row["text"]
        for span in (*row["sentences"], *row["paragraphs"]):
            words_of = row["text"][span["start"] : span["end"]]
            assert words_of == words_of.strip() != "", row["id"]
        for span in reversed(row["sentences"]):
            rest = rest[: span["start"]] + rest[span["end"] :]
        assert rest.strip() == "", row["id"]


def test_every_mention_stands_in_a_sentence_with_a_step(truth: Rows) -> None:
    for row in truth:
        for mention in row["mentions"]:
            around = [s for s in row["sentences"] if s["start"] <= mention["start"] and mention["end"] <= s["end"]]
            assert [s["step"] in LADDER for s in around] == [True], (row["id"], mention)


def test_labels_precisions_and_topics_are_known(truth: Rows, knowledge: Knowledge) -> None:
    for row in truth:
        assert {e["label"] for e in row["entities"]} <= set(ENTITY_LABELS)
        assert {p["topic"] for p in row["paragraphs"]} <= knowledge.topics | {None}
        assert row["date_precision"] in (*DATE_PRECISIONS, None)
        assert (row["date"] is None) == (row["date_precision"] is None)
    assert [row["id"] for row in truth] == sorted({row["id"] for row in truth})


def test_concepts_of_the_story_exist_in_the_scheme(knowledge: Knowledge, truth: Rows) -> None:
    files = [p for p in sorted((MODELS / "concepts").glob("*.yaml")) if not p.name.startswith("_")]
    if not files:
        pytest.skip("models/concepts is not written yet")
    scheme = {yaml.safe_load(path.read_text(encoding="utf-8")).get("id") for path in files}
    assert knowledge.concepts - scheme == set()
    assert {m["concept_id"] for row in truth for m in row["mentions"]} <= scheme


def test_the_region_agrees_with_the_gazetteer(knowledge: Knowledge) -> None:
    places = load_places(MODELS / "places", fictional=True)
    known = {m.code: m for m in places.municipalities if m.fictional}
    towns = knowledge.region.municipalities.values()
    assert {t.code for t in towns} == set(known)
    for town in towns:
        successor = knowledge.region.municipalities[town.successor].code if town.successor else None
        place = known[town.code]
        assert (place.name, place.jeugdregio, place.province) == (town.name, town.region, knowledge.region.province)
        assert (place.valid_to, place.successor) == (town.until or 2015, successor)
    for name, code in knowledge.region.codes.items():
        area = places.region_named(name) or places.province_named(name)
        assert area
        assert area.code == code


def shingles(text: str) -> frozenset[str]:
    found = words(text.lower())
    return frozenset(" ".join(found[i : i + 8]) for i in range(len(found) - 7))


def original_text(source: Source) -> str:
    return "\n\n".join(block.text for block in source.blocks if block.copied_from is None)


def test_no_two_texts_are_alike_but_for_planned_copies(sources: list[Source]) -> None:
    pieces = {s.id: shingles(original_text(s)) for s in sources}
    alike = {
        (a, b): share
        for a, b in combinations(pieces, 2)
        if (share := len(pieces[a] & pieces[b]) / max(1, min(len(pieces[a]), len(pieces[b])))) > MOST_SHARED
    }
    assert alike == {}


def test_planned_copies_are_in_the_truth(truth: Rows) -> None:
    story = yaml.safe_load((SAMPLE / "story.yaml").read_text(encoding="utf-8"))["copying"]
    taken = {
        (row["municipality"], row["id"], p["copied_from"].rsplit("-", 2)[0])
        for row in truth
        for p in row["paragraphs"]
        if p["copied_from"]
    }
    for plan in story:
        if "taker" in plan:
            slug = plan["from"].lower().replace(" ", "-")
            assert len({i for town, i, origin in taken if (town, origin) == (plan["taker"], slug)}) == plan["documents"]
        else:
            copied = {r["municipality"] for r in truth for p in r["paragraphs"] if p["copied_from"] == plan["model"]}
            assert copied == set(plan["takers"])


def test_the_silent_stay_silent(truth: Rows) -> None:
    story = yaml.safe_load((SAMPLE / "story.yaml").read_text(encoding="utf-8"))
    for silent in story["silent"]:
        rows = [row for row in truth if row["municipality"] == silent["municipality"]]
        assert rows
        said = {m["concept_id"] for row in rows for m in row["mentions"]}
        assert said & set(silent["concepts"]) == set()


def test_who_was_first_was_first(truth: Rows) -> None:
    story = yaml.safe_load((SAMPLE / "story.yaml").read_text(encoding="utf-8"))
    for first in story["first"]:
        dates = [
            (row["date"] or row["id"][-7:-3], row["municipality"])
            for row in truth
            if any(m["concept_id"] == first["concept"] for m in row["mentions"])
        ]
        assert min(dates)[1] == first["municipality"]
        assert min(dates)[0].startswith(str(first["year"]))


def test_no_deeds_where_only_words_are_planted(truth: Rows) -> None:
    deeds = [
        (row["id"], m["concept_id"])
        for row in truth
        for s in row["sentences"]
        if s["step"] in ("maatregel", "middelen", "resultaat")
        for m in row["mentions"]
        if s["start"] <= m["start"] < s["end"]
    ]
    silent = {"vermindering-regeldruk", "ruimte-voor-professionals"}
    assert [deed for deed in deeds if deed[1] in silent or deed[0].startswith("duinrade")] == []


def test_sources_lie_where_their_names_say(sources: list[Source]) -> None:
    folders = {Path(s.path.parent.name) for s in sources}
    assert folders
    assert all(s.path.stem == s.id for s in sources)
