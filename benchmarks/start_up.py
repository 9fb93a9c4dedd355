"""How long each stage takes before it does anything: imports, settings, tables.

``python -m benchmarks.start_up [--rounds 3]``: in a new process each, the module of the stage is imported and
params.yaml read. Prints CPU-seconds, the best of the rounds, and which of the heavy libraries came along. Ends with 1
when a stage that uses neither BERTopic nor spaCy takes 1.5 s or more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from benchmarks.measuring import ROOT

HEAVY = ("bertopic", "spacy", "sklearn", "scipy", "statsmodels", "trafilatura", "pandas", "pydantic", "lxml")
MOST = 1.5
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
    late = 0
    for file in sorted((ROOT / "pipeline/stages").glob("[!_]*.py")):
        found = [_start(file.stem) for _ in range(rounds)]
        seconds, heavy = min(found)
        slow = seconds >= MOST and not {"bertopic", "spacy"} & set(heavy)
        late += slow
        print(f"{file.stem:<12} {seconds:5.2f} s{' (!)' if slow else ''}  {', '.join(heavy)}", flush=True)
    return 1 if late else 0


def _start(stage: str) -> tuple[float, list[str]]:
    command = [sys.executable, "-c", _CODE, stage, *HEAVY]
    seconds, heavy = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return float(seconds), list(heavy)


if __name__ == "__main__":
    sys.exit(main())
