"""Map a pure function over documents in processes of this machine, with limits, a cache and progress.

The function takes a list of payloads and returns a list of results, both plain data. Results come in the order of the
items, whatever the workers.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pebble import ProcessFuture
from tqdm import tqdm

from pipeline.cache import Cache, unpack
from pipeline.errors import Failure, RejectedDocument
from pipeline.params import EngineSettings
from pipeline.workers import BatchFunction, Pool, worker_count

_COMMIT_SECONDS = 1.0


@dataclass(frozen=True)
class Item:
    """One document's work: a name for messages, the hash of its input, and the input itself."""

    name: str
    input_hash: str
    payload: Any


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
    with bar, _Fresh(function, todo, engine=engine, cache=cache, batch_size=batch_size) as fresh:
        for item, key in zip(items, keys, strict=True):
            if key in known:
                yield item, _result(cache.get(key))
            else:
                result = fresh.take()
                bar.update()
                yield item, result


class _Fresh:
    """Results of documents that the cache does not know, in order. The processes start at once, before anyone asks."""

    def __init__(
        self,
        function: BatchFunction,
        todo: list[tuple[Item, str]],
        *,
        engine: EngineSettings,
        cache: Cache,
        batch_size: int,
    ) -> None:
        batches = [todo[i : i + batch_size] for i in range(0, len(todo), batch_size)]
        workers = min(worker_count(engine), len(batches))
        self._waiting, self._ahead = iter(batches), 2 * workers
        self._pool = Pool(function, workers, engine) if batches else None
        self._store = _Store(cache)
        self._window: deque[tuple[list[tuple[Item, str]], ProcessFuture[Any]]] = deque()
        self._ready: deque[Any] = deque()
        self._fill()

    def __enter__(self) -> _Fresh:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._store.flush()
        if self._pool:
            self._pool.close(at_once=kind not in (None, GeneratorExit))

    def take(self) -> Any:
        """The next result or Failure, when it is there."""
        if not self._ready:
            self._wait()
        return self._ready.popleft()

    def _wait(self) -> None:
        assert self._pool is not None
        batch, future = self._window.popleft()
        outcomes = self._pool.outcomes([item.payload for item, _ in batch], future)
        self._fill()
        for (_, key), outcome in zip(batch, outcomes, strict=True):
            self._store.add(key, outcome)
            self._ready.append(outcome if isinstance(outcome, Failure) else _result(unpack(outcome)))

    def _fill(self) -> None:
        while self._pool and len(self._window) < self._ahead and (batch := next(self._waiting, None)) is not None:
            self._window.append((batch, self._pool.submit([item.payload for item, _ in batch])))


class _Store:
    """Puts results into the cache, at most a second after they came."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._waiting: list[tuple[str, bytes]] = []
        self._since = time.monotonic()

    def add(self, key: str, outcome: bytes | Failure) -> None:
        """Keep a result; a failure that is none of the reader's own verdicts is tried again in the next run."""
        if isinstance(outcome, bytes):
            self._waiting.append((key, outcome))
        if time.monotonic() - self._since > _COMMIT_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            self._cache.put(self._waiting)
        self._waiting, self._since = [], time.monotonic()


def _result(value: Any) -> Any:
    if isinstance(value, dict) and "__failure__" in value:
        return Failure(*value["__failure__"])
    return value
