"""A table that is written piece by piece is the file that is written whole, and a mistake leaves the old one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import table_writer
from pipeline.errors import ContractError
from pipeline.table_writer import write_pieces
from pipeline.tables import empty_table, read_table, write_table


def piece(document: str, *, starts: tuple[int, ...] = (0, 5), label: str = "ORG") -> dict[str, Any]:
    return {
        "document_id": document,
        "start": list(starts),
        "end": [start + 4 for start in starts],
        "text": pa.array(["Raad"] * len(starts)).dictionary_encode(),
        "label": label,
    }


def whole(*pieces: dict[str, Any]) -> pd.DataFrame:
    return pd.concat([pd.DataFrame({**p, "text": p["text"].to_pylist()}) for p in pieces])


def test_pieces_make_the_file_that_a_whole_table_makes(tmp_path: Path) -> None:
    pieces = [piece("a"), piece("b", starts=()), piece("c", starts=(1, 2, 30))]
    write_pieces((("names", p) for p in pieces), {"names": tmp_path / "names.parquet"})
    write_table("names", whole(*pieces), tmp_path / "whole.parquet")
    assert (tmp_path / "names.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_a_table_without_pieces_is_empty_and_valid(tmp_path: Path) -> None:
    write_pieces([], {"names": tmp_path / "names.parquet"})
    assert read_table("names", tmp_path / "names.parquet").equals(empty_table("names"))


def test_a_long_table_goes_to_the_disk_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_writer, "GROUP_ROWS", 3)
    pieces = [piece(f"d{n}") for n in range(5)]
    write_pieces((("names", p) for p in pieces), {"names": tmp_path / "names.parquet"})
    assert pq.ParquetFile(tmp_path / "names.parquet").num_row_groups == 4
    assert (
        read_table("names", tmp_path / "names.parquet")["document_id"].tolist()
        == whole(*pieces)["document_id"].tolist()
    )


@pytest.mark.parametrize("rows", [1, 3, 100])
@pytest.mark.parametrize(
    ("second", "words"),
    [
        (piece("a"), "out of order"),
        (piece("0"), "out of order"),
        (piece("b", starts=(5, 5)), "out of order, or twice"),
        (piece("b", label="MOOD"), "'label'.*'MOOD'"),
        (piece("b", starts=(-1,)), "'start'.*-1"),
    ],
)
def test_a_mistake_in_any_group_leaves_the_old_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, second: dict[str, Any], words: str
) -> None:
    monkeypatch.setattr(table_writer, "GROUP_ROWS", rows)
    path = tmp_path / "names.parquet"
    write_pieces([("names", piece("old"))], {"names": path})
    with pytest.raises(ContractError, match=words):
        write_pieces([("names", piece("a")), ("names", second)], {"names": path})
    assert read_table("names", path)["document_id"].unique().tolist() == ["old"]
    assert [p.name for p in tmp_path.iterdir()] == ["names.parquet"]
