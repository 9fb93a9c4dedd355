"""The stage report on invented tables of 400 municipalities and 20,000 documents: seconds, memory, size of the site.

``python -m benchmarks.report [--municipalities 400] [--documents 20000] [--folder KEEP] [--profile FILE]``

The tables are made by benchmarks/report_tables.py in a workspace below the system's folder for temporary files (or in
KEEP, where they are made once), and checked against pipeline/tables.py when they are written. The stage runs in a
process of its own, with `--profile` under cProfile. Ends with 1 when it takes 300 s or more, 3 GB or more, or when a
page is 300 kB or more.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report_tables import write_tables

ROOT = Path(__file__).resolve().parent.parent
SECONDS, GIGABYTES, PAGE = 300.0, 3.0, 300_000


def main() -> int:
    """Make the tables, run the stage, look at what came out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--municipalities", type=int, default=400)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--profile", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        if not (folder / "data" / "documents.parquet").exists():
            make_workspace(folder)
            write_tables(folder, municipalities=options.municipalities, documents=options.documents)
        seconds, processor, gigabytes = run_stage(folder, profile=options.profile)
        pages = sorted((f.stat().st_size, f) for f in (folder / "reports" / "site").rglob("*.html"))
        every = [f.stat().st_size for f in (folder / "reports" / "site").rglob("*") if f.is_file()]
    largest, path = pages[-1]
    print(f"{seconds:.0f} s ({processor:.0f} s of the processor), {gigabytes:.2f} GB")
    print(f"{len(pages)} pages, the largest {largest / 1000:.0f} kB ({path.name})")
    print(f"site {sum(every) / 1e6:.0f} MB in {len(every)} files")
    return 0 if seconds < SECONDS and gigabytes < GIGABYTES and largest < PAGE else 1


def make_workspace(folder: Path) -> None:
    """Settings, code and models as in a workspace of somebody's own."""
    (folder / "data" / "records").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "rejects").mkdir(exist_ok=True)
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "params.yaml").write_bytes((ROOT / "params.yaml").read_bytes())
    for name in ("pipeline", "models"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("quality.json", "gold.json"):
        (folder / "reports" / name).write_text("{}", encoding="utf-8")
    (folder / "data" / "language.json").write_text(json.dumps({"name": "nl_transformatie"}), encoding="utf-8")


def run_stage(folder: Path, *, profile: Path | None) -> tuple[float, float, float]:
    """Seconds, those of the processor, and peak gigabytes of the stage.

    Raises:
        CalledProcessError: the stage ends with an error.
    """
    traced = ["-m", "cProfile", "-o", str(profile.resolve())] if profile else []
    began = time.perf_counter()
    subprocess.run([sys.executable, *traced, "-m", "pipeline.stages", "report"], cwd=folder, check=True,
                   env={**os.environ, "OMP_NUM_THREADS": "1"})  # fmt: skip
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6


if __name__ == "__main__":
    sys.exit(main())
