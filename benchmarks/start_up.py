"""How long each stage takes before it does anything: imports, settings, tables.

``python -m benchmarks.start_up [--rounds 3]``: in a new process each, the module of the stage is imported and
params.yaml read. Prints CPU-seconds, the best of the rounds, and which of the heavy libraries came along. Ends with 1
when a stage that uses neither BERTopic nor spaCy takes 1.5 s or more. The first line is bare pandas and pyarrow.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from benchmarks.measuring import ROOT, compile_modules

HEAVY = ("bertopic", "spacy", "sklearn", "scipy", "statsmodels", "trafilatura", "pandas", "pydantic", "lxml")
MOST = 1.5
_BARE = "import json, time, pandas, pyarrow; print(json.dumps([time.process_time(), []]))"
_CODE = """
import importlib, json, sys, time
import pipeline.stages.__main__
from pathlib import Path
from pipeline.params import load_settings
importlib.import_module("pipeline.stages." + sys.argv[1])
load_settings(Path("params.yaml"))
print(json.dumps([time.process_time(), sorted(m for m in sys.argv[2:] if m in sys.modules)]))
"""


def main() -> int:
    """Measure every stage."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    compile_modules()
    bare = min(_run(_BARE, []) for _ in range(rounds))
    print(f"{'(bare)':<12} {bare[0]:5.2f} s")
    late = 0
    for file in sorted((ROOT / "pipeline/stages").glob("[!_]*.py")):
        found = [_run(_CODE, [file.stem, *HEAVY]) for _ in range(rounds)]
        seconds, heavy = min(found)
        slow = seconds >= MOST and not {"bertopic", "spacy"} & set(heavy)
        late += slow
        print(f"{file.stem:<12} {seconds:5.2f} s{' (!)' if slow else ''}  {', '.join(heavy)}", flush=True)
    return 1 if late else 0


def _run(code: str, arguments: list[str]) -> tuple[float, list[str]]:
    command = [sys.executable, "-c", code, *arguments]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    seconds, heavy = json.loads(run.stdout)
    return float(seconds), list(heavy)


if __name__ == "__main__":
    sys.exit(main())
