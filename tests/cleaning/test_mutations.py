"""Damaged files: each is read or rejected with a reason, and none brings down or hangs the process that reads it.

A seeded few of what `benchmarks/cleaning_mutations.py` does two thousand times.
"""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest

from pipeline.cache import Cache
from pipeline.cleaning.document import clean_record
from pipeline.engine import Item, OneByOne, map_documents
from pipeline.errors import Failure
from pipeline.params import CleanSettings, EngineSettings
from tests.cleaning.damage import damage, sound_files

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "data/sample/corpus"
READ = {
    "broken",
    "password",
    "no_text",
    "not_dutch",
    "needs_ocr",
    "empty",
    "unsupported_type",
    "metadata_only",
    "too_large",
}


@pytest.mark.parametrize("suffixes", [(".pdf",), (".html", ".xml", ".docx", ".odt", ".json")])
def test_each_damaged_file_is_read_or_rejected(suffixes: tuple[str, ...], tmp_path: Path) -> None:
    files, chance = sound_files([CORPUS], suffixes), random.Random(7)
    items = []
    for number in range(60):
        path = tmp_path / f"{number}"
        path.write_bytes(damage(chance.choice(files), files, chance))
        record = {"record_id": str(number), "url": f"file:s/{number}", "raw": str(path), "media_type": None}
        items.append(Item(str(number), str(number), {**record, "source": "s", "declared": "{}", "raw_sha256": "0"}))
    settings = CleanSettings(ocr_seconds=0, office_seconds=0)
    work = partial(clean_record, models=str(ROOT / "models"), fictional=True, settings=settings)
    engine = EngineSettings(seconds_per_document=30)
    cache = Cache(tmp_path / "cache", stage="clean", prefix="x")
    ends = [result for _, result in map_documents(OneByOne(work), items, engine=engine, cache=cache, label="")]
    rejected = [result for result in ends if isinstance(result, Failure)]
    assert len(ends) == len(items)
    assert {one.reason for one in rejected} <= READ, [one for one in rejected if one.reason not in READ]
    assert 5 < len(rejected) < 55
