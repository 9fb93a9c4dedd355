"""The labelled domain texts beside the repository, where they are at hand: every gold concept is found in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.concepts.matcher import load_matcher

SHARED = Path("../shared")
GOLD = SHARED / "gold" / "seeds.jsonl"
CASES = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()] if GOLD.exists() else []


@pytest.mark.skipif(not CASES, reason="../shared is not at hand")
@pytest.mark.parametrize("gold", CASES, ids=[c["file"][:3] for c in CASES])
def test_every_gold_concept_is_found(gold: dict[str, dict[str, str]]) -> None:
    text = (SHARED / "seeds" / str(gold["file"])).read_text(encoding="utf-8")
    sentences = [m.span() for m in re.finditer(r"[^.!?\n]+[.!?]*", text)]
    found = {m.concept_id for m in load_matcher(Path("models/concepts").absolute()).find(text, sentences)}
    assert sorted(set(gold["concepts"]) - found) == []
