"""A folder with a params.yaml in which the fetch command runs as a process of its own, as it does for a user."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROGRAM = ("-m", "pipeline.sources")
POLITE_OFF: dict[str, Any] = {
    "contact": "test@example.org",
    "seconds_between": 0,
    "per_host": 8,
    "at_once": 16,
    "attempts": 3,
    "backoff_seconds": 0.05,
    "timeout_seconds": 5,
    "allow_hosts": ["127.0.0.1", "localhost"],
}


@dataclass
class Workshop:
    """One source with the key ``bron``."""

    folder: Path

    def write(self, source: dict[str, Any], **fetch: Any) -> None:
        settings = {"sources": {"bron": {"path": "snap", **source}}, "fetch": {**POLITE_OFF, **fetch}}
        (self.folder / "params.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")

    def fetch(self, *flags: str, code: int | None = 0, program: tuple[str, ...] = PROGRAM) -> str:
        """Run the command; its whole output. A `code` of None takes any."""
        done = self.start(*flags, program=program)
        text, _ = done.communicate(timeout=300)
        if code is not None:
            assert done.returncode == code, text
        return text

    def start(self, *flags: str, program: tuple[str, ...] = PROGRAM) -> subprocess.Popen[str]:
        command = [sys.executable, *program, "fetch", "bron", *flags]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def snapshot(self) -> list[dict[str, Any]]:
        return _lines(self.folder / "snap/snapshot.jsonl")

    def ledger(self) -> list[dict[str, Any]]:
        return _lines(self.folder / "snap/ledger.jsonl")

    def body(self, line: dict[str, str]) -> bytes:
        return (self.folder / "snap/blobs" / line["sha256"][:2] / line["sha256"]).read_bytes()

    def outcomes(self) -> dict[str, str]:
        """State and cause of every address: ``done``, ``failed timeout``."""
        with sqlite3.connect(self.folder / "data/store/bron.sqlite") as store:
            rows = store.execute("SELECT url, state, cause FROM urls").fetchall()
        return {url: f"{state} {cause}".strip() for url, state, cause in rows}


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
