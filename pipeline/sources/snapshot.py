"""What every connector yields, and how the scrape stage keeps it: raw bytes by their hash, one row a resource.

The bytes lie below a folder of this machine, or of any file system by its URL (`sources.x.store` in params.yaml).
"""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pipeline.cache import digest
from pipeline.files import Address, file_names, is_url, join, replacing

_BLOCK = 1 << 20
_AT_ONCE = 16


@dataclass(frozen=True)
class Fetched:
    """One resource as a connector hands it over. `path` holds its bytes; they are copied untouched."""

    url: str
    path: Path
    name: str
    status: int = 200
    media_type: str | None = None
    retrieved_at: str | None = None
    licence: str | None = None
    declared: dict[str, Any] = field(default_factory=dict)


def canonical_url(url: str) -> str:
    """The address without fragment and default port, scheme and host in lower case; without a host unchanged."""
    parts = urlsplit(url.strip())
    if not parts.netloc:
        return url
    host = parts.netloc.lower().removesuffix(":80" if parts.scheme == "http" else ":443")
    return urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))


def keep(fetched: Iterable[Fetched], folder: Address, *, source: str) -> list[dict[str, Any]]:
    """Copy the bytes below `folder`, where they are not there yet, and return the rows of the records table.

    Two resources with one address get two records: the second one's id counts its bytes too.
    """
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    with _Kept(folder) as kept:
        for one in fetched:
            checksum, size = _checksum(one.path)
            kept.add(one.path, _blob(checksum))
            url = canonical_url(one.url)
            record_id = digest(source, url)[:16]
            if record_id in seen:
                record_id = digest(source, url, one.name, checksum)[:16]
            seen.add(record_id)
            facts = {"record_id": record_id, "source": source, "url": url, "path": _blob(checksum)}
            rows.append({**facts, "raw_sha256": checksum, "size": size, **_declared(one)})
    return rows


def _declared(one: Fetched) -> dict[str, Any]:
    return {
        "retrieved_at": one.retrieved_at,
        "status": one.status,
        "media_type": one.media_type,
        "licence": one.licence,
        "declared": json.dumps({"file_name": one.name, **one.declared}, ensure_ascii=False, sort_keys=True),
    }


def _blob(checksum: str) -> str:
    return f"{checksum[:2]}/{checksum}"


def _checksum(path: Path) -> tuple[str, int]:
    total, size = sha256(), 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            total.update(block)
            size += len(block)
    return total.hexdigest(), size


class _Kept:
    """The bytes that are kept already, and those on their way. Over a network many travel at a time.

    A folder is listed once: asking for each file would take a journey each.
    """

    def __init__(self, folder: Address) -> None:
        self._folder = folder
        self._names: dict[str, set[str]] = {}
        self._senders = ThreadPoolExecutor(_AT_ONCE if is_url(folder) else 1)
        self._on_their_way: deque[Future[None]] = deque()

    def __enter__(self) -> _Kept:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._senders.shutdown(cancel_futures=kind is not None)
        self._wait(0 if kind is None else len(self._on_their_way))

    def add(self, path: Path, name: str) -> None:
        """Keep the bytes of a file under a name with one folder in it."""
        below, base = name.split("/")
        if below not in self._names:
            self._names[below] = file_names(join(self._folder, below))
        if base not in self._names[below]:
            self._names[below].add(base)
            self._on_their_way.append(self._senders.submit(_send, path, join(self._folder, name)))
        self._wait(4 * _AT_ONCE)

    def _wait(self, at_most: int) -> None:
        while len(self._on_their_way) > at_most:
            self._on_their_way.popleft().result()


def _send(path: Path, where: Address) -> None:
    with replacing(where) as part:
        shutil.copyfile(path, part)
