"""The tables of two runs -> which conclusions are new, gone, reversed or changed in size.

A conclusion is a statement that may be published: a tested difference with q below the threshold, or a row with the
column told. It is the same conclusion when it has the same key. Topics are known by their label, since their numbers
differ from run to run. Changed in size: the new estimate lies outside the old interval, or differs by ten points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from pipeline.compare.runs import Run

Status = Literal["new", "gone", "reversed", "changed"]
TEN_POINTS = 0.10
KEYS = {
    "changes": ("kind", "id", "group_kind", "from", "to"),
    "comparisons": ("kind", "id", "municipality_code", "against"),
    "firsts": ("kind", "id", "municipality_code"),
    "silences": ("kind", "id", "municipality_code"),
    "deeds": ("concept_id", "municipality_code"),
    "copying": ("municipality_code", "source"),
}
KINDS = {"deeds": "step", "copying": "copying"}

Key = tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """One row of a run: what it says, and whether it may be published.

    Attributes:
        estimate, low, high: a difference with its interval; None where the statement holds no number.
        told: it may be published.
        why: the reason if not; "" when told.
    """

    estimate: float | None
    low: float | None
    high: float | None
    told: bool
    why: str


@dataclass(frozen=True)
class Difference:
    """One conclusion that is not the same in both runs."""

    table: str
    kind: str
    key: Key
    status: Status
    before: Statement | None
    after: Statement | None


def find_differences(old: Run, new: Run) -> list[Difference]:
    """All conclusions that differ, by table and key; a table that one of the two lacks is left out."""
    found = []
    for table in shared(old, new):
        before, after = dict(statements(old, table)), dict(statements(new, table))
        for key in sorted({*before, *after}):
            status = compare(before.get(key), after.get(key))
            if status:
                kind = KINDS.get(table, key[0])
                found.append(Difference(table, kind, key, status, before.get(key), after.get(key)))
    return found


def compare(before: Statement | None, after: Statement | None) -> Status | None:
    """What became of a conclusion; None when it is the same, or was none in either run."""
    was, still = bool(before and before.told), bool(after and after.told)
    if was != still:
        return "new" if still else "gone"
    if not (was and before and after) or before.estimate is None or after.estimate is None:
        return None
    if before.estimate * after.estimate < 0:
        return "reversed"
    inside = before.low is None or before.high is None or before.low <= after.estimate <= before.high
    return None if inside and abs(after.estimate - before.estimate) < TEN_POINTS else "changed"


def shared(old: Run, new: Run) -> list[str]:
    """The tables that both runs hold."""
    return [table for table in KEYS if table in old.tables and table in new.tables]


def counted(run: Run, tables: list[str]) -> int:
    """How many conclusions a run holds in these tables."""
    return sum(s.told for table in tables for _, s in statements(run, table))


def statements(run: Run, table: str) -> Iterator[tuple[Key, Statement]]:
    """The rows of a table as statements, by key."""
    labels = _labels(run)
    for row in run.tables[table].to_dict("records"):
        key = [str(row[column]) for column in KEYS[table]]
        if row.get("kind") == "topic":
            key[1] = labels.get(key[1], key[1])
        told = bool(row["told"]) if "told" in row else bool(row["enough_data"]) and float(row["q"]) < run.below
        numbers = [_number(row.get(name)) for name in ("estimate", "low", "high")]
        yield tuple(key), Statement(numbers[0], numbers[1], numbers[2], told, "" if told else _why(row))


def _why(row: Mapping[Any, Any]) -> str:
    if row.get("reason"):
        return str(row["reason"])
    return "chance" if row.get("enough_data", True) else "few_documents"


def _labels(run: Run) -> dict[str, str]:
    topics = run.tables.get("topics")
    return {} if topics is None else {str(r["topic_id"]): str(r["label"]) for r in topics.to_dict("records")}


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
