"""What a column and a table are, and whether values keep to it. Works on Arrow tables, so that it costs little.

`pipeline/tables.py` holds the tables themselves, `pipeline/table_writer.py` writes long ones piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

Kind = Literal["text", "int", "float", "bool", "vector"]
DTYPES = {"text": "str", "int": "Int64", "float": "float64", "bool": "bool", "vector": "object"}
ARROW = {
    "text": pa.large_string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "vector": pa.list_(pa.float32()),
}
ENTITY_LABELS = (
    *("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"),
    *("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "ID"),
)


@dataclass(frozen=True)
class Column:
    """One column: what it holds, whether it may be null, its unit, and the closed list of values if there is one."""

    kind: Kind
    meaning: str
    nullable: bool = False
    unit: str = ""
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: what a row is, the columns that make it unique, and its columns in order."""

    row: str
    key: tuple[str, ...]
    columns: dict[str, Column]

    def schema(self) -> pa.Schema:
        """The Arrow types of the columns."""
        return pa.schema([(name, ARROW[spec.kind]) for name, spec in self.columns.items()])


@dataclass(frozen=True)
class Fault:
    """The first value of a column that breaks a rule, where it stands, the rule, and how many more there are."""

    column: str
    row: int
    value: object
    rule: str
    more: int


def find_fault(data: pa.Table, table: Table) -> Fault | None:
    """The first fault in the values of the columns that are there, in the order of the contract."""
    for name, spec in table.columns.items():
        if name in data.column_names:
            for rule, wrong in _wrong(data[name], spec):
                count = pc.sum(wrong).as_py() or 0
                if count:
                    row = pc.index(wrong, True).as_py()
                    return Fault(name, row, data[name][row].as_py(), rule, count - 1)
    return None


def _wrong(values: pa.ChunkedArray, spec: Column) -> Iterator[tuple[str, pa.ChunkedArray]]:
    """Each rule of the column with the rows that break it; a rule on values says nothing about what is missing."""
    if not spec.nullable and values.null_count:
        yield "not null", pc.is_null(values)
    if spec.values:
        known = pa.array(spec.values, values.type)
        yield f"one of {', '.join(spec.values)}", pc.and_(pc.invert(pc.is_in(values, known)), pc.is_valid(values))
    if spec.low is not None:
        yield f"at least {spec.low:g}", pc.fill_null(pc.less(values, spec.low), False)
    if spec.high is not None:
        yield f"at most {spec.high:g}", pc.fill_null(pc.greater(values, spec.high), False)


def rises(data: pa.Table, key: tuple[str, ...]) -> bool:
    """Whether each row's key comes after the key of the row before it: sorted, and no key twice."""
    return not len(data) or bool(pc.all(_after(data, key)).as_py() in (True, None))


def repeated(data: pa.Table, key: tuple[str, ...]) -> dict[str, Any] | None:
    """The first key that stands twice in a table sorted by it, or None."""
    before, after = data.slice(0, max(0, len(data) - 1)), data.slice(1)
    equal = reduce(pc.and_, (pc.equal(before[c], after[c]) for c in key))
    row = pc.index(equal, True).as_py() if len(before) else -1
    return data.select(list(key)).slice(row, 1).to_pylist()[0] if row >= 0 else None


def _after(data: pa.Table, key: tuple[str, ...]) -> pa.ChunkedArray:
    before, after = data.slice(0, len(data) - 1)[key[0]], data.slice(1)[key[0]]
    larger = pc.greater(after, before)
    if len(key) == 1:
        return larger
    return pc.or_(larger, pc.and_(pc.equal(after, before), _after(data, key[1:])))
