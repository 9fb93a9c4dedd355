"""One source under way: Scrapy downloads, `Settler` writes what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    CloseSpider,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from pipeline.sources.fetching.compression import UnpacksTooLarge
from pipeline.sources.fetching.progress import Progress
from pipeline.sources.fetching.robots import RobotsForbidden, RobotsUnreachable
from pipeline.sources.fetching.settle import Settler

_FINAL: dict[type[BaseException], tuple[str, str]] = {
    RobotsForbidden: ("refused", "robots"),
    UnpacksTooLarge: ("failed", "too_large"),
    DownloadCancelledError: ("failed", "too_large"),
    UnsupportedURLSchemeError: ("refused", "scheme"),
}
_LATER: dict[type[BaseException], str] = {
    RobotsUnreachable: "robots_unreachable",
    DownloadTimeoutError: "timeout",
    ResponseDataLossError: "cut_off",
    DownloadConnectionRefusedError: "connection_refused",
    DownloadFailedError: "connection_broken",
    CannotResolveHostError: "no_such_host",
}


class SourceSpider(Spider):
    """Turns rows of the frontier into requests, and answers into outcomes."""

    name = "source"

    def __init__(self, settler: Settler) -> None:
        super().__init__()
        self.settler, self.frontier, self.queue = settler, settler.frontier, settler.queue
        self.progress = Progress(settler.frontier)
        self.problem: Exception | None = None

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: all requests come from the frontier."""
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def request_of(self, row: sqlite3.Row) -> Request:
        """The request for a row, conditional when the row has content from before."""
        headers: dict[str, str] = {}
        if row["kept"] is not None and not row["body"]:
            headers |= {"If-None-Match": row["etag"]} if row["etag"] else {}
            headers |= {"If-Modified-Since": row["modified"]} if row["modified"] else {}
        if row["body"]:
            headers["Content-Type"] = "application/json"
        return Request(
            row["url"],
            method="POST" if row["body"] else "GET",
            body=row["body"] or None,
            headers=headers,
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"row": row},
            dont_filter=True,
        )

    def answered(self, response: Response, row: sqlite3.Row) -> None:
        """Any answer, whatever its status."""
        headers = {k.decode("latin-1").lower(): _text(b", ".join(v)) for k, v in response.headers.items()}
        self._settle(row, lambda: self.settler.answered(row, response.status, headers, response.body))

    def failed(self, failure: Failure) -> None:
        """No whole answer."""
        row: sqlite3.Row = failure.request.cb_kwargs["row"]  # type: ignore[attr-defined]
        self._settle(row, lambda: self._lost(failure.value, row))

    def _settle(self, row: sqlite3.Row, write: Callable[[], str]) -> None:
        try:
            self.progress.add(row, write())
            self.queue.done(row)
        except Exception as error:
            self.problem = error
            raise CloseSpider("problem") from error

    def _lost(self, error: BaseException | None, row: sqlite3.Row) -> str:
        if isinstance(error, (CannotResolveHostError, RobotsUnreachable)) and row["host"] in _refused_names():
            return self.settler.end(row, "refused", "not_public")
        for kind, (state, cause) in _FINAL.items():
            if isinstance(error, kind):
                return self.settler.end(row, state, cause)
        name = next((cause for kind, cause in _LATER.items() if isinstance(error, kind)), None)
        return self.settler.later(row, name or f"broken_{type(error).__name__}")


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _refused_names() -> dict[str, str]:
    from twisted.internet import reactor  # noqa: PLC0415 (only after Scrapy has chosen the reactor)

    found: dict[str, str] = reactor.nameResolver.guard.refused
    return found
