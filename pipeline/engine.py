"""Map a pure function over documents, here or on a cluster, with limits, a cache and progress.

The function takes a list of payloads and returns a list of results, both plain data. Results come in the order of the
items, whatever the workers; which of them does what makes no difference.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cache import Cache, unpack
from pipeline.errors import Failure, RejectedDocument
from pipeline.params import EngineSettings

if TYPE_CHECKING:
    from pipeline.workers import Backend, BatchFunction

_COMMIT_SECONDS = 1.0
_BLOCK = 128  # items looked up in the cache at a time
_AHEAD = 512  # items looked at before the first of them is done; more where there are many workers


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


@dataclass(frozen=True)
class Reads:
    """A batch function, and the folders and files it reads by path: a cluster's workers get them, and only them.

    Paths among the function's named arguments that lie in or above such a folder are made to fit the worker.
    """

    function: BatchFunction
    folders: tuple[Path, ...]

    def __call__(self, payloads: list[Any]) -> list[Any]:
        """What the function says."""
        return self.function(payloads)


def map_documents(
    function: BatchFunction,
    items: Iterable[Item],
    *,
    engine: EngineSettings,
    cache: Cache,
    label: str,
    batch_size: int = 1,
) -> Iterator[tuple[Item, Any]]:
    """Yield (item, result or Failure) for each item, in order.

    Args:
        function: importable by name in another process (a function, or a functools.partial or dataclass over one);
            wrapped in `Reads` when it reads files.
        items: the documents, looked at no further ahead than the workers need. Payloads and results are plain data
            that msgpack can hold, and payloads may hold a `pipeline.files.Blob`.
        engine: workers and limits.
        cache: where results are kept; failures by a reader's own verdict are kept too, timeouts and crashes are not.
        label: for the progress bar.
        batch_size: documents a call; results must not depend on it.
    """
    from tqdm import tqdm  # noqa: PLC0415 - a stage that only looks at its inputs does not wait for it

    bar = tqdm(total=length_hint(items) or None, desc=label, unit="doc", disable=None, leave=True)
    with bar, _Run(function, iter(items), engine=engine, cache=cache, batch_size=batch_size) as run:
        while (entry := run.first()) is not None:
            bar.update()
            yield entry.item, _result(entry.outcome)


@dataclass
class _Entry:
    item: Item
    key: str
    known: bool
    outcome: bytes | Failure | None = None


class _Run:
    """The documents under way, in order. What is done waits here for what came before it."""

    def __init__(
        self, function: BatchFunction, items: Iterator[Item], *, engine: EngineSettings, cache: Cache, batch_size: int
    ) -> None:
        self._function, self._engine, self._cache, self._batch_size = function, engine, cache, batch_size
        self._items: Iterator[Item] | None = items
        self._line: deque[_Entry] = deque()
        self._loose: list[_Entry] = []
        self._batches: deque[list[_Entry]] = deque()
        self._out: dict[int, list[_Entry]] = {}
        self._ticket = 0
        self._backend: Backend | None = None
        self._store = _Store(cache)

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._store.flush()
        if self._backend:
            self._backend.close(at_once=kind not in (None, GeneratorExit))

    def first(self) -> _Entry | None:
        """The next document in order, with its outcome; None when there is none left."""
        self._look_ahead()
        if not self._line:
            return None
        entry = self._line[0]
        while entry.outcome is None and not entry.known:
            self._take_done()
        if entry.known:
            entry.outcome = self._cache.packed(entry.key)
        return self._line.popleft()

    def _look_ahead(self) -> None:
        """Keep enough documents in the line, and enough batches with the workers."""
        wanted = _AHEAD
        while self._items is not None and len(self._line) <= wanted - _BLOCK:
            block = list(islice(self._items, _BLOCK))
            self._add([_Entry(item, self._cache.key(item.input_hash), known=False) for item in block])
            if len(block) < _BLOCK:
                self._items = None
                self._cut(least=1)
            if self._backend:
                wanted = max(_AHEAD, 4 * self._backend.slots * self._batch_size)
        self._hand_out()

    def _add(self, entries: list[_Entry]) -> None:
        known = self._cache.known([entry.key for entry in entries])
        for entry in entries:
            entry.known = entry.key in known
        self._line += entries
        self._loose += [entry for entry in entries if not entry.known]
        self._cut(least=self._batch_size)

    def _cut(self, *, least: int) -> None:
        while len(self._loose) >= least:
            self._batches.append(self._loose[: self._batch_size])
            self._loose = self._loose[self._batch_size :]

    def _hand_out(self) -> None:
        if self._batches and self._backend is None:
            known = len(self._batches) if self._items is None else None
            self._backend = _open_backend(self._function, self._engine, batches=known)
        while self._backend and self._batches and len(self._out) < self._backend.slots:
            self._ticket += 1
            batch = self._out[self._ticket] = self._batches.popleft()
            self._backend.submit(self._ticket, [entry.item.payload for entry in batch])

    def _take_done(self) -> None:
        if not self._out:  # the first in the line waits for a batch to be full, and the line is
            self._cut(least=1)
            self._hand_out()
        assert self._backend is not None
        ticket, outcomes = self._backend.next_done()
        for entry, outcome in zip(self._out.pop(ticket), outcomes, strict=True):
            entry.outcome = outcome
            self._store.add(entry.key, outcome)
        self._look_ahead()


def _open_backend(function: BatchFunction, engine: EngineSettings, *, batches: int | None) -> Backend:
    if engine.kind == "dask":
        from pipeline.cluster.opening import open_cluster  # noqa: PLC0415 - an optional extra

        return open_cluster(function, engine, folders=function.folders if isinstance(function, Reads) else ())
    from pipeline.workers import LocalBackend  # noqa: PLC0415 - a run in which all is known starts no processes

    return LocalBackend(function, engine, batches=batches)


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


def _result(outcome: bytes | Failure | None) -> Any:
    if isinstance(outcome, Failure):
        return outcome
    assert outcome is not None
    value = unpack(outcome)
    if isinstance(value, dict) and "__failure__" in value:
        return Failure(*value["__failure__"])
    return value
