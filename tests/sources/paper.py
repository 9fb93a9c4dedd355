"""A fetch on paper: the store, the queue, the connectors and the ledger as they are, but no network and no Scrapy.

Requests go straight to a server's `App`, one by one, without pauses; so a whole harvest takes milliseconds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from pipeline.params import FetchSettings, SourceSettings
from pipeline.plugins import load_plugin
from pipeline.sources.fetching.frontier import Frontier
from pipeline.sources.fetching.ledger import lines
from pipeline.sources.fetching.queue import Queue
from pipeline.sources.fetching.refresh import conclude
from pipeline.sources.fetching.settle import Settler
from pipeline.sources.fetching.store import open_store
from tests.sources.servers.loopback import App, Asked, Reply

HOST = "replay.test"


@dataclass
class Paper:
    """One source and its store; the clock jumps ahead when everything must wait."""

    folder: Path
    source: SourceSettings
    app: App
    limits: FetchSettings = field(default_factory=lambda: FetchSettings(attempts=3))
    asked: list[str] = field(default_factory=list)
    clock: float = 1_000_000_000.0

    def fetch(self, *, incomplete: bool = False, requests: int = 100_000) -> list[dict[str, Any]]:
        """A whole round, or its first `requests`; the lines of the snapshot."""
        store = open_store(self.folder / "store.sqlite")
        frontier = Frontier(store, self.limits)
        connector = load_plugin("sources", self.source.connector, marker="fetch", setting="connector")
        frontier.begin(connector.plan(self.source))
        queue = Queue(frontier)
        settler = Settler(frontier, queue, connector, self.source)
        with mock.patch("time.time", self._time):
            while queue.pending() and requests:
                requests -= self._step(queue, settler)
        if queue.pending():
            return []
        try:
            self.squares = lines(store)
            conclude(frontier, self.source, "bron", incomplete=incomplete)
        finally:
            self.outcomes = {u: f"{s} {c}".strip() for u, s, c in store.execute("SELECT url, state, cause FROM urls")}
            store.close()
        return self.snapshot()

    def snapshot(self) -> list[dict[str, Any]]:
        assert self.source.path is not None
        text = (self.source.path / "snapshot.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def body(self, line: dict[str, str]) -> bytes:
        assert self.source.path is not None
        return (self.source.path / "blobs" / line["sha256"][:2] / line["sha256"]).read_bytes()

    def _time(self) -> float:
        return self.clock

    def _step(self, queue: Queue, settler: Settler) -> int:
        row = queue.pop()
        if row is None:
            self.clock += queue.pause()
            return 0
        parts = urlsplit(row["url"])
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        condition = {"if-none-match": row["etag"]} if row["etag"] and row["kept"] is not None else {}
        self.asked.append(target)
        headers = {"host": parts.netloc, **condition}
        reply = self.app(Asked("POST" if row["body"] else "GET", target, headers, row["body"].encode()))
        settler.answered(row, reply.status, _headers(reply), reply.body)
        queue.done(row)
        return 1


def _headers(reply: Reply) -> dict[str, str]:
    return {"content-type": reply.media_type, **{name.lower(): value for name, value in reply.headers.items()}}


def paper(folder: Path, app: App, **source: Any) -> Paper:
    """A source whose endpoint is the app."""
    return Paper(folder, SourceSettings(path=folder / "snap", **source), app)
