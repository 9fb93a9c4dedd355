"""A snapshot from a colleague -> a store that goes on from it: the next round asks only for what changed since."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from pipeline.sources.asking import NO_YEAR, NOWHERE
from pipeline.sources.exported import BLOBS, INDEX
from pipeline.sources.fetching.addresses import host_of
from pipeline.sources.fetching.frontier import ADOPTED
from pipeline.sources.fetching.store import get_note, set_note, transaction


def adopt_snapshot(store: sqlite3.Connection, folder: Path) -> int:
    """Fill an empty store with a snapshot; returns the number of documents. Any other store stays as it is."""
    index = folder / INDEX
    if get_note(store, "plan") or not index.is_file():
        return 0
    lines = [json.loads(text) for text in index.read_text(encoding="utf-8").splitlines()]
    with transaction(store):
        for line in lines:
            body = (folder / BLOBS / line["sha256"][:2] / line["sha256"]).read_bytes()
            store.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (line["sha256"], body))
            facts = _facts(line)
            names, marks = ", ".join(facts), ", ".join(f":{name}" for name in facts)
            store.execute(f"INSERT INTO urls ({names}) VALUES ({marks})", facts)  # noqa: S608
        set_note(store, "plan", ADOPTED)
        set_note(store, "finished", "1")
    return len(lines)


def _facts(line: dict[str, Any]) -> dict[str, Any]:
    plain = {name: line[name] for name in ("key", "url", "kind", "version", "status", "media_type", "sha256", "size")}
    return {
        **plain,
        "host": host_of(line["url"]),
        "listing": 0,
        "body": "",
        "depth": 1,
        "hops": 0,
        "priority": 5,
        "municipality": line["declared"].get("municipality", NOWHERE),
        "year": line["asked_year"] or NO_YEAR,
        "declared": json.dumps(line["declared"]),
        "state": "done",
        "headers": json.dumps(line["headers"]),
        "etag": line["headers"].get("etag"),
        "modified": line["headers"].get("last-modified"),
        "fetched_at": line["retrieved_at"],
        "removed_at": line["removed_at"],
        "kept": "{}",
    }
