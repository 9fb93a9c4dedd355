from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.report.assemble import build_report
from pipeline.report.downloads import MEANINGS, write_downloads
from tests.report.corpus import example, pack, world


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables")
    write_downloads(example(), path)
    return path


def test_each_table_is_there_twice_with_equal_rows(folder: Path) -> None:
    for name in MEANINGS:
        assert len(pd.read_csv(folder / f"{name}.csv")) == len(pd.read_parquet(folder / f"{name}.parquet"))


def test_full_texts_stay_at_home(folder: Path) -> None:
    assert "text" not in pd.read_parquet(folder / "documents.parquet").columns


def test_only_public_names_are_given_away(folder: Path) -> None:
    names = pd.read_parquet(folder / "entities.parquet")
    assert set(names["text"]) == {"Jeugdwet", "Bea Duin"}


def test_a_cell_cannot_start_a_formula(tmp_path: Path) -> None:
    rows = world(3)
    rows["documents"][0]["title"] = "=HYPERLINK(1)"
    write_downloads(build_report(pack(rows)), tmp_path)
    titles = pd.read_csv(tmp_path / "documents.csv")["title"]
    assert "'=HYPERLINK(1)" in set(titles)


def test_numbers_about_private_names_are_left_out(tmp_path: Path) -> None:
    series = example().tables["series"]
    private = series.iloc[:1].assign(kind="entity", id="klaas van den brombeer")
    known = series.iloc[:1].assign(kind="entity", id="BWBR0034925")
    tables = example().tables | {"series": pd.concat([private, known], ignore_index=True)}
    write_downloads(replace(example(), tables=tables), tmp_path)
    assert list(pd.read_csv(tmp_path / "series.csv")["id"]) == ["BWBR0034925"]
