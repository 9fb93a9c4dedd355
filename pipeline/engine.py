"""Map a pure function over documents in processes of this machine, with limits, a cache and progress.

The function takes a list of payloads and returns a list of results, both plain data. A batch that fails is tried again
document by document, so that only the guilty one is lost. Results come in the order of the items, whatever the workers.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool
from tqdm import tqdm

from pipeline.cache import Cache, pack, unpack
from pipeline.errors import MonitorError, RejectedDocument
from pipeline.params import EngineSettings

BatchFunction = Callable[[list[Any]], list[Any]]
_COMMIT_SECONDS = 1.0


@dataclass(frozen=True)
class Item:
    """One document's work: a name for messages, the hash of its input, and the input itself."""

    name: str
    input_hash: str
    payload: Any


@dataclass(frozen=True)
class Failure:
    """A document that could not be processed; `reason` is one of ``tables.REJECT_REASONS``."""

    reason: str
    detail: str


def reject_row(row: Any, failure: Failure, *, stage: str) -> dict[str, str]:
    """The row of the rejects table for a record or document (with record_id, source and url) that failed in a stage."""
    return {
        "record_id": row.record_id,
        "source": row.source,
        "url": row.url,
        "stage": stage,
        "reason": failure.reason,
        "detail": failure.detail.encode("utf-8", "replace").decode("utf-8"),
    }


@dataclass(frozen=True)
class OneByOne:
    """Makes a batch function of a function of one payload; a RejectedDocument becomes a failure of that one only."""

    function: Callable[[Any], Any]

    def __call__(self, payloads: list[Any]) -> list[Any]:
        """One result for each payload, in order."""
        return [self._one(payload) for payload in payloads]

    def _one(self, payload: Any) -> Any:
        try:
            return self.function(payload)
        except RejectedDocument as rejected:
            return {"__failure__": [rejected.reason, rejected.detail]}


def map_documents(
    function: BatchFunction,
    items: Sequence[Item],
    *,
    engine: EngineSettings,
    cache: Cache,
    label: str,
    batch_size: int = 1,
) -> Iterator[tuple[Item, Any]]:
    """Yield (item, result or Failure) for each item, in order.

    Args:
        function: importable by name in another process (a function, or a functools.partial or dataclass over one).
        items: the documents. Payloads and results are plain data that msgpack can hold.
        engine: workers and limits.
        cache: where results are kept; failures by a reader's own verdict are kept too, timeouts and crashes are not.
        label: for the progress bar.
        batch_size: documents a call; results must not depend on it.
    """
    keys = [cache.key(item.input_hash) for item in items]
    known = cache.known(keys)
    todo = [(item, key) for item, key in zip(items, keys, strict=True) if key not in known]
    bar = tqdm(total=len(items), initial=len(items) - len(todo), desc=label, unit="doc", disable=None, leave=True)
    fresh = _compute(function, todo, engine=engine, cache=cache, bar=bar, batch_size=batch_size)
    with bar, closing(fresh):
        for item, key in zip(items, keys, strict=True):
            yield item, (_result(cache.get(key)) if key in known else next(fresh))


def worker_count(engine: EngineSettings) -> int:
    """How many processes the settings ask for on this machine."""
    if engine.workers == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return engine.workers


def _compute(
    function: BatchFunction,
    todo: list[tuple[Item, str]],
    *,
    engine: EngineSettings,
    cache: Cache,
    bar: tqdm[Any],
    batch_size: int,
) -> Generator[Any, None, None]:
    if not todo:
        return
    batches = [todo[i : i + batch_size] for i in range(0, len(todo), batch_size)]
    workers = min(worker_count(engine), len(batches))
    with _Pool(function, workers, engine) as pool, _Store(cache) as store:
        window: deque[tuple[list[tuple[Item, str]], ProcessFuture[Any]]] = deque()
        waiting = iter(batches)
        while True:
            while len(window) < 2 * workers and (batch := next(waiting, None)) is not None:
                window.append((batch, pool.submit([item.payload for item, _ in batch])))
            if not window:
                break
            batch, future = window.popleft()
            for (_, key), outcome in zip(batch, pool.outcomes(batch, future), strict=True):
                store.add(key, outcome)
                bar.update()
                yield outcome if isinstance(outcome, Failure) else _result(unpack(outcome))


class _Store:
    """Puts results into the cache, at most a second after they came, and the last ones when it is left."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._waiting: list[tuple[str, bytes]] = []
        self._since = time.monotonic()

    def __enter__(self) -> _Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def add(self, key: str, outcome: bytes | Failure) -> None:
        if isinstance(outcome, bytes):
            self._waiting.append((key, outcome))
        if time.monotonic() - self._since > _COMMIT_SECONDS:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._cache.put(self._waiting)
        self._waiting, self._since = [], time.monotonic()


class _Pool:
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

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind not in (None, GeneratorExit):
            self._pool.stop()
        self._pool.close()
        self._pool.join()

    def submit(self, payloads: list[Any]) -> ProcessFuture[Any]:
        seconds = self._engine.seconds_per_document * len(payloads)
        future: ProcessFuture[Any] = self._pool.schedule(_run_batch, args=[self._function, payloads], timeout=seconds)
        return future

    def outcomes(self, batch: list[tuple[Item, str]], future: ProcessFuture[Any]) -> list[bytes | Failure]:
        outcome = self._wait(future, len(batch))
        if isinstance(outcome, list):
            return list(outcome)
        if len(batch) == 1:
            return [outcome]
        return [self.outcomes([one], self.submit([one[0].payload]))[0] for one in batch]

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


def _result(value: Any) -> Any:
    if isinstance(value, dict) and "__failure__" in value:
        return Failure(*value["__failure__"])
    return value


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
