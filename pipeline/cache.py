"""Per-document results, kept outside DVC and safe to delete.

A result is stored under a digest of the stage, the code of its room, its settings, its model and its input, so that a
changed one is never met again. SQLite in WAL mode: a killed process loses at most the batch that was under way.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgpack

_ROOT = Path(__file__).parent


def digest(*parts: str | bytes) -> str:
    """A 32-character hash of parts, each preceded by its length, so that no two lists of parts collide by joining."""
    total = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def code_digest(*names: str) -> str:
    """Hash of the source of rooms or modules below pipeline/: ``code_digest("cleaning", "text.py")``."""
    files = sorted(f for name in names for f in _python_files(_ROOT / name))
    return digest(*(part for f in files for part in (f.relative_to(_ROOT).as_posix(), f.read_bytes())))


def files_digest(*paths: Path) -> str:
    """Hash of the content of files and of all files below folders; the names count too."""
    found: list[tuple[str, Path]] = []
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found += [(p.relative_to(path.parent).as_posix(), p) for p in below if "__pycache__" not in p.parts]
    return digest(*(part for name, p in found for part in (name, p.read_bytes())))


def _python_files(path: Path) -> Iterator[Path]:
    yield from path.rglob("*.py") if path.is_dir() else [path]


class Cache:
    """Results by key. `prefix` is the digest of all that is the same for every document of the run."""

    def __init__(self, folder: Path, *, stage: str, prefix: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._prefix = digest(stage, prefix)
        self._connection = sqlite3.connect(folder / f"{stage}.sqlite", timeout=60, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
        )

    def key(self, input_hash: str) -> str:
        """The full key of one document's result."""
        return digest(self._prefix, input_hash)

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that have a result."""
        query = "SELECT results.key FROM json_each(?) AS wanted JOIN results ON results.key = wanted.value"
        return {row[0] for row in self._connection.execute(query, (json.dumps(list(keys)),))}

    def get(self, key: str) -> Any:
        """The stored result; KeyError when there is none."""
        return unpack(self.packed(key))

    def packed(self, key: str) -> bytes:
        """The same as it is stored."""
        found = self._connection.execute("SELECT value FROM results WHERE key = ?", (key,))
        row: tuple[bytes] | None = found.fetchone()
        if row is None:
            raise KeyError(key)
        return row[0]

    def stored(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The results of those of the keys that have one, as they are stored."""
        query = "SELECT r.key, r.value FROM json_each(?) AS wanted JOIN results AS r ON r.key = wanted.value"
        return dict(self._connection.execute(query, (json.dumps(list(keys)),)))

    def put(self, results: Iterable[tuple[str, bytes]]) -> None:
        """Store packed results in one transaction."""
        with self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", results)

    def once(self, name: str, check: Callable[[], object]) -> None:
        """Run a check of what the prefix stands for, unless it passed in an earlier run."""
        key = self.key(f"check {name}")
        if key not in self.known([key]):
            check()
            self.put([(key, pack(True))])

    def close(self) -> None:
        """Give the file back; further calls fail."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def pack(value: Any) -> bytes:
    """Plain data (dicts, lists, text, numbers, bytes) as bytes. Never pickle."""
    packed: bytes = msgpack.packb(value, use_bin_type=True)
    return packed


def unpack(data: bytes) -> Any:
    """The inverse of `pack`."""
    return msgpack.unpackb(data, raw=False, strict_map_key=False)
