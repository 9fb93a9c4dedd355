"""What happens on a worker: a pool of processes as on one machine, kept as long as its function has work.

The worker's own process reads no document. A document that takes too long, too much memory or the process with it is
therefore lost alone, by the same rules as on one machine, and the worker goes on.
"""

from __future__ import annotations

import multiprocessing
import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from distributed import Worker, WorkerPlugin, get_worker

from pipeline.cluster.bundle import Bundle, move, unpack
from pipeline.cluster.software import FACTS, differences, room_of, software
from pipeline.errors import EngineError, Failure
from pipeline.params import EngineSettings
from pipeline.workers import BatchFunction, Pool

_IDLE_SECONDS = 60.0


class NotHere(Exception):
    """This worker does not know the work: the scheduler that knew is gone, or its processes are. It is tried again."""


class Workshop(WorkerPlugin):
    """One function with its files and limits. Every worker gets one, those that come later too."""

    def __init__(
        self, function: BatchFunction, *, engine: EngineSettings, bundle: Bundle, expected: Mapping[str, str]
    ) -> None:
        self._function, self._engine, self._bundle, self._expected = function, engine, bundle, expected
        self.name = f"transformatiemonitor-{uuid4().hex}"

    def setup(self, worker: Worker) -> None:
        """Compare the software. The processes start with the first documents."""
        multiprocessing.current_process().daemon = False  # Dask's own mark; with it there can be no processes below
        packages = [name for name in self._expected if name not in FACTS]
        self._differences = differences(self._expected, software(room_of(self._function), packages))
        self._address, self._threads = worker.address, worker.state.nthreads
        self._folder = Path(worker.local_directory) / self.name
        self._lock, self._active = threading.Lock(), 0
        self._pool: Pool | None = None
        self._places: dict[str, str] | None = None
        self._timer = threading.Timer(0, self._close)

    def teardown(self, worker: Worker) -> None:
        """End the processes and throw the files away."""
        with self._lock:
            self._timer.cancel()
            self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, payloads: list[Any]) -> list[bytes | Failure]:
        """For each payload its packed result or its failure.

        Raises:
            MonitorError: the software of this worker is another one, or the function says that it cannot be done.
        """
        if self._differences:
            raise other_software({self._address: self._differences})
        pool = self._enter()
        try:
            return pool.outcomes(payloads, self._submit(pool, payloads))
        finally:
            self._leave()

    def _submit(self, pool: Pool, payloads: list[Any]) -> Any:
        try:
            return pool.submit(payloads)
        except RuntimeError as broken:  # the pool itself is gone; the next batch gets another
            with self._lock:
                self._pool = None
            raise NotHere(str(broken)) from broken

    def _enter(self) -> Pool:
        with self._lock:
            self._timer.cancel()
            if self._places is None:
                self._places = unpack(self._bundle, self._folder)
            if self._pool is None:
                self._pool = Pool(move(self._function, self._places), self._threads, self._engine)
            self._active += 1
            return self._pool

    def _leave(self) -> None:
        with self._lock:
            self._active -= 1
            if not self._active:
                self._timer = threading.Timer(_IDLE_SECONDS, self._close_idle)
                self._timer.daemon = True
                self._timer.start()

    def _close_idle(self) -> None:
        with self._lock:
            if not self._active:
                self._close()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.close(at_once=True)
        self._pool = None


@dataclass(frozen=True)
class Batch:
    """Documents for the workshop of this name. An object of its own, so that Dask does not look for tasks inside."""

    workshop: str
    payloads: list[Any]


def run_batch(batch: Batch) -> list[bytes | Failure]:
    """The task that Dask runs."""
    workshop = get_worker().plugins.get(batch.workshop)
    if not isinstance(workshop, Workshop):
        raise NotHere(f"no {batch.workshop} on this worker")
    return workshop.run(batch.payloads)


def other_software(found: Mapping[str, list[str]]) -> EngineError:
    """The message for workers whose software is not that of this machine."""
    lines = [f"{worker}: {'; '.join(lines)}" for worker, lines in sorted(found.items())]
    return EngineError(
        "the software on the workers is not the same as here:\n    " + "\n    ".join(lines[:5]),
        expected="the same Python, packages and code of this project on all machines, so that results are the same",
        where=f"{len(found)} workers of the cluster",
        remedy="install there what stands in uv.lock, with the same code, and start the workers again",
    )
