"""What is still to be asked: rows of `urls` in the state `waiting`, within limits so that no site grows for ever."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable

from pipeline.cache import digest
from pipeline.params import FetchSettings
from pipeline.sources.asking import Ask, Cell, Reading
from pipeline.sources.fetching.addresses import host_of, likeness, refusal, trap
from pipeline.sources.fetching.ledger import count
from pipeline.sources.fetching.store import get_note, set_note, transaction

_ADD = """
INSERT INTO urls (key, url, host, kind, listing, version, body, depth, hops, priority, municipality, year, declared,
                  state, cause)
VALUES (:key, :url, :host, :kind, :listing, :version, :body, :depth, :hops, :priority, :municipality, :year, :declared,
        :state, :cause)
ON CONFLICT (key) DO """
_UPDATE = """UPDATE SET
    listed = 1, version = excluded.version, kind = excluded.kind, url = excluded.url, host = excluded.host,
    municipality = excluded.municipality, year = excluded.year, declared = excluded.declared,
    state = CASE WHEN urls.state = 'refused' THEN 'refused'
                 WHEN excluded.version != urls.version OR excluded.version = '' THEN 'waiting' ELSE urls.state END,
    attempts = 0
WHERE urls.listed = 0 OR excluded.version != urls.version
"""
ADOPTED = "adopted"
_AGAIN = "state = 'waiting', cause = '', attempts = 0, not_before = 0"


class Frontier:
    """The addresses of one source, with the limits that hold for them."""

    def __init__(self, store: sqlite3.Connection, limits: FetchSettings) -> None:
        self.store, self.limits = store, limits
        self._pages: Counter[str] = Counter()
        self._alike: Counter[str] = Counter()
        for url, depth in store.execute("SELECT url, depth FROM urls WHERE state != 'refused'"):
            self._count(url, depth)
        waiting = store.execute("SELECT DISTINCT host FROM urls WHERE state = 'waiting'")
        self.hosts: dict[str, None] = {row[0]: None for row in waiting}

    def begin(self, plan: Reading) -> str:
        """Go on with the round under way, or start one; returns which, in a word."""
        mark = digest(*(part for ask in plan.asks for part in (ask.identity, ask.kind, str(ask.cell))))
        with transaction(self.store):
            word = self._word(mark)
            begin = {"changed": self._forget, "refresh": self._requeue, "retry": self._retry}.get(word)
            if begin:
                begin()
                self._relist()
            set_note(self.store, "plan", mark)
            set_note(self.store, "finished", "")
            self.add(plan.asks)
            count(self.store, plan)
        self.hosts |= {row[0]: None for row in self.store.execute("SELECT DISTINCT host FROM urls")}
        return word

    def _word(self, mark: str) -> str:
        before = get_note(self.store, "plan")
        if not before:
            return "new"
        if before not in (mark, ADOPTED):
            return "changed"
        if get_note(self.store, "finished"):
            return "refresh"
        return "resumed" if self.waiting() else "retry"

    def add(self, asks: Iterable[Ask], *, hops: int = 0) -> None:
        """Put addresses in the queue that are not there yet. The caller holds the transaction."""
        for ask in asks:
            cause = self._refused(ask)
            row = {
                "key": ask.identity,
                "url": ask.url,
                "host": host_of(ask.url),
                "kind": ask.kind,
                "listing": int(ask.listing),
                "version": ask.version,
                "body": ask.body,
                "depth": ask.depth,
                "hops": hops,
                "priority": ask.priority,
                "municipality": ask.cell.municipality,
                "year": ask.cell.year,
                "declared": json.dumps(dict(ask.declared), ensure_ascii=False),
                "state": "refused" if cause else "waiting",
                "cause": cause,
            }
            added = self.store.execute(_ADD + ("NOTHING" if hops else _UPDATE), row).rowcount
            if added and not cause:
                self._count(ask.url, ask.depth)
                self.hosts[str(row["host"])] = None

    def waiting(self, *, listings_only: bool = False) -> bool:
        """Whether anything is still to be asked, or under way."""
        only = "AND listing = 1" if listings_only else ""
        query = f"SELECT 1 FROM urls WHERE state = 'waiting' {only} LIMIT 1"  # noqa: S608
        return self.store.execute(query).fetchone() is not None

    def next_of(self, host: str, now: float, *, limit: int, listings_only: bool) -> list[sqlite3.Row]:
        """Addresses of a host whose time has come, the first of the queue first."""
        only = "AND listing = 1" if listings_only else ""
        query = f"SELECT * FROM urls WHERE state = 'waiting' AND host = ? AND not_before <= ? {only}"  # noqa: S608
        return self.store.execute(f"{query} ORDER BY priority, id LIMIT ?", (host, now, limit)).fetchall()

    def next_moment(self) -> float | None:
        """When the first of those that must wait may be asked."""
        row = self.store.execute("SELECT min(not_before) FROM urls WHERE state = 'waiting'").fetchone()
        return None if row[0] is None else float(row[0])

    def finish(self) -> None:
        """The round is over: the next one asks again what may have changed."""
        with transaction(self.store):
            set_note(self.store, "finished", "1")

    def _refused(self, ask: Ask) -> str:
        limits = self.limits
        cause = refusal(ask.url, max_length=limits.max_url_length, allow_hosts=limits.allow_hosts)
        if cause or not ask.depth:
            return cause
        if ask.depth > limits.max_depth:
            return "too_deep"
        if self._pages[host_of(ask.url)] >= limits.max_pages_per_host:
            return "too_many_pages"
        if self._alike[likeness(ask.url)] >= limits.max_pages_alike:
            return "too_many_alike"
        return trap(ask.url)

    def _count(self, url: str, depth: int) -> None:
        if depth:
            self._pages[host_of(url)] += 1
            self._alike[likeness(url)] += 1

    def _requeue(self) -> None:
        """Ask all again, but for documents whose version tells when they change."""
        self.store.execute(
            f"UPDATE urls SET {_AGAIN} WHERE cause NOT IN ('scheme', 'malformed', 'too_long', 'port') "  # noqa: S608
            "AND NOT (version != '' AND state IN ('done', 'moved', 'gone')) AND kind != 'part'"
        )

    def _retry(self) -> None:
        """The last run reached its end, but fell short: what failed is asked once more, and the lists."""
        self.store.execute(f"UPDATE urls SET {_AGAIN} WHERE state = 'failed'")  # noqa: S608

    def _forget(self) -> None:
        """Another plan: only what it reaches is listed, and pages are read again for their links."""
        self.store.execute("DELETE FROM urls WHERE sha256 IS NULL")
        self.store.execute("UPDATE urls SET listed = 0, etag = NULL, modified = NULL, state = 'done', cause = ''")

    def _relist(self) -> None:
        """Lists are made anew: marks in them, such as cursors, grow old, and what is listed counts anew."""
        for table in ("expected", "found", "urls WHERE listing = 1"):
            self.store.execute(f"DELETE FROM {table}")  # noqa: S608


def ask_of(row: sqlite3.Row) -> Ask:
    """The Ask that a row was made from."""
    return Ask(
        **{name: row[name] for name in ("url", "kind", "key", "version", "body", "depth", "priority")},
        listing=bool(row["listing"]),
        cell=Cell(row["municipality"], row["year"]),
        declared=json.loads(row["declared"]),
    )
