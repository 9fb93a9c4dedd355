"""``python -m pipeline.compare OLD NEW``: which conclusions differ between two runs, and what caused it.

OLD and NEW are folders with ``dvc.lock`` and the tables of a run, or revisions of this repository. The text goes to the
screen and, with the table, to a folder: changes.md and changes.csv.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.compare.causes import find_causes
from pipeline.compare.conclusions import counted, find_differences, shared
from pipeline.compare.runs import read_run
from pipeline.compare.words import as_table, as_text
from pipeline.errors import MonitorError

KINDS = ("concept", "topic", "step", "entity", "frame", "copying")


def main(arguments: list[str]) -> int:
    """Compare, tell and write; 1 and a message when a run cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.compare", description=__doc__)
    parser.add_argument("old", help="folder or revision of the old run")
    parser.add_argument("new", help="folder or revision of the new run; . for the one here")
    parser.add_argument("--into", type=Path, default=Path("reports/changes"), help="folder for changes.md and .csv")
    options = parser.parse_args(arguments)
    try:
        old, new = (read_run(name, root=Path.cwd()) for name in (options.old, options.new))
    except MonitorError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    differences = find_differences(old, new)
    kinds = sorted({d.kind for d in differences}) or list(KINDS)
    causes = {kind: find_causes(old.lock, new.lock, kind) for kind in kinds}
    tables = shared(old, new)
    text = as_text((old.name, new.name), (counted(old, tables), counted(new, tables)), differences, causes)
    options.into.mkdir(parents=True, exist_ok=True)
    (options.into / "changes.md").write_text(text + "\n", encoding="utf-8")
    as_table(differences, causes).to_csv(options.into / "changes.csv", index=False, lineterminator="\n")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
