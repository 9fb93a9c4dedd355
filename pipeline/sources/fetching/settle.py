"""From an answer, or the lack of one, to its outcome in the store. Knows HTTP and connectors, but no Scrapy."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import ModuleType
from urllib.parse import urljoin

from lxml.etree import LxmlError

from pipeline.params import SourceSettings
from pipeline.sources.asking import Answer, Ask, Reading
from pipeline.sources.fetching.frontier import Frontier, ask_of
from pipeline.sources.fetching.outcomes import (
    Moment,
    record_answer,
    record_end,
    record_gone,
    record_later,
    record_moved,
    record_unchanged,
    redirect_ask,
)
from pipeline.sources.fetching.queue import Queue

MAX_WAIT = 3600.0
_MOVED = (301, 302, 303, 307, 308)
_GONE = (404, 410, 451)
_BUSY = (408, 425, 429)


@dataclass(frozen=True)
class Settler:
    """Writes outcomes of one source."""

    frontier: Frontier
    queue: Queue
    connector: ModuleType
    source: SourceSettings

    def answered(self, row: sqlite3.Row, status: int, headers: Mapping[str, str], body: bytes) -> str:
        """An answer with any status; header names in lower case. Returns the outcome in a word."""
        if status == 304 and row["kept"] is not None:
            return record_unchanged(self.frontier, row)
        if status in _MOVED and headers.get("location"):
            return self._moved(row, status, headers["location"])
        if status in _GONE:
            return record_gone(self.frontier, row, status=status, at=now())
        if status in _BUSY or status >= 500:
            return self.later(row, f"http_{status}", retry_after(headers.get("retry-after", "")))
        if not 200 <= status < 300:
            return self.end(row, "failed", f"http_{status}", status)
        return self._read(row, Answer(ask_of(row), status, headers, body))

    def end(self, row: sqlite3.Row, state: str, cause: str, status: int | None = None) -> str:
        """An end that asking again does not mend."""
        return record_end(self.frontier, row, state=state, cause=cause, status=status)

    def later(self, row: sqlite3.Row, cause: str, wait: float | None = None) -> str:
        """Ask again, after ever longer pauses; a server that asks for peace gets it for all its addresses."""
        limits = self.frontier.limits
        patience = 3 if cause == "http_429" else 1
        pause = max(wait or 0, patience * limits.backoff_seconds * 2 ** row["attempts"])
        moment = time.time() + min(pause, MAX_WAIT)
        if wait is not None or cause == "http_429":
            self.queue.hold(row["host"], moment)
        return record_later(self.frontier, row, cause=cause, moment=moment)

    def _read(self, row: sqlite3.Row, answer: Answer) -> str:
        try:
            reading: Reading = self.connector.read(answer, self.source)
        except (ValueError, KeyError, TypeError, LxmlError) as error:
            reading = Reading(problem=f"unreadable: {type(error).__name__}", again=answer.ask.listing)
        if reading.again:
            return self.later(row, reading.problem)
        return record_answer(self.frontier, row, answer, reading, at=now())

    def _moved(self, row: sqlite3.Row, status: int, location: str) -> str:
        try:
            url = urljoin(row["url"], location.strip())
        except ValueError:
            return self.end(row, "refused", "malformed", status)
        decide = getattr(self.connector, "redirected", None)
        target: Ask | str = decide(ask_of(row), url, self.source) if decide else redirect_ask(row, url)
        if isinstance(target, str):
            return self.end(row, "refused", target, status)
        return record_moved(self.frontier, row, target, status=status)


def now() -> Moment:
    """The moment, for records and for the queue."""
    moment = datetime.now(UTC)
    return Moment(moment.isoformat(timespec="seconds"), moment.timestamp())


def retry_after(text: str) -> float | None:
    """Seconds of a Retry-After header, which holds a number or a date; None when it holds neither."""
    if text.strip().isdigit():
        return float(text.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
