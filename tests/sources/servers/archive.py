"""The Wayback Machine to replay: a CDX index with resume keys, captures, nearest captures, redirects and refusals."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha1
from urllib.parse import unquote

from tests.sources.servers.loopback import App, Asked, Reply

_FIELDS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]


def digest_of(body: bytes) -> str:
    return b32encode(sha1(body).digest()).decode()


@dataclass(frozen=True)
class Capture:
    original: str
    moment: str
    body: bytes = b"<html><body>Beleid</body></html>"
    media_type: str = "text/html"
    location: str = ""

    @property
    def line(self) -> list[str]:
        key = self.original.partition("://")[2].lower()
        return [key, self.moment, self.original, self.media_type, "200", digest_of(self.body), str(len(self.body))]


@dataclass
class Archive:
    """`errors` answers the n-th request to the index; `page_cap` is what the server gives at most in one answer."""

    captures: list[Capture]
    page_cap: int = 10_000
    errors: dict[int, Reply] = field(default_factory=dict)
    special: dict[str, Reply] = field(default_factory=dict)
    encode_key: bool = False
    lists: int = 0

    def app(self) -> App:
        return self._answer

    def _answer(self, asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return Reply(404)
        if asked.path == "/cdx/search/cdx":
            return self._index(asked)
        moment, _, original = unquote(asked.target).removeprefix("/web/").partition("id_/")
        if original in self.special:
            return self.special[original]
        return self._capture(moment, original, asked.headers["host"])

    def _index(self, asked: Asked) -> Reply:
        self.lists += 1
        if self.lists in self.errors:
            return self.errors[self.lists]
        year = asked.query["from"]
        lines = sorted(c.line for c in self.captures if c.moment.startswith(year) and asked.query["url"] in c.original)
        lines = list({line[0]: line for line in reversed(lines)}.values())[::-1]
        start = int(unquote(asked.query.get("resumeKey", "nl,x 0")).rpartition(" ")[2])
        stop = start + min(self.page_cap, int(asked.query["limit"]))
        page = lines[start:stop]
        more: list[list[str]] = [[], [f"nl%2Cx+{stop}"]] if stop < len(lines) else []
        return Reply(body=json.dumps([_FIELDS, *page, *more] if page else []).encode(), media_type="application/json")

    def _capture(self, moment: str, original: str, host: str) -> Reply:
        same = [c for c in self.captures if c.original == original]
        exact = next((c for c in same if c.moment == moment), None)
        if exact is None and not same:
            return Reply(404, b"never archived")
        if exact is None:
            near = min(same, key=lambda c: abs(int(c.moment) - int(moment)))
            return Reply(302, headers={"Location": f"http://{host}/web/{near.moment}id_/{original}"})
        if exact.location:
            return Reply(302, headers={"Location": f"http://{host}/web/{moment}id_/{exact.location}"})
        return Reply(body=exact.body, media_type=exact.media_type, headers={"Memento-Datetime": f"m{moment}"})


def captures(number: int, site: str = "zwolle.nl") -> Iterable[Capture]:
    """Pages of all five years; the content of a page changes every second year."""
    for n in range(number):
        moment = f"{2011 + n % 5}0304050607"
        yield Capture(
            f"http://www.{site}/p{n // 5}", moment, f"<html><body>{n // 5} {n % 5 // 2}</body></html>".encode()
        )
