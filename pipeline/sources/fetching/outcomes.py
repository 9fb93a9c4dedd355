"""What became of a request, written in one transaction with all that follows from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from pipeline.sources.asking import Answer, Ask, Part, Reading
from pipeline.sources.fetching.frontier import Frontier, ask_of
from pipeline.sources.fetching.ledger import count
from pipeline.sources.fetching.store import transaction

MAX_HOPS = 10
_UNLISTED = """
UPDATE urls SET removed_at = ?
WHERE kept IS NOT NULL AND removed_at IS NULL AND listed = 1 AND (version != '' OR kind = 'part')
  AND key NOT IN (SELECT key FROM found) AND key NOT IN (SELECT target FROM urls WHERE target IS NOT NULL)
  AND NOT (kind = 'part' AND replace(key, '/text', '') IN (SELECT key FROM found))
"""
_LISTED_AGAIN = """
UPDATE urls SET removed_at = NULL
WHERE removed_at IS NOT NULL AND state = 'done' AND version != '' AND key IN (SELECT key FROM found WHERE left_out = '')
"""
_MAX_HEADERS, _MAX_HEADER = 60, 1_000
_REMOVE = "UPDATE urls SET removed_at = ? WHERE (key = ? OR key LIKE ?) AND removed_at IS NULL"
_TAKEN_BACK = ("soft_404", "withdrawn", "excluded")  # the source says, in its own way, that it is not there
_HIDDEN = frozenset({"set-cookie", "set-cookie2", "proxy-authenticate", "www-authenticate"})


@dataclass(frozen=True)
class Moment:
    """When an answer came: for the record (ISO 8601), and in seconds for the queue."""

    iso: str
    seconds: float


def record_answer(frontier: Frontier, row: sqlite3.Row, answer: Answer, reading: Reading, *, at: Moment) -> str:
    """Keep an answer and what it led to; returns its outcome in a word."""
    store = frontier.store
    checksum = sha256(answer.body).hexdigest()
    kept = reading.keep and not reading.problem
    with transaction(store):
        frontier.add(reading.asks)
        count(store, reading)
        for part in reading.parts:
            _put_part(store, row, part, at)
        for item in reading.removed:
            store.execute(_REMOVE, (at.iso, item, f"{item}/%"))
        had = row["kept"] is not None
        same = row["sha256"] == checksum and had
        if kept and not same:
            store.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (checksum, answer.body))
        facts = {
            "state": _state(reading),
            "cause": reading.problem,
            "removed_at": (row["removed_at"] or at.iso) if had and reading.problem else None,
            "etag": answer.headers.get("etag"),
            "modified": answer.headers.get("last-modified"),
            "got_version": answer.ask.version,
            "target": reading.instead or None,
            **({"kept": json.dumps(dict(reading.declared), ensure_ascii=False, sort_keys=True)} if kept else {}),
            **({} if same or (had and not kept) else _content(answer, checksum, at)),
        }
        _set(store, row["id"], facts)
        if kept:
            _drop_unused(store, row["sha256"], checksum)
    return reading.problem or ("unchanged" if same and kept else "fetched")


def _state(reading: Reading) -> str:
    if reading.problem in _TAKEN_BACK:
        return "gone"
    return "failed" if reading.problem else "moved" if reading.instead else "done"


def _content(answer: Answer, checksum: str, at: Moment) -> dict[str, Any]:
    shown = [(name, value[:_MAX_HEADER]) for name, value in answer.headers.items() if name not in _HIDDEN]
    headers = dict(shown[:_MAX_HEADERS])
    return {
        "status": answer.status,
        "headers": json.dumps(headers, ensure_ascii=False, sort_keys=True),
        "media_type": answer.media_type or None,
        "sha256": checksum,
        "size": len(answer.body),
        "fetched_at": at.iso,
    }


def record_unchanged(frontier: Frontier, row: sqlite3.Row) -> str:
    """The source says 304: what was fetched before stands, with its own time."""
    with transaction(frontier.store):
        _set(frontier.store, row["id"], {"state": "done", "cause": "", "removed_at": None})
    return "unchanged"


def record_moved(frontier: Frontier, row: sqlite3.Row, target: Ask, *, status: int) -> str:
    """A redirect: its target stands in the queue as an address of its own, with all checks."""
    if row["hops"] >= MAX_HOPS:
        return record_end(frontier, row, state="failed", cause="redirect_limit", status=status)
    target = replace(target, priority=min(target.priority, row["priority"]))
    with transaction(frontier.store):
        frontier.add([target], hops=row["hops"] + 1)
        facts = {"state": "moved", "cause": "", "target": target.identity, "status": status}
        _set(frontier.store, row["id"], facts)
        if _circular(frontier.store, target.identity):
            _set(frontier.store, row["id"], {"state": "failed", "cause": "redirect_loop"})
            return "redirect_loop"
    return "moved"


def _circular(store: sqlite3.Connection, key: str) -> bool:
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        row = store.execute("SELECT target FROM urls WHERE key = ? AND state = 'moved'", (key,)).fetchone()
        if row is None or row[0] is None:
            return False
        key = row[0]
    return True


def record_gone(frontier: Frontier, row: sqlite3.Row, *, status: int, at: Moment) -> str:
    """404 or 410: what was fetched earlier is kept, and marked as removed."""
    with transaction(frontier.store):
        facts: dict[str, Any] = {"state": "gone", "cause": f"http_{status}"}
        if row["kept"] is not None and row["removed_at"] is None:
            facts["removed_at"] = at.iso
        elif row["kept"] is None:
            facts["status"] = status
        _set(frontier.store, row["id"], facts)
    return "gone"


def mark_removed(store: sqlite3.Connection, *, at: Moment) -> None:
    """What the source's lists no longer hold is marked, and what came back is not; pages that links lead to are no
    matter of lists. Only for a round in which all lists were read.
    """
    with transaction(store):
        store.execute(_UNLISTED, (at.iso,))
        store.execute(_LISTED_AGAIN)


def record_end(frontier: Frontier, row: sqlite3.Row, *, state: str, cause: str, status: int | None = None) -> str:
    """A failure or a refusal that asking again will not mend in this round; earlier content stays."""
    with transaction(frontier.store):
        extra = {} if row["kept"] is not None or status is None else {"status": status}
        _set(frontier.store, row["id"], {"state": state, "cause": cause, **extra})
    return cause


def record_later(frontier: Frontier, row: sqlite3.Row, *, cause: str, moment: float) -> str:
    """Ask again from `moment` on, or give up after so many attempts as the settings allow."""
    attempts = row["attempts"] + 1
    if attempts >= frontier.limits.attempts:
        return record_end(frontier, row, state="failed", cause=cause)
    with transaction(frontier.store):
        _set(frontier.store, row["id"], {"attempts": attempts, "not_before": moment, "cause": cause})
    return "later"


def _put_part(store: sqlite3.Connection, row: sqlite3.Row, part: Part, at: Moment) -> None:
    checksum = sha256(part.body).hexdigest()
    old = store.execute("SELECT sha256 FROM urls WHERE key = ?", (part.key,)).fetchone()
    if old is not None and old[0] == checksum:
        store.execute("UPDATE urls SET listed = 1, state = 'done', removed_at = NULL WHERE key = ?", (part.key,))
        return
    store.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (checksum, part.body))
    facts = {
        "key": part.key,
        "url": part.url,
        "host": row["host"],
        "kind": "part",
        "listing": 0,
        "version": "",
        "body": "",
        "depth": 0,
        "hops": 0,
        "priority": 0,
        "municipality": row["municipality"],
        "year": row["year"],
        "declared": "{}",
        "state": "done",
        "status": 200,
        "headers": "{}",
        "media_type": part.media_type,
        "sha256": checksum,
        "size": len(part.body),
        "fetched_at": at.iso,
        "kept": json.dumps(dict(part.declared), ensure_ascii=False, sort_keys=True),
    }
    names, marks = ", ".join(facts), ", ".join(f":{name}" for name in facts)
    store.execute(f"INSERT OR REPLACE INTO urls ({names}) VALUES ({marks})", facts)  # noqa: S608
    _drop_unused(store, old[0] if old else None, checksum)


def _drop_unused(store: sqlite3.Connection, old: str | None, new: str) -> None:
    """An older body that no address has any more is thrown away: the snapshot and DVC keep the earlier ones."""
    if old is None or old == new:
        return
    store.execute(
        "DELETE FROM bodies WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM urls WHERE sha256 = ?)", (old, old)
    )


def _set(store: sqlite3.Connection, row_id: int, facts: Mapping[str, Any]) -> None:
    assignments = ", ".join(f"{name} = :{name}" for name in facts)
    store.execute(f"UPDATE urls SET {assignments} WHERE id = :row_id", {**facts, "row_id": row_id})  # noqa: S608


def redirect_ask(row: sqlite3.Row, url: str) -> Ask:
    """The same question at another address."""
    return replace(ask_of(row), url=url, key="", version="", body="")
