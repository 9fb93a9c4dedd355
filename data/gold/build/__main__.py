"""Build the gold: ``python -m data.gold.build``; look at one author's part: ``--check <author>``.

Input: data/gold/source/<author>/<theme>.txt, split.yaml. Output: data/gold/fragments.jsonl.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from data.gold.build.agreement import agreement, blank_sheet, read_sheet, sample
from data.gold.build.counts import count, labels_of
from data.gold.build.write import GOLD, ROOT, read_gold

Row = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Build, or check, and tell what is there."""
    parser = argparse.ArgumentParser(prog="python -m data.gold.build", description=__doc__)
    parser.add_argument("--check", metavar="AUTHOR", help="only list mistakes and counts of this author; write nothing")
    parser.add_argument("--blank", metavar="N", type=int, help="print N sentences without marks, for a second reader")
    parser.add_argument("--agreement", metavar="SHEET", type=Path, help="compare a second reader's sheet with the gold")
    asked = parser.parse_args(arguments)
    rows, problems = read_gold(author=asked.check or "*")
    for path, problem in problems:
        wanted = f"; expected: {problem.expected}" if problem.expected else ""
        print(f"{path.relative_to(ROOT)}:{problem.line}: {problem.found}{wanted}", file=sys.stderr)
    if problems:
        _tell(rows)
        return 1
    if asked.blank:
        print(blank_sheet(sample(rows, sentences=asked.blank)), end="")
    elif asked.agreement:
        _compare(agreement(rows, read_sheet(asked.agreement)))
    else:
        _write(rows, into=None if asked.check else GOLD / "fragments.jsonl")
    return 0


def _write(rows: list[Row], *, into: Path | None) -> None:
    if into:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        into.write_text("".join(lines), encoding="utf-8")
    _tell(rows)


def _compare(found: dict[str, Any]) -> None:
    for name in ("sentences", "kappa", "kappa_where_both", "kappa_by_step", "flags"):
        print(f"{name}: {found[name]}")
    for layer in ("concepts", "entities"):
        for name, score in found[layer].items():
            f1 = f"F1 {score.f1:.3f} exact, {score.f1_overlap:.3f} overlapping"
            print(f"{layer} {name}: {f1}; {score.first} and {score.second} spans")


def _tell(rows: list[Row]) -> None:
    labels = labels_of(ROOT / "models" / "concepts")
    for kind, counts in count(rows, labels).items():
        listed = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
        print(f"{kind} ({counts.total()}): {listed}")
    mentioned = {m["concept_id"] for row in rows for m in row["mentions"]}
    print("concepts never mentioned:", ", ".join(sorted(set(labels) - mentioned)) or "none")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
