"""The store of one source: SQLite in WAL mode; what is fetched, its outcome and what it led to are one transaction.

A process that is killed leaves either all of an answer or nothing of it. The file is the fetcher's own: no stage of
`dvc.yaml` reads it. What DVC reads is the snapshot that is written from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS urls (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, host TEXT NOT NULL, kind TEXT NOT NULL, listing INTEGER NOT NULL,
    version TEXT NOT NULL, body TEXT NOT NULL, depth INTEGER NOT NULL, hops INTEGER NOT NULL, priority INTEGER NOT NULL,
    municipality TEXT NOT NULL, year INTEGER NOT NULL, declared TEXT NOT NULL,
    listed INTEGER NOT NULL DEFAULT 1,    -- 0: no longer in what the source was asked for
    state TEXT NOT NULL,                  -- waiting, done, moved, gone, failed, refused
    cause TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0, not_before REAL NOT NULL DEFAULT 0,
    target TEXT,                          -- key of the address that it moved to
    status INTEGER, headers TEXT, media_type TEXT, etag TEXT, modified TEXT, got_version TEXT,
    sha256 TEXT, size INTEGER, fetched_at TEXT, removed_at TEXT,
    kept TEXT                             -- what `read` declared of a document; null for what is none
);
CREATE INDEX IF NOT EXISTS urls_next ON urls (state, host, priority, id);
CREATE INDEX IF NOT EXISTS urls_sha256 ON urls (sha256);
CREATE TABLE IF NOT EXISTS bodies (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS expected (
    municipality TEXT, year INTEGER, question TEXT, number INTEGER NOT NULL, PRIMARY KEY (municipality, year, question)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found (
    municipality TEXT, year INTEGER, item TEXT, key TEXT NOT NULL, left_out TEXT NOT NULL,
    PRIMARY KEY (municipality, year, item)
) WITHOUT ROWID;
"""


def open_store(path: Path) -> sqlite3.Connection:
    """Open or make the store of a source."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path, timeout=60, isolation_level=None)
    store.row_factory = sqlite3.Row
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute("PRAGMA cache_size=-32000")
    store.executescript(_SCHEMA)
    return store


@contextmanager
def transaction(store: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        store.execute("ROLLBACK")
        raise
    store.execute("COMMIT")


def get_note(store: sqlite3.Connection, name: str, default: str = "") -> str:
    """A note of the fetcher's own."""
    row = store.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def set_note(store: sqlite3.Connection, name: str, value: str) -> None:
    """Write a note."""
    store.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
