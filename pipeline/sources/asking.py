"""The words between a connector and the fetcher: what to ask, what came back, and what the connector makes of it.

A connector for a source on the network is a file with three functions, all pure:

- ``plan(source) -> Reading``: what to ask first, and what the source is known to have before it is asked;
- ``read(answer, source) -> Reading``: what an answer means: more to ask, a document to keep, numbers for the ledger;
- ``fetch(source, key) -> Iterator[Fetched]``: for the scrape stage: what the snapshot holds.

It may have a fourth, ``redirected(ask, url, source) -> Ask | str``: where a redirect may lead; text refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

NOWHERE = "-"
NO_YEAR = 0


class Cell(NamedTuple):
    """A square of the ledger: municipality as the source names it, and the year that was asked for."""

    municipality: str = NOWHERE
    year: int = NO_YEAR


ANYWHERE = Cell()


@dataclass(frozen=True)
class Ask:
    """One request. `key` makes it one: what has an equal key is fetched once.

    Args:
        kind: the connector's own word, by which `read` knows what it asked.
        listing: tells of other addresses; asked again in every round and never a document.
        version: the source's own mark of the content; while it stays the same, the address is not asked again.
        body: of a POST request, as JSON; empty for GET.
        depth: links followed from the start.
        priority: lower goes first.
    """

    url: str
    kind: str = "document"
    key: str = ""
    listing: bool = False
    version: str = ""
    body: str = ""
    depth: int = 0
    priority: int = 5
    cell: Cell = ANYWHERE
    declared: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """The key, or what stands for it."""
        if self.key:
            return self.key
        return f"{self.url}\n{sha256(self.body.encode()).hexdigest()}" if self.body else self.url


@dataclass(frozen=True)
class Answer:
    """What came back, with a status from 200 to 299. Header names are in lower case."""

    ask: Ask
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The declared type without its parameters, in lower case."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass(frozen=True)
class Part:
    """A document that stands within an answer, such as a hit with its text."""

    key: str
    url: str
    body: bytes
    media_type: str
    declared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """One thing that the source listed. `key` is that of its Ask or Part; without one, `left_out` says why."""

    cell: Cell
    item: str
    key: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Expected:
    """A number that the source gave; those of one cell are added up over their `question`s."""

    cell: Cell
    question: str
    number: int


@dataclass(frozen=True)
class Reading:
    """What an answer means.

    Args:
        problem: an outcome other than success; with `again`, it is asked once more later.
        instead: key of the Ask that takes the place of this one, as behind a redirect.
        removed: items (see `Found`) that the source has taken back.
    """

    asks: tuple[Ask, ...] = ()
    keep: bool = False
    declared: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    expected: tuple[Expected, ...] = ()
    found: tuple[Found, ...] = ()
    removed: tuple[str, ...] = ()
    problem: str = ""
    again: bool = False
    instead: str = ""
