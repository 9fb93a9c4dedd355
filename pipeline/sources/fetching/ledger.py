"""Expected against obtained, per municipality and year; and what became of every address, by cause."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.sources.asking import Cell, Reading

_LATER = ("waiting", "failed", "refused")


@dataclass(frozen=True)
class Line:
    """One square of the ledger; `listed` = `left_out` + `obtained` + `gone` + `failed` + what still waits."""

    cell: Cell
    expected: int | None
    listed: int
    left_out: int
    obtained: int
    gone: int
    failed: int
    waiting: int

    @property
    def missing(self) -> int:
        """Listed by the source's own number, but neither had, left out, nor gone."""
        return max(self.expected or 0, self.listed) - self.left_out - self.obtained - self.gone


def count(store: sqlite3.Connection, reading: Reading) -> None:
    """Write down what an answer told about numbers. The caller holds the transaction."""
    store.executemany(
        "INSERT OR REPLACE INTO expected VALUES (?, ?, ?, ?)",
        [(*e.cell, e.question, e.number) for e in reading.expected],
    )
    store.executemany(
        "INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?, ?)",
        [(*f.cell, f.item, f.key, f.left_out) for f in reading.found],
    )
    for item in reading.removed:
        store.execute("UPDATE found SET left_out = 'removed' WHERE item = ?", (item,))


def lines(store: sqlite3.Connection) -> list[Line]:
    """The ledger, sorted by municipality and year."""
    rows = store.execute("SELECT municipality, year, sum(number) FROM expected GROUP BY municipality, year")
    expected = {Cell(m, y): n for m, y, n in rows}
    fates = _fates(store)
    counted: dict[Cell, Counter[str]] = defaultdict(Counter)
    for m, y, key, left_out in store.execute("SELECT municipality, year, key, left_out FROM found"):
        counted[Cell(m, y)]["left_out" if left_out else fates(key)] += 1
    return [_line(cell, expected.get(cell), counted[cell]) for cell in sorted(expected | counted)]


def _line(cell: Cell, expected: int | None, found: Mapping[str, int]) -> Line:
    return Line(
        cell=cell,
        expected=expected,
        listed=sum(found.values()),
        left_out=found.get("left_out", 0),
        obtained=found.get("done", 0),
        gone=found.get("gone", 0),
        failed=found.get("failed", 0) + found.get("refused", 0) + found.get("unknown", 0),
        waiting=found.get("waiting", 0),
    )


def _fates(store: sqlite3.Connection) -> Any:
    rows = store.execute("SELECT key, state, target FROM urls WHERE listing = 0")
    table = {key: (state, target) for key, state, target in rows}

    def fate(key: str) -> str:
        for _ in range(20):
            state, target = table.get(key, ("unknown", None))
            if state != "moved" or target is None:
                return str(state)
            key = target
        return "failed"

    return fate


def causes(store: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """(state, cause, number of addresses) of all that did not simply succeed, the most frequent first."""
    query = "SELECT state, cause, count(*) FROM urls WHERE cause != '' GROUP BY state, cause ORDER BY 3 DESC, 1, 2"
    return [(state, cause, n) for state, cause, n in store.execute(query)]


def states(store: sqlite3.Connection) -> dict[str, int]:
    """Addresses by state."""
    return dict(store.execute("SELECT state, count(*) FROM urls GROUP BY state").fetchall())


def shortfall(found: Iterable[Line], *, complete: float) -> list[Line]:
    """Squares where less than the share `complete` of what the source has is accounted for."""
    return [
        line for line in found if line.missing > (1 - complete) * max(line.expected or 0, line.listed) and line.missing
    ]
