"""``python -m pipeline report``: run it all on the example or on one's own folder, and say what came out."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from pipeline.errors import MonitorError
from pipeline.summary import summarise
from pipeline.workspace import make_workspace

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Run `dvc repro` in the right folder; the exit code is that of DVC, or 1 for a message of our own."""
    parser = argparse.ArgumentParser(prog="python -m pipeline")
    report = parser.add_subparsers(required=True, metavar="report").add_parser("report", help="run everything")
    report.add_argument("--docs", type=Path, help="a folder of documents; without it the embedded example is read")
    report.add_argument("--name", help="name of the workspace below work/ (default: that of the folder)")
    options = parser.parse_args(arguments)
    try:
        folder = ROOT if options.docs is None else make_workspace(ROOT, options.docs, name=options.name or None)
        code = _reproduce(folder)
        if code == 0:
            print(f"\n{summarise(folder)}\n")
        return code
    except MonitorError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1


def _reproduce(folder: Path) -> int:
    programs = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": programs + os.pathsep + os.environ.get("PATH", ""), "DVC_NO_ANALYTICS": "1"}
    return subprocess.run([sys.executable, "-m", "dvc", "repro"], cwd=folder, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
