"""Kill workers and the scheduler during a run on a cluster, and compare every table with that of a quiet local run.

``python -m benchmarks.failure_drill [--documents 2000] [--every 20]``: short law texts of ../shared/corpora, turned
into HTML, go through scrape, clean and annotate twice: once with the local engine, once on a scheduler and three
workers that are processes of their own. All that time one worker with all its processes gets SIGKILL every `--every`
seconds, each in its turn, and is started again; once, in the middle of annotate, the scheduler too, for two seconds.
Workers that end because their scheduler is gone are started again, as systemd or Kubernetes would. Ends with 1 when any
table differs. All happens in a temporary folder, with a copy of the code, so that edits meanwhile do not count.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

import yaml
import zstandard

from benchmarks.measuring import compile_modules
from tests.cluster_processes import ROOT, Processes

TEXTS = ROOT.parent / "shared/corpora/dutch_law_texts.jsonl.zst"
STAGES = (("scrape", "laws"), ("clean",), ("language",), ("annotate",))
LENGTH = (400, 3000)  # characters
WORKERS = 3
COUNTER = """
from pathlib import Path
from distributed import WorkerPlugin


class Count(WorkerPlugin):
    def transition(self, key, start, finish, **more):
        if finish == "executing" and str(key).startswith("documents-"):
            with Path("begun").open("a") as handle:
                handle.write(f"{key}\\n")


async def dask_setup(worker):
    await worker.plugin_add(plugin=Count(), name="count")
"""


@dataclass
class Drill:
    """What was done to the cluster so far."""

    cluster: Processes
    every: float
    worker_kills: int = 0
    scheduler_kills: int = 0
    restarts: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    scheduler_wanted: threading.Event = field(default_factory=threading.Event)

    def go(self) -> None:
        """Kill and start again, until it is over."""
        following = time.monotonic() + self.every
        while not self.over.wait(0.5):
            if self.scheduler_wanted.is_set() and not self.scheduler_kills:
                self._kill_scheduler()
            elif time.monotonic() > following:
                self.cluster.kill(self.cluster.workers[self.worker_kills % WORKERS])
                self.worker_kills, following = self.worker_kills + 1, following + self.every
            self._restart()

    def _kill_scheduler(self) -> None:
        self.cluster.kill(self.cluster.scheduler)
        self.scheduler_kills += 1
        time.sleep(2)
        self.cluster.scheduler = self.cluster.start_scheduler()

    def _restart(self) -> None:
        for number, worker in enumerate(self.cluster.workers):
            if worker.poll() is not None:
                self.cluster.workers[number] = self.cluster.start_worker()
                self.restarts += 1


def main() -> int:
    """Run all and compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--every", type=float, default=20.0)
    options = parser.parse_args()
    compile_modules()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the cluster goes too when the drill is stopped
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copytree(ROOT / "pipeline", folder / "code/pipeline", ignore=shutil.ignore_patterns("__pycache__"))
        words = write_documents(folder / "laws", options.documents)
        print(f"{options.documents} law texts, {words} words, {os.cpu_count()} cores", flush=True)
        quiet = workspace(folder / "quiet", {"kind": "local"})
        for stage in STAGES:
            print(f"quiet {stage[0]}: {run_stage(quiet, stage):.1f} s", flush=True)
        broken = run_drill(folder, options.every)
        return compare(digests(quiet), digests(broken))


def run_drill(folder: Path, every: float) -> Path:
    """The run on the cluster, with everything that is done to it; returns its workspace."""
    (folder / "cluster").mkdir()
    (folder / "cluster/count.py").write_text(COUNTER, encoding="utf-8")
    cluster = Processes(folder / "cluster", workers=WORKERS, code=folder / "code", preload="count.py")
    target = workspace(folder / "drill", {"kind": "dask", "address": cluster.address})
    drill = Drill(cluster, every)
    killer = threading.Thread(target=drill.go)
    killer.start()
    try:
        for stage in STAGES:
            before = batches_begun(folder)
            timer = threading.Timer(1.5 * every, drill.scheduler_wanted.set)
            if stage[0] == "annotate":
                timer.start()
            seconds = run_stage(target, stage)
            timer.cancel()
            begun = [now - then for now, then in zip(batches_begun(folder), before, strict=True)]
            print(f"drill {stage[0]}: {seconds:.1f} s; batches begun {begun[0]}, keys {begun[1]}", flush=True)
    finally:
        drill.over.set()
        killer.join()
        cluster.close()
    print(f"workers killed {drill.worker_kills}, schedulers killed {drill.scheduler_kills}, restarts {drill.restarts}")
    return target


def batches_begun(folder: Path) -> tuple[int, int]:
    """How often workers began a batch, and how many different requests of the client that were."""
    path = folder / "cluster/begun"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return len(lines), len(set(lines))


def write_documents(folder: Path, number: int) -> int:
    """The first short texts as HTML pages; returns their words."""
    folder.mkdir()
    words = 0
    with TEXTS.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
        texts = (json.loads(line) for line in io.TextIOWrapper(stream, encoding="utf-8"))
        short = (one for one in texts if LENGTH[0] <= len(one["text"]) <= LENGTH[1])
        for n, one in enumerate(islice(short, number)):
            words += len(one["text"].split())
            title = html.escape(one["path"].split("/")[1].replace("-", " "))
            body = "".join(f"<p>{html.escape(part)}</p>\n" for part in one["text"].split("\n\n"))
            page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>\n{body}</body></html>"
            (folder / f"{n:05}.html").write_text(page, encoding="utf-8")
    return words


def workspace(folder: Path, engine: dict[str, str]) -> Path:
    """A folder to run stages in."""
    folder.mkdir()
    params = yaml.safe_load((ROOT / "params.yaml").read_text("utf-8"))
    params["sources"] = {"laws": {"path": str(folder.parent / "laws")}}
    params["engine"] = engine
    (folder / "params.yaml").write_text(yaml.safe_dump(params), encoding="utf-8")
    (folder / "models").symlink_to(ROOT / "models")
    return folder


def run_stage(folder: Path, stage: tuple[str, ...]) -> float:
    """Seconds that a stage took."""
    start = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(folder.parent / "code"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "pipeline.stages", *stage]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return time.monotonic() - start


def digests(folder: Path) -> dict[str, str]:
    """A hash of each table."""
    return {p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*.parquet")}


def compare(expected: dict[str, str], found: dict[str, str]) -> int:
    """Tell which tables are equal; 1 when any is not."""
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    for name in sorted(expected):
        print(f"{'DIFFERS' if name in wrong else 'equal'}  {expected[name][:16]}  {name}")
    print(f"{len(expected) - len(wrong)} of {len(expected)} tables equal")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
