"""A small HTTP/1.1 server on the loopback interface, for replaying sites and services: plain asyncio, in a thread.

An `App` is a function from a request to a `Reply`, or to raw steps for servers that misbehave. Every request is logged.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    """An answer; `raw` sends these pieces instead, each behind its pause in seconds, and then closes the connection."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: tuple[tuple[float, bytes], ...] = ()
    reset: bool = False


App = Callable[[Asked], Reply]


class Loopback:
    """A running server: its address, and what it was asked."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.log: list[Asked] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, *, robots: bool = False) -> list[str]:
        """Targets in order; robots.txt only when wanted."""
        return [a.target for a in self.log if robots or a.path != "/robots.txt"]

    def start(self) -> None:
        self._thread.start()
        self._ready.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=1 << 20))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            async for asked in _requests(reader):
                self.log.append(asked)
                if not await self._answer(asked, writer):
                    break
        with suppress(ConnectionError):
            writer.close()

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        reply = self._app(asked)
        if reply.raw:
            for pause, piece in reply.raw:
                await asyncio.sleep(pause)
                writer.write(piece)
                await writer.drain()
            if reply.reset:
                writer.transport.abort()
            return False
        headers = {"Content-Type": reply.media_type, "Content-Length": str(len(reply.body)), **reply.headers}
        head = f"HTTP/1.1 {reply.status} X\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n"
        body = b"" if reply.status == 304 else reply.body
        writer.write(head.encode("latin-1") + body)
        await writer.drain()
        return True


async def _requests(reader: asyncio.StreamReader) -> AsyncIterator[Asked]:
    while True:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        method, target, _ = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        yield Asked(method, target, headers, await reader.readexactly(int(headers.get("content-length", 0))))


@contextmanager
def serving(app: App) -> Iterator[Loopback]:
    """The server for the time of a `with` block."""
    server = Loopback(app)
    server.start()
    try:
        yield server
    finally:
        server.stop()
