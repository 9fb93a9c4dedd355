"""Records, documents and ledger -> the table coverage: expected, obtained and usable, per source, place and year."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pandas as pd

from pipeline.tables import empty_table, table_rows

UNKNOWN_PLACE = "-"
UNKNOWN_YEAR = 0

Cell = tuple[str, str, int]


def measure_coverage(records: pd.DataFrame, documents: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """The table coverage; `obtained` adds up to the records.

    A record stands in the cell of its (first) document, or in that of the unknown when it gave none. `usable` counts
    documents about youth or the social domain. `expected` is what the source says it has, less what was left out on
    purpose: in the ledger, by the place and the year that it was asked for (a cell may hold nothing else); else the
    largest number under the key "expected" in the metadata of the cell's records; null when it says nothing.

    Args:
        records: table ``records``.
        documents: table ``documents`` without text.
        ledger: table ``ledger``, with the column ``municipality`` as codes ('-' for the unknown).
    """
    places = {}
    for document in table_rows(documents.sort_values("document_id", ascending=False)):
        places[document.record_id] = _cell(document)
    obtained: Counter[Cell] = Counter()
    expected: dict[Cell, int] = {}
    for record in table_rows(records):
        cell = places.get(record.record_id, (str(record.source), UNKNOWN_PLACE, UNKNOWN_YEAR))
        obtained[cell] += 1
        number = _declared(record.declared)
        if number is not None:
            expected[cell] = max(number, expected.get(cell, 0))
    expected |= _asked(ledger)
    usable = Counter(_cell(d) for d in table_rows(documents[documents["on_topic"]]))
    cells = sorted({*obtained, *usable, *expected})
    rows = [(*cell, expected.get(cell), obtained[cell], usable[cell]) for cell in cells]
    empty = empty_table("coverage")
    return pd.DataFrame(rows, columns=empty.columns).astype(empty.dtypes.to_dict()) if rows else empty


def covered(cells: pd.DataFrame) -> float | None:
    """Obtained of what is expected, over the cells where the source says what it has; None where no source says."""
    known = cells[cells["expected"].notna()]
    expected = int(known["expected"].sum())
    return min(int(known["obtained"].sum()) / expected, 1.0) if expected else None


def _asked(ledger: pd.DataFrame) -> dict[Cell, int]:
    asked: dict[Cell, int] = {}
    for row in table_rows(ledger[ledger["expected"].notna()]):
        cell = (str(row.source), str(row.municipality), int(row.year))
        asked[cell] = asked.get(cell, 0) + max(int(row.expected) - int(row.left_out), 0)
    return asked


def _cell(document: Any) -> Cell:
    code, year = document.municipality_code, document.year
    place = UNKNOWN_PLACE if pd.isna(code) else str(code)
    return str(document.source), place, UNKNOWN_YEAR if pd.isna(year) else int(year)


def _declared(text: str) -> int | None:
    value = json.loads(text).get("expected")
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
