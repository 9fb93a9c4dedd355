"""Add one document to 2,000 that are done: what scrape, clean, annotate, entities and concepts take of their cost.

``python -m benchmarks.one_more [--documents 2000] [--words 300]``: documents are the beginnings of law texts of
../shared/corpora; with longer texts the share falls, since the cold cost grows with them and start-up does not. Then
one label of one concept is changed, and everything that this touches up to the mentions runs again. Prints CPU-seconds
a stage and the shares. All happens in a temporary folder; the stage `learn` starts from nothing.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.measuring import ROOT, SOURCE, Cost, compile_modules, law_texts, run_stage, workspace_of

COUNTED = (f"scrape {SOURCE}", "clean", "annotate", "entities", "concepts")
COLD = (*COUNTED[:2], "language", *COUNTED[2:4], "learn", "concepts")
EDITED = ("learn", "concepts")


def main() -> None:
    """Time the cold run, the run with one more, and the run with one edited concept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--words", type=int, default=300)
    options = parser.parse_args()
    compile_modules()
    with tempfile.TemporaryDirectory() as scratch:
        *texts, last = law_texts(options.documents + 1, words=options.words)
        workspace, folder = workspace_of(iter(texts), Path(scratch))
        cold = _run(COLD, workspace)
        (folder / "more.txt").write_text(last, encoding="utf-8")
        _tell("one more", cold, _run(COUNTED, workspace), of=COUNTED)
        _edit_concept(workspace)
        _tell("one concept edited", cold, _run(EDITED, workspace), of=COLD)


def _run(stages: tuple[str, ...], workspace: Path) -> dict[str, Cost]:
    costs = {}
    for stage in stages:
        costs[stage] = run_stage(stage, workspace)
        print(f"  {stage:<18} {costs[stage].cpu:7.1f} CPU-s, {costs[stage].wall:7.1f} s", flush=True)
    return costs


def _edit_concept(workspace: Path) -> None:
    models = workspace / "models"
    models.unlink()
    shutil.copytree(ROOT / "models", models)
    file = models / "concepts" / "wijkteam.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[wijkteams,", "[kernteam in de buurt, wijkteams,", 1), encoding="utf-8")


def _tell(what: str, cold: dict[str, Cost], again: dict[str, Cost], *, of: tuple[str, ...]) -> None:
    whole, more = sum(cold[stage].cpu for stage in of), sum(cost.cpu for cost in again.values())
    clock = sum(cost.wall for cost in again.values()) / sum(cold[stage].wall for stage in of)
    print(f"{what}: {more:.1f} of {whole:.1f} CPU-s: {100 * more / whole:.1f} % (by the clock {100 * clock:.1f} %)")


if __name__ == "__main__":
    main()
