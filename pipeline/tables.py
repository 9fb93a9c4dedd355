"""The contract: columns, dtypes, keys and units of every table, checked on every write and read.

A table is a Parquet file. `write_table` sorts by key, checks, and replaces the file in one step; `read_table` checks
again. Offsets count Unicode code points in ``documents.text``. Missing stays missing: a nullable column holds null.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract import DTYPES, Column, Fault, Table, find_fault, repeated, rises
from pipeline.errors import ContractError, InputError
from pipeline.files import Address, file_exists, opened, replacing
from pipeline.runner import current_stage
from pipeline.schema.documents import DOCUMENTS
from pipeline.schema.findings import FINDINGS
from pipeline.schema.language import LANGUAGE
from pipeline.schema.topics import TOPICS
from pipeline.schema.trends import TRENDS

REJECTING = ("clean", "annotate", "entities", "concepts")  # the stages that may reject a document
TABLES: dict[str, Table] = DOCUMENTS | LANGUAGE | FINDINGS | TOPICS | TRENDS
_PIECE = 50_000  # rows that table_rows has in hand at once


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows, with the right columns and dtypes."""
    columns = TABLES[name].columns
    return pd.DataFrame({c: pd.Series([], dtype=DTYPES[spec.kind]) for c, spec in columns.items()})


def make_table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows (dicts with the table's columns) as a checked, sorted table."""
    return check_table(name, pd.DataFrame(rows) if rows else empty_table(name))


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with contract dtypes, sorted by key.

    Raises:
        ContractError: a column is missing, unknown or of a wrong dtype, a value is out of bounds, or a key repeats.
    """
    table = TABLES[name]
    _check_columns(name, frame)
    frame = frame[list(table.columns)].copy()
    for column, spec in table.columns.items():
        frame[column] = _cast(name, column, spec, frame[column])
    data = _as_arrow(table, frame)
    if fault := find_fault(data, table):
        raise broken_column(name, fault)
    if rises(data, table.key):
        return frame.reset_index(drop=True)
    frame = frame.sort_values(list(table.key), kind="stable", ignore_index=True)
    if double := repeated(_as_arrow(table, frame[list(table.key)]), table.key):
        raise _double(name, double)
    return frame


def table_rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples, with columns as attributes and plain Python values in them.

    In pieces and as objects: three times as fast as the columns themselves, which hold their text in Arrow.
    """
    for start in range(0, len(frame), _PIECE):
        yield from frame.iloc[start : start + _PIECE].astype(object).itertuples(index=False)


def write_table(name: str, frame: pd.DataFrame, path: Address) -> pd.DataFrame:
    """Check the table and put it in place of `path` in one step; a killed run leaves the old file or none.

    `path` may be a URL (s3://...), as in `pipeline.files`.
    """
    frame = check_table(name, frame)
    with replacing(path) as part:
        frame.to_parquet(part, index=False, compression="zstd")
    return frame


def read_table(
    name: str,
    path: Address,
    columns: list[str] | None = None,
    *,
    only: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Read and check a table; with `columns`, only those are read and only their dtypes are checked.

    `path` may be a URL, of which only the columns that are asked for are fetched. `only` names columns and the values
    that count in them: other rows are left out while reading, and never are in memory all together.

    Raises:
        InputError: the file is missing or is no Parquet file.
        ContractError: its content breaks the contract.
    """
    if not file_exists(path):
        raise InputError(
            f"the table {name} is missing",
            expected=str(path),
            where=f"stage {current_stage()}",
            remedy="run `dvc repro`, which makes the tables in order",
        )
    try:
        with opened(path) as handle:
            frame = pd.read_parquet(handle, columns=columns, filters=_wanted(only) if only else None)
    except (OSError, ValueError) as error:
        raise InputError(
            f"the table {name} cannot be read: {error}", where=str(path), remedy="delete it and run `dvc repro`"
        ) from error
    if columns is not None:
        return frame
    return check_table(name, frame)


def _wanted(only: Mapping[str, Collection[str]]) -> Any:
    """The rows with one of the values in each of the columns, as Arrow looks for them."""
    listed = {column: pa.array(sorted(values), pa.large_string()) for column, values in only.items()}
    return reduce(and_, (pc.field(column).isin(values) for column, values in listed.items()))


def read_rejects(folder: Path) -> pd.DataFrame:
    """The rejects of all stages that read documents one by one; `folder` holds a table a stage."""
    return pd.concat([read_table("rejects", folder / f"{stage}.parquet") for stage in REJECTING], ignore_index=True)


def _check_columns(name: str, frame: pd.DataFrame) -> None:
    expected = set(TABLES[name].columns)
    missing, extra = sorted(expected - set(frame.columns)), sorted(set(frame.columns) - expected)
    if missing or extra:
        parts = [f"misses the column {c!r}" for c in missing] + [f"has an unknown column {c!r}" for c in extra]
        raise ContractError(
            f"table {name} {' and '.join(parts)}",
            expected=", ".join(TABLES[name].columns),
            where=f"stage {current_stage()}",
            remedy="mend the code that makes it, or change pipeline/tables.py",
        )


def _cast(name: str, column: str, spec: Column, values: pd.Series[Any]) -> pd.Series[Any]:
    try:
        if spec.kind == "text" and not isinstance(values.dtype, pd.StringDtype):
            _check_text(values)
        return values.astype(DTYPES[spec.kind])  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError) as error:
        row = next((i for i, v in enumerate(values) if not _castable(spec, v)), 0)
        raise ContractError(
            f"table {name}, column {column!r}, row {row}: {values.iloc[row]!r} ({error})",
            expected=f"{spec.kind}, {spec.meaning}",
            where=f"stage {current_stage()}",
            remedy="mend the code that makes this column",
        ) from None


def _check_text(values: pd.Series[Any]) -> None:
    wrong = next((v for v in values if not isinstance(v, str) and not pd.isna(v)), None)
    if wrong is not None:
        raise TypeError(f"{type(wrong).__name__}, not text")


def _castable(spec: Column, value: object) -> bool:
    try:
        pd.Series([value]).astype(DTYPES[spec.kind])  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return False
    return spec.kind != "text" or isinstance(value, str) or value is None


def _as_arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """The columns that have rules. Vectors have none, and take long to convert."""
    columns = [c for c in frame.columns if table.columns[c].kind != "vector"]
    return pa.Table.from_pandas(frame[columns], preserve_index=False)


def broken_column(name: str, fault: Fault) -> ContractError:
    """The error for a value that breaks a rule of its column."""
    spec = TABLES[name].columns[fault.column]
    more = f" (and {fault.more} more)" if fault.more else ""
    return ContractError(
        f"table {name}, column {fault.column!r}, row {fault.row}: {fault.value!r}{more}",
        expected=f"{spec.kind}, {spec.meaning}, {fault.rule}",
        where=f"stage {current_stage()}",
        remedy="mend the code that makes this column",
    )


def _double(name: str, key: dict[str, Any]) -> ContractError:
    return ContractError(
        f"table {name} holds two rows for " + ", ".join(f"{column} {value!r}" for column, value in key.items()),
        expected=f"unique {', '.join(key)}",
        where=f"stage {current_stage()}",
        remedy="mend the code that makes this table",
    )
