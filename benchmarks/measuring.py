"""What a stage takes: seconds of the clock and of the processors, and the memory of its largest process.

Other programs on the machine lengthen the clock; seconds of the processors hardly change, so ratios are made of these.

All is run as on a machine that has run it before: Python's compiled modules are at hand (`compile_modules`), also where
PYTHONDONTWRITEBYTECODE keeps this shell from writing them. Without them every process compiles pandas first: 1 s. An
environment that `uv sync` made has them from the beginning (`compile-bytecode` in pyproject.toml).
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import zstandard

from pipeline.workspace import SOURCE, make_workspace

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpora/dutch_law_texts.jsonl.zst"
LAWS = 16_000  # texts of the corpus that are used, at most
_PAUSE = 0.05


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of all processors, and megabytes of the largest process and of the stage's own."""

    wall: float
    cpu: float
    largest: float
    main: float


def compile_modules() -> None:
    """Have all modules compiled for the processes that this one starts: a minute the first time, then seconds."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".cache/bytecode")
    for folder in (sysconfig.get_path("purelib"), str(ROOT / "pipeline")):
        command = [sys.executable, "-m", "compileall", "-qq", "-j", "0", "-x", "/tests?/", folder]
        subprocess.run(command, check=False)  # some packages hold templates that are no Python


def run_stage(stage: str, workspace: Path) -> Cost:
    """Run one stage, with its arguments, in a workspace."""
    return run_command([sys.executable, "-m", "pipeline.stages", *stage.split()], workspace)


def run_command(command: Sequence[str], folder: Path) -> Cost:
    """Run a command and look at it and its children twenty times a second.

    Raises:
        RuntimeError: it failed, with the end of what it said.
    """
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | {"OMP_NUM_THREADS": "1"}, stdout=said, stderr=said
        )
        cpu, memory = _watch(process)
        wall = time.monotonic() - start
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command}: {said.read()[-3000:].decode(errors='replace')}")
    return Cost(wall, sum(cpu.values()), max(memory.values(), default=0.0), memory.get(process.pid, 0.0))


def _watch(process: subprocess.Popen[bytes]) -> tuple[dict[int, float], dict[int, float]]:
    cpu: dict[int, float] = {}
    memory: dict[int, float] = {}
    while process.poll() is None:
        for one in _family(process.pid):
            try:
                times = one.cpu_times()
                cpu[one.pid] = max(cpu.get(one.pid, 0.0), times.user + times.system)
                memory[one.pid] = max(memory.get(one.pid, 0.0), one.memory_info().rss / 2**20)
            except psutil.Error:
                continue
        time.sleep(_PAUSE)
    return cpu, memory


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def law_texts(number: int, *, words: int | None = None) -> Iterator[str]:
    """So many law texts, spread evenly over the corpus for a mixture of kinds.

    Args:
        number: at most `LAWS`.
        words: about so many words from the beginning of each; None for all of it.
    """
    step = LAWS // number
    with CORPUS.open("rb") as raw:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8")
        for n, line in enumerate(lines):
            if n % step == 0 and n // step < number:
                text: str = json.loads(line)["text"]
                yield text if words is None else _beginning(text, words)


def _beginning(text: str, words: int) -> str:
    """The first words, with the white space between them as it is."""
    at = 0
    for _ in range(words):
        while at < len(text) and text[at].isspace():
            at += 1
        while at < len(text) and not text[at].isspace():
            at += 1
    return text[:at]


def workspace_of(texts: Iterator[str], scratch: Path) -> tuple[Path, Path]:
    """A workspace for texts, and the folder in which they lie, each in a file with a number for its name."""
    folder, project = scratch / "documents", scratch / "project"
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    (project / "data").mkdir(parents=True)
    for name in ("dvc.yaml", "params.yaml", ".dvcignore", "pipeline", "models", "data/gold"):
        (project / name).symlink_to(ROOT / name)
    return make_workspace(project, folder), folder


def show(costs: dict[str, Cost]) -> str:
    """A table of costs in Markdown."""
    lines = ["| stage | seconds | CPU-seconds | MB, largest process | MB, the stage itself |", "|---|---|---|---|---|"]
    lines += [f"| {s} | {c.wall:.1f} | {c.cpu:.1f} | {c.largest:.0f} | {c.main:.0f} |" for s, c in costs.items()]
    return "\n".join(lines)


__all__ = [
    "CORPUS",
    "LAWS",
    "ROOT",
    "SOURCE",
    "Cost",
    "compile_modules",
    "law_texts",
    "run_command",
    "run_stage",
    "show",
    "workspace_of",
]
