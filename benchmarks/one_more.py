"""Add one document to 200 that are done: how long clean, annotate and embed take, as a share of their cold time.

``python benchmarks/one_more.py [--documents 200]``: documents are law texts of ../shared/corpora where these are there,
else those of the example. Prints seconds a stage, and the ratio that counts. All happens in a temporary folder.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import zstandard

from pipeline.workspace import SOURCE, make_workspace

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpora/dutch_law_texts.jsonl.zst"
STAGES = (f"scrape {SOURCE}", "clean", "language", "annotate", "entities", "embed")
COUNTED = ("clean", "annotate", "embed")


def main() -> None:
    """Time both runs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--example", action="store_true", help="use the example's documents even so")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "documents")
        folder.mkdir()
        texts = _example() if options.example or not CORPUS.exists() else _laws(options.documents + 1)
        files = dict(texts)
        last = sorted(files)[-1]
        for name, content in files.items():
            if name != last:
                (folder / name).write_bytes(content)
        project = Path(scratch, "project")
        project.mkdir()
        for name in ("dvc.yaml", "params.yaml", ".dvcignore", "pipeline", "models"):
            (project / name).symlink_to(ROOT / name)
        workspace = make_workspace(project, folder)
        cold = _run(workspace)
        (folder / last).write_bytes(files[last])
        more = _run(workspace)
    print(f"{len(files) - 1} documents, {sum(map(len, files.values())) / 1e6:.1f} MB, then one more")
    for stage in COUNTED:
        print(f"{stage:<9} {cold[stage]:6.1f} s cold, {more[stage]:5.1f} s with one more")
    total, again = (sum(times[stage] for stage in COUNTED) for times in (cold, more))
    print(f"together  {total:6.1f} s cold, {again:5.1f} s with one more: {100 * again / total:.1f} %")


def _run(workspace: Path) -> dict[str, float]:
    times = {}
    for stage in STAGES:
        start = time.monotonic()
        command = [sys.executable, "-m", "pipeline.stages", *stage.split()]
        subprocess.run(command, cwd=workspace, env=os.environ, check=True, capture_output=True)
        times[stage] = time.monotonic() - start
    return times


def _laws(number: int) -> Iterator[tuple[str, bytes]]:
    """Every eightieth law text, for a mixture of kinds."""
    with CORPUS.open("rb") as raw:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8")
        for n, line in enumerate(lines):
            if n % 80 == 0 and n // 80 < number:
                yield f"{n // 80:04}.txt", json.loads(line)["text"].encode()


def _example() -> Iterator[tuple[str, bytes]]:
    for file in sorted((ROOT / "data/sample/corpus").rglob("*.*")):
        if file.name != "manifest.jsonl":
            yield f"{file.parent.name}-{file.name}", file.read_bytes()


if __name__ == "__main__":
    main()
