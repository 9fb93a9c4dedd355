"""The snapshot of a source on the network: a folder that DVC can keep, push and pull. Stages read this, never the net.

``snapshot.jsonl``: one line a document, sorted by key; ``ledger.jsonl``: one line a municipality and year;
``blobs/ab/ab12...``: the bytes as they came, under their SHA-256. The same store gives the same snapshot, byte by byte.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.params import SourceSettings
from pipeline.sources.asking import NO_YEAR
from pipeline.sources.fetching.ledger import Line
from pipeline.sources.snapshot import Fetched

_PLAIN = ("key", "url", "kind", "version", "status", "media_type", "sha256", "size", "removed_at")
INDEX, LEDGER, BLOBS = "snapshot.jsonl", "ledger.jsonl", "blobs"
_ROWS = """
SELECT urls.*, length(bodies.bytes) AS stored FROM urls LEFT JOIN bodies USING (sha256)
WHERE kept IS NOT NULL AND listed = 1 ORDER BY key
"""


def export_snapshot(store: sqlite3.Connection, lines: Iterable[Line], folder: Path) -> int:
    """Write the snapshot of what is in the store; returns the number of documents.

    Bytes first, then the index in one step, then what nothing names any more goes: whenever it is stopped, the index
    names only bytes that are there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted: set[str] = set()
    index: list[str] = []
    for row in store.execute(_ROWS):
        checksum = row["sha256"]
        if checksum not in wanted:
            _put_blob(store, checksum, folder)
        wanted.add(checksum)
        index.append(json.dumps(_line(row), ensure_ascii=False, sort_keys=True))
    _put(folder / INDEX, "".join(f"{line}\n" for line in index).encode())
    squares = [json.dumps(_square(line), ensure_ascii=False, sort_keys=True) for line in lines]
    _put(folder / LEDGER, "".join(f"{line}\n" for line in squares).encode())
    for file in (folder / BLOBS).glob("*/*"):
        if file.name not in wanted:
            file.unlink()
    return len(index)


def read_snapshot(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """The documents of a snapshot, in the order of the index.

    Raises:
        InputError: nothing was fetched yet, or bytes are missing or are not what they were.
    """
    folder = source.path
    if folder is None or not (folder / INDEX).is_file():
        raise InputError(
            f"source {key!r} was never fetched on this machine",
            expected=f"a snapshot in {folder}",
            where=f"params.yaml, sources.{key}.path",
            remedy="get it from a colleague with `dvc pull`, or fetch it: make refresh SOURCE=" + key,
        )
    for number, text in enumerate((folder / INDEX).read_text(encoding="utf-8").splitlines(), 1):
        line = json.loads(text)
        path = folder / BLOBS / line["sha256"][:2] / line["sha256"]
        if not path.is_file() or path.stat().st_size != line["size"]:
            raise InputError(
                f"the bytes of line {number} of the snapshot are missing or cut off: {line['url']}",
                where=str(path),
                remedy="dvc pull, or make refresh SOURCE=" + key,
            )
        yield Fetched(
            url=line["url"],
            path=path,
            name=line["sha256"],
            status=line["status"],
            media_type=line["media_type"],
            retrieved_at=line["retrieved_at"],
            licence=line["declared"].get("licence") or source.licence,
            declared={**line["declared"], **_told(line)},
        )


def read_ledger(source: SourceSettings, *, key: str) -> list[dict[str, Any]]:
    """Rows of the table `ledger`; none for a source that is no snapshot."""
    folder = source.path
    if folder is None or not (folder / INDEX).is_file() or not (folder / LEDGER).is_file():
        return []
    lines = (folder / LEDGER).read_text(encoding="utf-8").splitlines()
    return [{"source": key, **json.loads(line)} for line in lines]


def _told(line: dict[str, Any]) -> dict[str, Any]:
    facts = {"http_headers": line["headers"], "removed_at": line["removed_at"]}
    return {name: value for name, value in facts.items() if value}


def _line(row: sqlite3.Row) -> dict[str, Any]:
    declared = {**json.loads(row["declared"]), **json.loads(row["kept"])}
    if row["stored"] != row["size"]:
        raise InputError(f"the store holds no whole copy of {row['url']}", remedy="delete the store, and fetch again")
    return {
        **{name: row[name] for name in _PLAIN},
        "retrieved_at": row["fetched_at"],
        "headers": json.loads(row["headers"]),
        "declared": declared,
        "asked_year": row["year"] if row["year"] != NO_YEAR else None,
    }


def _square(line: Line) -> dict[str, Any]:
    facts = {name: getattr(line, name) for name in ("expected", "listed", "left_out", "obtained", "gone", "failed")}
    return {"municipality": line.cell.municipality, "year": line.cell.year, **facts}


def _put_blob(store: sqlite3.Connection, checksum: str, folder: Path) -> None:
    target = folder / BLOBS / checksum[:2] / checksum
    if target.is_file() and sha256(target.read_bytes()).hexdigest() == checksum:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    body: bytes = store.execute("SELECT bytes FROM bodies WHERE sha256 = ?", (checksum,)).fetchone()[0]
    _put(target, body)


def _put(target: Path, body: bytes) -> None:
    if target.is_file() and target.read_bytes() == body:
        return
    part = target.with_name(f".{target.name[:40]}.{os.getpid()}.part")
    part.write_bytes(body)
    part.replace(target)
