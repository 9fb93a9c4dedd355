"""Batches of documents on a Dask cluster: what is outstanding is known here, and handed over again when it gets lost.

A worker that dies: Dask gives its work to another. A scheduler that is gone, or came back and knows nothing: connect
again and hand over all that is outstanding. A worker that is stuck: what it holds is given to another one as well, and
the first answer counts. Documents are pure work, so doing one twice costs time and nothing else.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from distributed import Future
from distributed.scheduler import KilledWorker

from pipeline.cluster.connection import LOST, Connection, say
from pipeline.errors import EngineError, Failure
from pipeline.files import Blob
from pipeline.params import EngineSettings
from pipeline.workers import BatchFunction

_LOOK_SECONDS, _GATHER_SECONDS = 2.0, 60.0
_STUCK_SECONDS, _STUCK_TIMES = 60.0, 5.0  # out for longer than both: asked of a second worker too
_DEATHS = 2  # times that a document by itself may use up Dask's allowed failures
_TROUBLES = 20  # losses in a row without a result in between


@dataclass(eq=False)
class _Flight:
    """A batch under way. After its workers died it goes on document by document, to find the guilty one."""

    parts: list[list[Any]]
    outcomes: list[bytes | Failure] = field(default_factory=list)
    futures: list[Future[Any]] = field(default_factory=list)
    since: float = 0.0
    deaths: int = 0


class ClusterBackend:
    """Batches on the workers of a cluster; done in any order."""

    def __init__(self, function: BatchFunction, engine: EngineSettings, *, folders: tuple[Path, ...]) -> None:
        self._patience = engine.patience_seconds
        self._connection = Connection(function, engine, folders=folders)
        self._flights: dict[int, _Flight] = {}
        self._news: SimpleQueue[tuple[int, Future[Any]]] = SimpleQueue()
        self._slowest, self._troubles, self._told = 0.0, 0, False
        self._looked = self._staffed = time.monotonic()
        self.slots = 2 * max(1, self._connection.threads() or 0)

    def submit(self, ticket: int, payloads: list[Any]) -> None:
        """Hand over a batch under a number."""
        self._flights[ticket] = _Flight([[_carried(payload) for payload in payloads]])
        self._send(ticket)

    def next_done(self) -> tuple[int, list[bytes | Failure]]:
        """The number and the outcomes of a batch that is done, when there is one.

        Raises:
            EngineError: the cluster was away for longer than ``engine.patience_seconds``.
            MonitorError: what the function itself says that a person must mend.
        """
        while True:
            if time.monotonic() - self._looked > _LOOK_SECONDS:
                self._look()
            with suppress(Empty):
                ticket, future = self._news.get(timeout=_LOOK_SECONDS)
                flight = self._flights.get(ticket)
                if flight and future in flight.futures and self._landed(ticket, flight, future):
                    _drop(self._flights.pop(ticket))
                    return ticket, flight.outcomes

    def close(self, *, at_once: bool) -> None:
        """Let the workers go. Nothing is outstanding, or nobody waits for it any more."""
        for flight in self._flights.values():
            _drop(flight)
        self._connection.close()

    def _send(self, ticket: int) -> None:
        """Ask for the first part of a flight; what is lost on the way is found by `_look`."""
        flight = self._flights[ticket]
        flight.since = flight.since if flight.futures else time.monotonic()
        with suppress(*LOST):
            future = self._connection.submit(flight.parts[0])
            flight.futures.append(future)
            future.add_done_callback(lambda done: self._news.put((ticket, done)))

    def _landed(self, ticket: int, flight: _Flight, future: Future[Any]) -> bool:
        """Take in what came of one request; tells whether the flight is complete."""
        try:
            outcomes = future.result(timeout=_GATHER_SECONDS)
        except KilledWorker as death:
            outcomes = _split(flight, death)
        except LOST as error:
            self._lose(ticket, flight, error)
            return False
        self._troubles = 0
        self._slowest = max(self._slowest, time.monotonic() - flight.since)
        _drop(flight)
        if outcomes is not None:
            flight.outcomes += outcomes
            flight.parts, flight.deaths = flight.parts[1:], 0
        if flight.parts:
            self._send(ticket)
        return not flight.parts

    def _lose(self, ticket: int, flight: _Flight, error: BaseException) -> None:
        """One request came to nothing, through no fault of its documents."""
        self._troubles += 1
        if self._troubles > _TROUBLES:
            raise EngineError(
                f"{_TROUBLES} requests in a row came to nothing; the last: {type(error).__name__}: {error}"[:500],
                where="the cluster of engine.address",
                remedy="look into the logs of its workers, then run the same command again: what is done is kept",
            ) from error
        _drop(flight)
        if self._connection.threads() is None:
            self._reconnect()
        else:
            self._send(ticket)

    def _reconnect(self) -> None:
        say(f"lost the scheduler; connecting again, {len(self._flights)} batches to repeat")
        self._connection.renew()
        for ticket, flight in self._flights.items():
            flight.futures.clear()
            self._send(ticket)

    def _look(self) -> None:
        """Is the scheduler there, are there workers, was anything lost, does anything wait too long?"""
        threads = self._connection.threads()
        if threads is None:
            self._reconnect()
            self._staffed = time.monotonic()
        self._looked = time.monotonic()
        if threads:
            self._staffed, self.slots, self._told = self._looked, 2 * threads, False
        elif self._looked - self._staffed > self._patience:
            raise EngineError(
                f"the cluster has had no workers for {self._patience:.0f} s",
                where="the cluster of engine.address",
                remedy="start workers (docs/cluster.md), then run the same command again: what is done is kept",
            )
        elif not self._told:
            self._told = say(f"no workers; waiting for them for {self._patience:.0f} s")
        limit = max(_STUCK_SECONDS, _STUCK_TIMES * self._slowest)
        for ticket, flight in self._flights.items():
            stuck = len(flight.futures) == 1 and self._looked - flight.since > limit
            if not flight.futures or stuck:
                self._send(ticket)


def _split(flight: _Flight, death: KilledWorker) -> list[bytes | Failure] | None:
    """Workers died under it: try its documents alone. One under which they go on dying is given up."""
    first, *rest = flight.parts
    flight.deaths += 1
    if len(first) > 1:
        flight.parts, flight.deaths = [[one] for one in first] + rest, 0
    elif flight.deaths >= _DEATHS:
        return [Failure("crash", f"each of the {_DEATHS * (death.allowed_failures + 1)} workers that read it died")]
    return None


def _drop(flight: _Flight) -> None:
    """Nobody waits for these answers any more; the scheduler forgets what is not done yet."""
    for future in flight.futures:
        future.release()
    flight.futures.clear()


def _carried(payload: Any) -> Any:
    """The payload with the bytes of its files in it: a worker may not see this machine's disk."""
    if not isinstance(payload, dict):
        return payload
    return {name: value.carried() if isinstance(value, Blob) else value for name, value in payload.items()}
