"""Time and memory of each stage at 1,000, 4,000 and 16,000 law texts -> benchmarks/memory.md and memory.svg.

``python -m benchmarks.memory [--sizes 1000 4000 16000] [--words 120] [--stages ...]``: documents are the first so many
words of the texts of ../shared/corpora (0: all of them), each size in a workspace of its own in a temporary folder. The
classifiers of the stage `learn` are taken from data/classifiers. Figures are kept in benchmarks/memory.json, so that a
later run of one size replaces only that one.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT, SOURCE, compile_modules, law_texts, run_stage, workspace_of

FIGURES, PAGE, PICTURE = (ROOT / "benchmarks" / f"memory.{kind}" for kind in ("json", "md", "svg"))
STAGES = (f"scrape {SOURCE}", "clean", "language", "annotate", "entities", "concepts", "embed")
MOST = 3000  # megabytes that no process may pass


def main() -> None:
    """Measure each size that is asked for, and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 4000, 16000])
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--stages", nargs="*", default=STAGES)
    parser.add_argument("--classifiers", type=Path, default=ROOT / "data/classifiers")
    options = parser.parse_args()
    compile_modules()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            _measure(size, options, Path(scratch))
    _write_page(_figures())


def _measure(size: int, options: argparse.Namespace, scratch: Path) -> None:
    workspace, folder = workspace_of(law_texts(size, words=options.words or None), scratch)
    words = sum(len(file.read_text(encoding="utf-8").split()) for file in folder.iterdir())
    (workspace / "data/classifiers").symlink_to(options.classifiers.resolve())
    for stage in options.stages:
        cost = run_stage(stage, workspace)
        print(f"{size:6} texts, {words:9,} words, {stage:<18} {cost.wall:7.1f} s {cost.cpu:7.1f} CPU-s ", end="")
        print(f"{cost.largest:5.0f} MB, the stage itself {cost.main:5.0f} MB", flush=True)
        files = (workspace / "data").rglob("*.parquet")
        disk = sum(f.stat().st_size for f in [*files, *(workspace / ".cache").rglob("*.sqlite")]) / 2**20
        figures = _figures()
        figures[f"{size} {stage}"] = asdict(cost) | {"texts": size, "words": words, "stage": stage, "disk": disk}
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _figures() -> dict[str, Any]:
    return dict(json.loads(FIGURES.read_text(encoding="utf-8"))) if FIGURES.exists() else {}


def _write_page(figures: Mapping[str, Any]) -> None:
    sizes = sorted({f["texts"] for f in figures.values()})
    words = {f["texts"]: f["words"] for f in figures.values()}
    lines = ["# Time and memory by number of documents", "", f"Made by `python -m benchmarks.memory`; {_how(words)}"]
    lines += ["Memory is that of the largest process of the stage, workers included.", "", "![MB](memory.svg)", ""]
    lines.append("| stage | " + " | ".join(f"{n:,} texts: s, CPU-s, MB" for n in sizes) + " |")
    lines.append("|---|" + "---|" * len(sizes))
    for stage in dict.fromkeys(f["stage"] for f in figures.values()):
        cells = [figures.get(f"{size} {stage}") for size in sizes]
        told = [f"{c['wall']:.0f}, {c['cpu']:.0f}, {c['largest']:.0f}" if c else "not run" for c in cells]
        lines.append(f"| {stage.split()[0]} | " + " | ".join(told) + " |")
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    PICTURE.write_text(_picture(figures, sizes), encoding="utf-8")


def _how(words: Mapping[int, int]) -> str:
    return "; ".join(f"{n:,} texts hold {words[n]:,} words" for n in sorted(words)) + "."


def _picture(figures: Mapping[str, Any], sizes: Sequence[int]) -> str:
    """Megabytes against texts, both doubling by steps, one line a stage."""
    left, right, top, bottom = 60, 560, 20, 320
    low, high = math.log2(100), math.log2(MOST * 1.2)

    def place(texts: float, megabytes: float) -> str:
        wide = math.log2(sizes[-1] / sizes[0]) or 1.0
        x = left + (right - left) * math.log2(texts / sizes[0]) / wide
        return f"{x:.0f},{bottom - (bottom - top) * (math.log2(max(megabytes, 100)) - low) / (high - low):.0f}"

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 360" font-family="sans-serif" font-size="12">']
    parts.append("<title>Memory of the largest process of each stage, by number of documents</title>")
    for megabytes in (125, 250, 500, 1000, 2000, MOST):
        x, y = place(sizes[0], megabytes).split(",")
        colour = "#b00" if megabytes == MOST else "#ccc"
        parts.append(f'<path d="M{x} {y}H{right}" stroke="{colour}"/><text x="8" y="{y}">{megabytes} MB</text>')
    across = {size: place(size, 100).split(",")[0] for size in sizes}
    parts += [f'<text x="{x}" y="345" text-anchor="middle">{size:,}</text>' for size, x in across.items()]
    stages = list(dict.fromkeys(f["stage"] for f in figures.values()))
    for n, stage in enumerate(stages):
        found = [figures[f"{size} {stage}"] for size in sizes if f"{size} {stage}" in figures]
        points = [place(f["texts"], f["largest"]) for f in found]
        colour = f"hsl({360 * n // len(stages)} 60% 40%)"
        parts.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = points[-1].split(",")
        parts.append(f'<text x="{int(x) + 6}" y="{y}" fill="{colour}">{stage.split()[0]}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    main()
