"""Processes that run a batch of documents each, with a time and a memory limit for every document.

A batch that fails is tried again document by document, so that only the guilty one is lost. The engine of this machine
is one such pool; on a cluster each worker has one of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.cache import pack
from pipeline.errors import Failure, MonitorError
from pipeline.params import EngineSettings

BatchFunction = Callable[[list[Any]], list[Any]]


class Backend(Protocol):
    """Where batches are done, in any order."""

    slots: int  # batches that are worth handing over before the first is done

    def submit(self, ticket: int, payloads: list[Any]) -> None:
        """Hand over a batch under a number."""

    def next_done(self) -> tuple[int, list[bytes | Failure]]:
        """The number of a batch that is done, and for each payload its packed result or its failure."""

    def close(self, *, at_once: bool) -> None:
        """Let the processes go: when their work is done, or now."""


class LocalBackend:
    """Batches in processes of this machine, done in any order; no more processes than `batches` where that is known."""

    def __init__(self, function: BatchFunction, engine: EngineSettings, *, batches: int | None) -> None:
        workers = worker_count(engine) if batches is None else min(worker_count(engine), batches)
        self.slots = 2 * workers
        self._pool = Pool(function, workers, engine)
        self._flights: dict[int, tuple[list[Any], ProcessFuture[Any]]] = {}
        self._news: SimpleQueue[int] = SimpleQueue()

    def submit(self, ticket: int, payloads: list[Any]) -> None:
        """Hand over a batch under a number."""
        future = self._pool.submit(payloads)
        self._flights[ticket] = payloads, future
        future.add_done_callback(lambda _: self._news.put(ticket))

    def next_done(self) -> tuple[int, list[bytes | Failure]]:
        """The number and the outcomes of a batch that is done, when there is one."""
        ticket = self._news.get()
        return ticket, self._pool.outcomes(*self._flights.pop(ticket))

    def close(self, *, at_once: bool) -> None:
        """End the processes: when their work is done, or now."""
        self._pool.close(at_once=at_once)


def worker_count(engine: EngineSettings) -> int:
    """How many processes the settings ask for on this machine."""
    if engine.workers == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return engine.workers


class Pool:
    """A pebble pool that answers each batch with packed results or failures."""

    def __init__(self, function: BatchFunction, workers: int, engine: EngineSettings) -> None:
        self._function, self._engine = function, engine
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_module_of(function), __name__])
        self._pool: Any = ProcessPool(
            max_workers=workers,
            context=context,
            initializer=_start_worker,
            initargs=[engine.memory_mb_per_document],
        )

    def close(self, *, at_once: bool) -> None:
        """End the processes: when their work is done, or now."""
        if at_once:
            self._pool.stop()
        self._pool.close()
        self._pool.join()

    def submit(self, payloads: list[Any]) -> ProcessFuture[Any]:
        """Hand a batch to the next free process."""
        seconds = self._engine.seconds_per_document * len(payloads)
        future: ProcessFuture[Any] = self._pool.schedule(_run_batch, args=[self._function, payloads], timeout=seconds)
        return future

    def outcomes(self, payloads: list[Any], future: ProcessFuture[Any]) -> list[bytes | Failure]:
        """Wait for a batch: for each payload its packed result or its failure."""
        outcome = self._wait(future, len(payloads))
        if isinstance(outcome, list):
            return list(outcome)
        if len(payloads) == 1:
            return [outcome]
        return [self.outcomes([one], self.submit([one]))[0] for one in payloads]

    def _wait(self, future: ProcessFuture[Any], documents: int) -> list[bytes] | Failure:
        error = future.exception()
        if error is None:
            results: list[bytes] = future.result()
            return results
        if isinstance(error, MonitorError):
            raise error
        return _failure(error, self._engine, documents)


def _failure(error: BaseException, engine: EngineSettings, documents: int) -> Failure:
    """The border between one document's code and the run: whatever went wrong is listed, never lost."""
    match error:
        case FutureTimeout():
            return Failure("timeout", f"not done within {engine.seconds_per_document * documents:g} s")
        case MemoryError():
            return Failure("out_of_memory", f"wanted more than {engine.memory_mb_per_document} MB")
        case ProcessExpired():
            return Failure("crash", f"the process that read it died with exit code {error.exitcode}")
        case _:
            return Failure("crash", f"{type(error).__name__}: {error}"[:500])


def _module_of(function: Any) -> str:
    inner = getattr(function, "func", None) or getattr(function, "function", None)
    return _module_of(inner) if inner is not None else str(function.__module__)


def _start_worker(memory_mb: int) -> None:
    """Limit this process to its present size plus `memory_mb`, and end it when its parent dies."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    threading.Thread(target=_end_with_parent, args=[os.getppid()], daemon=True).start()
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _run_batch(function: BatchFunction, payloads: list[Any]) -> list[bytes]:
    results = function(payloads)
    if len(results) != len(payloads):
        raise ValueError(f"{function} gave {len(results)} results for {len(payloads)} documents")
    return [pack(result) for result in results]
