"""The five lines at the end of a run say what came out, also when nothing did."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.__main__ import main
from pipeline.summary import summarise
from pipeline.tables import REJECTING, empty_table, write_table

FILES = {
    "documents": "documents",
    **{f"rejects/{stage}": "rejects" for stage in REJECTING},
    "entities": "entities",
    "mentions": "mentions",
    "topics": "topics",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file, table in FILES.items():
        write_table(table, empty_table(table), tmp_path / "data" / f"{file}.parquet")
    return tmp_path


def test_a_run_without_documents_says_zero_five_times(folder: Path) -> None:
    lines = summarise(folder).splitlines()
    assert [line.split()[0] for line in lines[:5]] == ["documents", "rejects", "entities", "concept", "topics"]
    assert all(" 0" in line for line in lines[:5])
    assert lines[-1].endswith("reports/site/index.html")


def test_rejects_of_both_stages_are_counted_by_reason(folder: Path) -> None:
    row = {"record_id": "r", "source": "s", "url": "u", "stage": "clean", "reason": "empty", "detail": "d"}
    write_table("rejects", pd.DataFrame([row, {**row, "record_id": "q"}]), folder / "data/rejects/clean.parquet")
    later = {**row, "stage": "annotate", "reason": "timeout"}
    write_table("rejects", pd.DataFrame([later]), folder / "data/rejects/annotate.parquet")
    assert "3 (empty 2, timeout 1)" in summarise(folder)


def test_a_missing_folder_is_a_message_and_no_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", "--docs", str(tmp_path / "nowhere")]) == 1
    assert "there is no folder" in capsys.readouterr().err
