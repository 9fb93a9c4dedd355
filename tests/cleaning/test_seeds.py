"""The seed texts end with the facts that a careful reader noted down for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cleaning.document import clean_record
from pipeline.params import CleanSettings

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold/seeds.jsonl"
TYPES = {"webpage": "webpagina", "news": "nieuws", "blog": "blog"}
SEEDS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()] if GOLD.exists() else []


@pytest.mark.skipif(not SEEDS, reason="the seeds are not here")
@pytest.mark.parametrize("gold", SEEDS, ids=lambda gold: gold["file"][:3])
def test_a_seed_has_the_facts_that_a_reader_found(gold: dict[str, Any]) -> None:
    record = {"record_id": "r", "source": "s", "url": f"file:s/{gold['file']}", "declared": "{}", "raw_sha256": "0"}
    raw = str(SHARED / "seeds" / gold["file"])
    cleaned = clean_record(
        {**record, "raw": raw}, models=str(ROOT / "models"), fictional=True, settings=CleanSettings()
    )
    (made,) = cleaned["documents"]
    assert (made["date"], made["jeugdregio"]) == (gold["date"], gold["region"])
    assert [made["municipality"]] == (gold["municipalities"] or [None])
    assert made["document_type"] == TYPES[gold["document_type"]]
    assert not [part for part in gold.get("boilerplate", []) + gold.get("run_together", []) if part in made["text"]]
