"""Cells that no spreadsheet takes for a formula, whatever a document, a setting or a file name holds.

A formula begins with = + - @ (or their wide forms), a tab, a return or a line end. In a CSV file such a text gets an
apostrophe in front. So does one behind a semicolon or a tab inside a text: a Dutch spreadsheet splits there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_LIVE = re.compile(f"^(?=[{_SIGNS}\t\r\n])|(?<=[;\t\r\n|])(?=[{_SIGNS}])")
_PIECE = 200_000
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?|-")


def is_live(text: str) -> bool:
    """Whether a spreadsheet might read the text, or what stands behind a separator in it, as a formula."""
    return bool(_LIVE.search(text)) and not _NUMBER.fullmatch(text)


def neutral(text: str) -> str:
    """The text with an apostrophe before all that might be read as a formula; a plain number stays one."""
    return _LIVE.sub("'", text) if is_live(text) else text


def neutral_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with each text made neutral; every different text is looked at once."""
    texts = [name for name in frame.columns if frame[name].dtype == "str"]
    return frame.assign(**{str(name): frame[name].map(_mapping(frame[name])) for name in texts})


def write_csv_file(frame: pd.DataFrame, path: Path) -> None:
    """Write a CSV file in which no cell can start a formula; Arrow takes an eighth of the time that pandas takes."""
    schema = pa.Schema.from_pandas(frame, preserve_index=False)
    with csv.CSVWriter(path, schema) as writer:
        for piece in pieces(frame):
            writer.write_table(pa.Table.from_pandas(neutral_frame(piece), schema, preserve_index=False))


def write_parquet_file(frame: pd.DataFrame, path: Path) -> None:
    """Write a Parquet file with the columns as they are, piece by piece."""
    schema = pa.Schema.from_pandas(frame, preserve_index=False)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for piece in pieces(frame):
            writer.write_table(pa.Table.from_pandas(piece, schema, preserve_index=False))


def pieces(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows in pieces, at least one: a copy of all would take as much memory as the frame itself."""
    for start in range(0, max(1, len(frame)), _PIECE):
        yield frame.iloc[start : start + _PIECE]


def _mapping(column: Any) -> dict[str, str]:
    return {value: neutral(value) for value in column.dropna().unique()}
