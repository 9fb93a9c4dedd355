"""A scheduler and workers as processes of their own, as somebody starts them by hand; tests may kill them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


class Processes:
    """A cluster of this machine. `code` is the folder that holds the project; workers may load a file first."""

    def __init__(self, folder: Path, *, workers: int, code: Path = ROOT, preload: str | None = None) -> None:
        self.folder, self._port, self._preload = folder, _free_port(), preload
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._environment = {**os.environ, "PYTHONPATH": str(code), "OMP_NUM_THREADS": "1"}
        self._running: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start_scheduler()
        self.workers = [self.start_worker() for _ in range(workers)]

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """`dask scheduler`, always at the same address."""
        options = ["--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard"]
        return self._start("scheduler", [*options, "--no-show"])

    def start_worker(self) -> subprocess.Popen[bytes]:
        """`dask worker` with one thread and a nanny, which starts its process again when that alone dies."""
        options = ["--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder), "--memory-limit", "0"]
        options += ["--preload", self._preload] if self._preload else []
        return self._start("worker", [self.address, *options])

    def _start(self, kind: str, options: list[str]) -> subprocess.Popen[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        log = (self.folder / f"{kind}.log").open("ab")
        command = [sys.executable, "-m", "dask", kind, *options]
        with log:
            process = subprocess.Popen(
                command, env=self._environment, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )
        self._running.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End it and all that it started, at once, as a machine that goes down does."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        """Kill what is left."""
        for process in self._running:
            self.kill(process)


def wait_for(path: Path, *, seconds: float = 30.0, lines: int = 1) -> None:
    """Until a file has as many lines."""
    limit = time.monotonic() + seconds
    while not path.exists() or len(path.read_text("utf-8").splitlines()) < lines:
        assert time.monotonic() < limit, f"{path} has fewer than {lines} lines after {seconds} s"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port
