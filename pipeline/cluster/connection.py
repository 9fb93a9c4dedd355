"""One line to a scheduler: made, checked, and made again when it breaks.

`address` in params.yaml is that of a running scheduler, or ``local-cluster``: a scheduler and workers of this machine.
TLS is set up in Dask's own configuration, where certificates belong (docs/cluster.md).
"""

from __future__ import annotations

import logging
import sys
import time
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import dask
from distributed import Client, Future, LocalCluster, Security

from pipeline.cluster.bundle import make_bundle
from pipeline.cluster.software import differences, package_names, room_of, software
from pipeline.cluster.worker import Batch, NotHere, Workshop, other_software, run_batch
from pipeline.errors import EngineError
from pipeline.params import EngineSettings
from pipeline.workers import BatchFunction, worker_count

LOCAL = "local-cluster"
LOST = (CancelledError, NotHere, OSError, TimeoutError)  # Dask's CommClosedError is an OSError
_FIRST_SECONDS, _PAUSE_SECONDS, _ANSWER_SECONDS, _PARTING_SECONDS = 20.0, 2.0, 30.0, 5.0
_CONFIG = {
    "distributed.worker.daemon": False,  # a worker has processes of its own below it
    "distributed.admin.large-graph-warning-threshold": "1GB",  # a batch of long documents is meant to be large
}


class Connection:
    """A client of the cluster, on which all workers know one function.

    Raises:
        EngineError: nothing answers at the address, or the workers run other software.
    """

    def __init__(self, function: BatchFunction, engine: EngineSettings, *, folders: tuple[Path, ...]) -> None:
        self._engine, self._what = engine, (room_of(function), package_names())
        bundle = make_bundle(folders, root=Path.cwd())
        self._workshop = Workshop(function, engine=engine, bundle=bundle, expected=software(*self._what))
        _check_tls(str(engine.address))
        self._cluster, self._scheduler = _local_cluster(engine), ""
        self._client = self._connect(_FIRST_SECONDS)
        self._begin(_FIRST_SECONDS)

    def submit(self, payloads: list[Any]) -> Future[Any]:
        """Ask for a batch; the answer is a list of packed results and failures, or an exception."""
        batch = Batch(self._workshop.name, payloads)
        return self._client.submit(run_batch, batch, key=f"documents-{uuid4().hex}", pure=False)

    def threads(self) -> int | None:
        """Documents that the workers can read at a time; None when it is no longer the scheduler that we told."""
        with suppress(*LOST):
            facts = self._identity()
            return int(facts["total_threads"]) if facts["id"] == self._scheduler else None
        return None

    def renew(self) -> None:
        """Connect again, and tell the workers again what to do.

        Raises:
            EngineError: nobody answered for ``engine.patience_seconds``.
        """
        self._leave()
        self._client = self._connect(self._engine.patience_seconds)
        self._begin(self._engine.patience_seconds)

    def close(self) -> None:
        """Let the workers forget the function, and hang up."""
        with suppress(*LOST):
            self._client.sync(
                self._client._unregister_worker_plugin,
                name=self._workshop.name,
                callback_timeout=_PARTING_SECONDS,
            )
        self._leave()
        if self._cluster:
            self._cluster.close()

    def _begin(self, seconds: float) -> None:
        """Register the function with the scheduler, which hands it to every worker, also to those that come later."""
        limit = time.monotonic() + seconds
        while True:
            try:
                self._client.register_plugin(self._workshop, name=self._workshop.name)
                self._check_software()
                self._scheduler = self._identity()["id"]
                return
            except LOST as error:
                if time.monotonic() > limit:
                    raise _nobody(self._engine, seconds) from error
                time.sleep(_PAUSE_SECONDS)
                self._leave()
                self._client = self._connect(limit - time.monotonic())

    def _check_software(self) -> None:
        ours = software(*self._what)
        found = self._client.run(software, *self._what, on_error="return")
        wrong = {w: _differences(ours, facts) for w, facts in found.items() if not isinstance(facts, OSError)}
        if wrong := {worker: lines for worker, lines in wrong.items() if lines}:
            raise other_software(wrong)

    def _connect(self, seconds: float) -> Client:
        limit, said = time.monotonic() + seconds, False
        while True:
            try:
                return Client(self._cluster or self._engine.address, timeout=_FIRST_SECONDS, set_as_default=False)
            except LOST as error:
                if time.monotonic() > limit:
                    raise _nobody(self._engine, seconds) from error
            if not said:
                said = say(f"no answer from {self._engine.address}; trying for {seconds:.0f} s")
            time.sleep(_PAUSE_SECONDS)

    def _identity(self) -> dict[str, Any]:
        scheduler: Any = self._client.scheduler
        ask = scheduler.identity
        facts: dict[str, Any] = self._client.sync(ask, n_workers=0, callback_timeout=_ANSWER_SECONDS)
        return facts

    def _leave(self) -> None:
        with suppress(*LOST):
            self._client.close(timeout=2)


def _check_tls(address: str) -> None:
    if address.startswith(("tls:", "wss:")) and Security().get_connection_args("client").get("ssl_context") is None:
        raise EngineError(
            f"{address} asks for TLS, and no certificate is set up here",
            expected="distributed.comm.tls.ca-file and .client.cert in Dask's configuration",
            where="~/.config/dask/*.yaml, or DASK_DISTRIBUTED__COMM__TLS__... in the environment",
            remedy="docs/cluster.md, under Security",
        )


def say(text: str) -> bool:
    """A line for the person who waits."""
    print(f"\ncluster: {text}", file=sys.stderr, flush=True)
    return True


def _local_cluster(engine: EngineSettings) -> LocalCluster | None:
    dask.config.set(_CONFIG)
    for name in ("distributed.client", "distributed.core", "distributed.scheduler"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what went wrong and what is done about it, `say` tells
    if engine.address != LOCAL:
        return None
    return LocalCluster(
        n_workers=worker_count(engine),
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        memory_limit=0,
        silence_logs=logging.CRITICAL,
    )


def _differences(ours: dict[str, str], theirs: Any) -> list[str]:
    return [f"it cannot tell: {theirs!r}"[:300]] if isinstance(theirs, Exception) else differences(ours, theirs)


def _nobody(engine: EngineSettings, seconds: float) -> EngineError:
    return EngineError(
        f"nothing answers at {engine.address}, tried for {seconds:.0f} s",
        expected="a running scheduler of the same version of Dask",
        where="params.yaml, engine.address",
        remedy="start the cluster (docs/cluster.md), then run the same command again: what is done is kept in .cache",
    )
