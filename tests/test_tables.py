"""The contract: a broken table names the column, the row and the stage, on writing and on reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.contract import DTYPES
from pipeline.errors import ContractError, InputError
from pipeline.tables import TABLES, empty_table, make_table, read_table, write_table

REJECT = {"record_id": "r1", "source": "s", "url": "u", "stage": "clean", "reason": "empty", "detail": "nothing in it"}


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_survives_the_disk(name: str, tmp_path: Path) -> None:
    write_table(name, empty_table(name), tmp_path / "t.parquet")
    assert list(read_table(name, tmp_path / "t.parquet").columns) == list(TABLES[name].columns)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_meaning_and_every_key_is_a_column(name: str) -> None:
    table = TABLES[name]
    assert set(table.key) <= set(table.columns)
    assert all(spec.meaning and spec.kind in DTYPES for spec in table.columns.values())
    assert all(spec.unit for spec in table.columns.values() if spec.kind in ("int", "float"))


def test_rows_come_back_sorted_by_key(tmp_path: Path) -> None:
    write_table("rejects", pd.DataFrame([{**REJECT, "record_id": r} for r in ("b", "a")]), tmp_path / "t.parquet")
    assert list(read_table("rejects", tmp_path / "t.parquet")["record_id"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": "bad mood"}, ["'reason'", "row 1", "'bad mood'"]),
        ({"detail": None}, ["'detail'", "row 1"]),
        ({"url": 7}, ["'url'", "row 1", "7"]),
        ({"extra": 1}, ["unknown column 'extra'"]),
    ],
)
def test_a_broken_row_is_named(change: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(ContractError) as caught:
        make_table("rejects", [REJECT, {**REJECT, "record_id": "r2", **change}])
    assert all(word in str(caught.value) for word in [*words, "table rejects", "stage"]), str(caught.value)


def test_a_missing_column_and_a_double_key_are_named() -> None:
    with pytest.raises(ContractError, match="misses the column 'detail'"):
        make_table("rejects", [{k: v for k, v in REJECT.items() if k != "detail"}])
    with pytest.raises(ContractError, match="unique"):
        make_table("rejects", [REJECT, REJECT])


def test_a_share_over_one_is_refused() -> None:
    row = {"passage_id": "d:0", "topic_id": 1, "probability": 1.2}
    with pytest.raises(ContractError, match="'probability', row 0"):
        make_table("passage_topics", [row])


def test_reading_checks_again(tmp_path: Path) -> None:
    pd.DataFrame([{**REJECT, "reason": "bad mood"}]).to_parquet(tmp_path / "t.parquet")
    with pytest.raises(ContractError, match="bad mood"):
        read_table("rejects", tmp_path / "t.parquet")


def test_a_missing_or_broken_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dvc repro"):
        read_table("rejects", tmp_path / "none.parquet")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 but no more")
    with pytest.raises(InputError, match="cannot be read"):
        read_table("rejects", tmp_path / "bad.parquet")


def test_a_failed_write_leaves_the_old_table(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_table("rejects", pd.DataFrame([REJECT]), path)
    with pytest.raises(ContractError):
        write_table("rejects", pd.DataFrame([{**REJECT, "reason": "bad mood"}]), path)
    assert len(read_table("rejects", path)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["t.parquet"]


def test_only_the_rows_that_are_asked_for_are_read(tmp_path: Path) -> None:
    rows = [{**REJECT, "record_id": r, "reason": why} for r in "abc" for why in ("empty", "broken")]
    write_table("rejects", pd.DataFrame(rows), tmp_path / "t.parquet")
    columns = ["record_id", "reason"]
    found = read_table("rejects", tmp_path / "t.parquet", columns, only={"record_id": "ac", "reason": ["empty"]})
    assert found.values.tolist() == [["a", "empty"], ["c", "empty"]]
    assert read_table("rejects", tmp_path / "t.parquet", columns, only={"record_id": []}).empty
