"""2,000 damaged files through the processes of the stage clean: each is accounted for, none brings anything down.

``python -m benchmarks.cleaning_mutations FOLDER [FOLDER ...] [--each 1000] [--seed 1]``: takes the sound files in the
folders (such as ``data/sample/corpus ../shared/real``), damages copies (bits turned, bytes cut or added, a piece of
another file, cut off; in zip containers also inside), half of them PDF and half HTML, XML, JSON, DOCX and ODT, and
cleans each in a process with limits. Prints how many became a document and how many were rejected for which reason;
ends with 1 when one is missing, timed out, or brought its process down.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from pipeline.cache import Cache
from pipeline.cleaning.document import clean_record
from pipeline.engine import Item, OneByOne, map_documents
from pipeline.errors import Failure
from pipeline.params import CleanSettings, EngineSettings
from tests.cleaning.damage import damage, sound_files

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"PDF": (".pdf",), "other": (".html", ".xml", ".docx", ".odt", ".json")}
BAD = ("timeout", "crash", "out_of_memory")


def main() -> int:
    """Damage, clean, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        for name, suffixes in KINDS.items():
            files = sound_files(options.folders, suffixes)
            chance = random.Random(options.seed)
            copies = [Path(scratch) / f"{name}-{number}" for number in range(options.each)]
            for copy in copies:
                copy.write_bytes(damage(chance.choice(files), files, chance))
            start = time.monotonic()
            ends = _clean(copies, Path(scratch) / f"cache-{name}")
            seconds = time.monotonic() - start
            print(f"{name}: {sum(ends.values())} of {len(copies)} accounted for in {seconds:.0f} s: ", end="")
            print(", ".join(f"{reason} {count}" for reason, count in ends.most_common()), flush=True)
            failed = failed or sum(ends.values()) != len(copies) or any(ends[reason] for reason in BAD)
    return 1 if failed else 0


def _clean(copies: list[Path], cache: Path) -> Counter[str]:
    settings = CleanSettings(ocr_seconds=0, office_seconds=0)
    work = partial(clean_record, models=str(ROOT / "models"), fictional=True, settings=settings)
    facts = {"source": "s", "declared": "{}", "raw_sha256": "0", "media_type": None}
    items = [
        Item(copy.name, copy.name, {**facts, "record_id": copy.name, "url": f"file:s/{copy.name}", "raw": str(copy)})
        for copy in copies
    ]
    engine = EngineSettings(seconds_per_document=60)
    results = map_documents(OneByOne(work), items, engine=engine, cache=Cache(cache, stage="x", prefix="x"), label="")
    return Counter(result.reason if isinstance(result, Failure) else "document" for _, result in results)


if __name__ == "__main__":
    sys.exit(main())
