"""Write a long table piece by piece, so that it never has to be in memory whole. Makes the file `write_table` would.

The pieces come in the order of the table's key, each column as an Arrow or NumPy array. Every group of rows is checked
before it is written; a run that stops leaves the old file or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.contract import find_fault, rises
from pipeline.errors import ContractError
from pipeline.files import replacing
from pipeline.runner import current_stage
from pipeline.tables import TABLES, broken_column, empty_table

GROUP_ROWS = 1 << 20  # as pandas does
PIECES = 64  # that become columns of one table together


class TableWriter:
    """Takes pieces of one table; made by `writing`."""

    def __init__(self, name: str, target: pq.ParquetWriter, schema: pa.Schema) -> None:
        self._name, self._table, self._target, self._schema = name, TABLES[name], target, schema
        self._pieces: list[tuple[int, Mapping[str, Any]]] = []
        self._waiting: list[pa.Table] = []
        self._last = schema.empty_table()
        self._rows = 0

    def add(self, columns: Mapping[str, Any]) -> None:
        """Add rows: arrays of one length; what is a single value holds for all of them.

        Raises:
            ContractError: a value or the order breaks the contract.
        """
        rows = next(len(values) for values in columns.values() if not isinstance(values, str))
        self._pieces.append((rows, columns))
        self._rows += rows
        if len(self._pieces) >= PIECES:
            self._gather()
        while self._rows >= GROUP_ROWS:
            self._write(GROUP_ROWS)

    def flush(self) -> None:
        """Write what waits."""
        self._write(self._rows)

    def _gather(self) -> None:
        """Make one table of the pieces: a column of many at a time costs a third of one by one."""
        if self._pieces:
            self._waiting.append(_as_table(self._pieces, self._schema))
        self._pieces = []

    def _write(self, rows: int) -> None:
        self._gather()
        whole = pa.concat_tables([self._schema.empty_table(), *self._waiting])
        group, rest = whole.slice(0, rows).combine_chunks(), whole.slice(rows)
        self._waiting, self._rows = [rest], len(rest)
        if fault := find_fault(group, self._table):
            raise broken_column(self._name, fault)
        if not rises(pa.concat_tables([self._last, group]), self._table.key):
            raise ContractError(
                f"rows of the table {self._name} come out of order, or twice",
                expected=f"each one once, by {', '.join(self._table.key)}",
                where=f"stage {current_stage()}",
                remedy="mend the code that makes this table",
            )
        self._last = group.slice(max(0, len(group) - 1))
        if len(group):
            self._target.write_table(group, row_group_size=len(group))


@contextmanager
def writing(name: str, path: Path) -> Iterator[TableWriter]:
    """A writer of one table; the file is put in place of `path` when the block ends well."""
    schema = pa.Schema.from_pandas(empty_table(name), preserve_index=False)
    with replacing(path) as part, pq.ParquetWriter(part, schema, compression="zstd") as target:
        writer = TableWriter(name, target, schema)
        yield writer
        writer.flush()


def write_pieces(pieces: Iterable[tuple[str, Mapping[str, Any]]], paths: Mapping[str, Path]) -> None:
    """Write several tables side by side.

    Args:
        pieces: (name of a table, columns of some of its rows), for each table in the order of its key.
        paths: where each table goes; a table without pieces is written too, empty.
    """
    with ExitStack() as tables:
        writers = {name: tables.enter_context(writing(name, path)) for name, path in paths.items()}
        for name, columns in pieces:
            writers[name].add(columns)


def _as_table(pieces: Sequence[tuple[int, Mapping[str, Any]]], schema: pa.Schema) -> pa.Table:
    arrays = [_as_column([(rows, columns[field.name]) for rows, columns in pieces], field.type) for field in schema]
    return pa.table(arrays, schema=schema)


def _as_column(parts: Sequence[tuple[int, Any]], kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    """The values of several pieces, each as a list, an array, or one value for all of its rows."""
    if all(isinstance(values, list) for _, values in parts):
        return _as_array([value for _, values in parts for value in values], kind)
    if all(isinstance(values, str) for _, values in parts):
        places = np.repeat(np.arange(len(parts)), [rows for rows, _ in parts])
        return pa.array([values for _, values in parts], kind).take(pa.array(places))
    chunks = [chunk for rows, values in parts for chunk in _chunks(values, rows)]
    if len({chunk.type for chunk in chunks}) == 1:
        return pa.chunked_array(chunks).cast(kind)
    return pa.chunked_array([_as_array(chunk, kind) for chunk in chunks], kind)


def _chunks(values: Any, rows: int) -> list[pa.Array]:
    if isinstance(values, str):
        return [pa.repeat(values, rows)]
    if isinstance(values, pa.ChunkedArray):
        return list(values.chunks)
    return [values if isinstance(values, pa.Array) else pa.array(values, from_pandas=True)]


def _as_array(values: Any, kind: pa.DataType) -> pa.Array:
    array = values if isinstance(values, pa.Array) else pa.array(values, from_pandas=True)
    return array if array.type == kind else array.cast(kind)
