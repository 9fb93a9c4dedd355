"""Kill a run at random moments, run it again, and compare every table with those of an undisturbed run.

``python benchmarks/kill.py FOLDER [--times 20] [--seed 1]``: FOLDER holds documents. Every second kill hits all
processes of the run, the others only `dvc` itself, so that its stage goes on alone while the rerun starts. Prints a
line a kill; ends with 1 when any table differs. All happens in a temporary folder; the project's results stay alone.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from pipeline.workspace import make_workspace

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ("data/*.parquet", "data/records/*.parquet", "reports/quality.json", "reports/site/**/*.html")


def main() -> int:
    """Run all and compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        root = _project(Path(scratch))
        reference = make_workspace(root, options.folder, name="reference")
        seconds = _run(reference)
        expected = digests(reference)
        print(f"undisturbed: {seconds:.0f} s, {len(expected)} files")
        differing = 0
        for number in range(options.times):
            folder = make_workspace(root, options.folder, name=f"killed-{number}")
            moment = chance.uniform(1, seconds)
            stage = _run_and_kill(folder, moment, everything=bool(number % 2))
            again = _run(folder)
            found = digests(folder)
            wrong = sorted(k for k in expected.keys() | found.keys() if expected.get(k) != found.get(k))
            differing += bool(wrong)
            print(f"kill {number + 1} ({'all' if number % 2 else 'dvc'}) at {moment:.1f} s in {stage}, ", end="")
            print(f"rerun {again:.0f} s: {wrong or 'equal'}", flush=True)
            shutil.rmtree(folder)
    print(f"{options.times - differing} of {options.times} equal")
    return 1 if differing else 0


def _project(folder: Path) -> Path:
    for name in ("dvc.yaml", "params.yaml", ".dvcignore"):
        shutil.copyfile(ROOT / name, folder / name)
    for name in ("pipeline", "models"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder


def _start(folder: Path) -> subprocess.Popen[bytes]:
    path = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
    log = (folder / "log.txt").open("ab")
    command = [sys.executable, "-m", "dvc", "repro"]
    return subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PATH": path}, stdout=log, stderr=log, start_new_session=True
    )


def _run(folder: Path) -> float:
    start = time.monotonic()
    if _start(folder).wait() != 0:
        raise SystemExit((folder / "log.txt").read_text("utf-8")[-3000:])
    return time.monotonic() - start


def _run_and_kill(folder: Path, seconds: float, *, everything: bool) -> str:
    """Kill `dvc repro`, alone or with all that it started, without a warning."""
    process = _start(folder)
    time.sleep(seconds)
    if everything:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    lines = [line for line in (folder / "log.txt").read_text("utf-8").splitlines() if line.startswith("> python")]
    return lines[-1].removeprefix("> python -m pipeline.stages ") if lines else "before the first stage"


def digests(folder: Path) -> dict[str, str]:
    """Hash of every result of a workspace, by its path."""
    files = sorted(f for pattern in RESULTS for f in folder.glob(pattern))
    return {f.relative_to(folder).as_posix(): sha256(f.read_bytes()).hexdigest() for f in files}


if __name__ == "__main__":
    sys.exit(main())
