from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline.report.assemble import build_report
from pipeline.report.downloads import write_downloads
from pipeline.report.files.cells import neutral
from pipeline.report.files.dictionary import meanings, row_of
from pipeline.report.files.given import GIVEN, downloads
from pipeline.report.files.shelf import Shelf
from pipeline.report.files.workbook import NAMES, READERS
from pipeline.report.report import Report
from pipeline.tables import TABLES
from tests.report.corpus import example, pack, world
from tests.report.corpus_facts import PRIVATE

PAYLOADS = (
    '=HYPERLINK("http://example.org/","klik")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "gewoon;=1+1",
    'gewoon;=HYPERLINK("http://example.org/")&"',
    "gewoon\t=1+1",
    "gewoon\n@SUM(1)",
    "＝1+1",
    "＠SUM(1)",
    "%0A=1+1",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Shelf]:
    path = tmp_path_factory.mktemp("tables")
    return path, write_downloads(quick(example()), path)


@pytest.fixture(scope="module")
def folder(shelf: tuple[Path, Shelf]) -> Path:
    return shelf[0]


def quick(report: Report) -> Report:
    """The report without PDFs."""
    none = report.settings.report.model_copy(update={"pdf": "none"})
    return replace(report, settings=report.settings.model_copy(update={"report": none}))


def hostile() -> Report:
    """The report with a payload in every text that comes from a document."""
    rows = world(len(PAYLOADS))
    for payload, document in zip(PAYLOADS, rows["documents"], strict=True):
        document |= {"title": payload, "url": f"https://example.org/{payload}", "date_origin": payload}
    for number, mention in enumerate(rows["mentions"]):
        mention["origin"] = "label"
        rows["entities"][number % len(rows["entities"])]["office"] = PAYLOADS[number % len(PAYLOADS)]
    rows["rejects"][0] |= {"detail": PAYLOADS[0], "url": PAYLOADS[1]}
    return build_report(pack(rows))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("attacked")
    write_downloads(quick(hostile()), path)
    return path


def test_each_table_is_there_three_times_with_equal_rows(folder: Path) -> None:
    for table in downloads(example()):
        rows = len(pd.read_csv(folder / f"{table.name}.csv"))
        assert rows == len(pd.read_parquet(folder / f"{table.name}.parquet"))
        assert rows == _rows_of(folder / f"{table.name}.xlsx"), table.name


def _rows_of(file: Path) -> int:
    return zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").count(b"<row ") - 1


def test_a_spreadsheet_holds_the_very_numbers_of_the_table(folder: Path) -> None:
    made = pd.read_excel(folder / "changes.xlsx")
    told = pd.read_parquet(folder / "changes.parquet")
    for column in ("estimate", "low", "q", "enough_data", "id"):
        assert list(made[column].dropna()) == list(told[column].dropna()), column


def test_full_texts_stay_at_home(folder: Path) -> None:
    assert "text" not in pd.read_parquet(folder / "documents.parquet").columns


def test_only_public_names_are_given_away(folder: Path) -> None:
    names = pd.read_parquet(folder / "entities.parquet")
    assert set(names["text"]) == {"Jeugdwet", "Bea Duin"}


def test_private_names_stand_in_no_file(folder: Path) -> None:
    for file in sorted(folder.glob("*.csv")):
        assert not [name for name in PRIVATE if name in file.read_text(encoding="utf-8")], file
    for file in (folder / f"{name}.xlsx" for name in ("documents", "entities", "mentions")):
        words = {str(c.value) for page in openpyxl.load_workbook(file) for row in page.iter_rows() for c in row}
        assert not [(w, name) for w in words for name in PRIVATE if name in w], file


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_a_csv_file_starts_a_formula_however_it_is_split(attacked: Path, separator: str) -> None:
    live = []
    for file in sorted(attacked.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as handle:
            cells = [cell for row in csv.reader(handle, delimiter=separator) for cell in row]
        live += [(file.name, c) for c in cells if c[:1] in tuple("=+@\t\r＝＠") or (c[:1] == "-" and not _is_number(c))]
    assert not live[:5]


def _is_number(cell: str) -> bool:
    """A number, or a whole row behind one: "-1,geen onderwerp"."""
    return re.fullmatch(r"-|-\d+(\.\d+)?(e-\d+)?(,.*)?", cell, re.DOTALL) is not None


def test_no_cell_of_a_spreadsheet_is_a_formula_and_what_looks_like_one_is_marked_as_text(attacked: Path) -> None:
    looked = 0
    for file in (attacked / f"{name}.xlsx" for name in ("documents", "entities", "rejects")):
        for cell in (c for page in openpyxl.load_workbook(file) for row in page.iter_rows() for c in row if c.value):
            assert cell.data_type != "f", (file, cell.value)
            assert cell.hyperlink is None
            if isinstance(cell.value, str) and cell.value[:1] in tuple("=+@"):
                looked += 1
                assert cell.quotePrefix, (file, cell.value)
    assert looked > 10


def test_a_spreadsheet_keeps_the_words_of_the_table_as_they_are(attacked: Path) -> None:
    titles = set(pd.read_parquet(attacked / "documents.parquet")["title"])
    kept = {c.value for c in openpyxl.load_workbook(attacked / "documents.xlsx").active["E"]}
    assert {t for t in titles if "\r" not in t} <= kept


@pytest.mark.parametrize("text", ["-0.25", "+31", "-", "a - b", "3-5", "wijkteam; - kern", ""])
def test_plain_numbers_and_sentences_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


def test_numbers_about_private_names_are_left_out(tmp_path: Path) -> None:
    series, changes = example().tables["series"], example().tables["changes"]
    ids = ("brombeer", "BWBR0034925")
    series, changes = (pd.concat([t.iloc[:1].assign(kind="entity", id=i) for i in ids]) for t in (series, changes))
    tables = example().tables | {"series": series, "changes": changes}
    write_downloads(quick(replace(example(), tables=tables)), tmp_path)
    assert list(pd.read_csv(tmp_path / "series.csv")["id"]) == ["BWBR0034925"]
    assert list(pd.read_csv(tmp_path / "changes.csv")["id"]) == ["BWBR0034925"]


def test_claims_that_did_not_pass_their_test_are_left_out() -> None:
    rows = [{"told": told, "concept_id": "wijkteam", "municipality_code": "GM9901"} for told in (True, False)]
    tables = example().tables | {"deeds": pd.DataFrame(rows)}
    given = next(t for t in downloads(replace(example(), tables=tables)) if t.name == "deeds")
    assert list(given.frame["told"]) == [True]


@pytest.mark.parametrize("table", GIVEN)
def test_every_column_is_explained_in_dutch(table: str) -> None:
    columns = [c for c in TABLES[table].columns if (table, c) != ("documents", "text")]
    for meaning in meanings(table, columns):
        assert meaning.meanings[0] != meaning.meanings[1], f"dictionary.yaml misses {table}.{meaning.column}"
        assert not meaning.units[1] or meaning.units[0], f"dictionary.yaml misses the unit {meaning.units[1]}"
    assert row_of(table)[0] != row_of(table)[1], f"dictionary.yaml misses the row of {table}"


def test_the_workbook_for_readers_begins_with_the_dictionary_and_has_every_table(folder: Path) -> None:
    names = openpyxl.load_workbook(folder / READERS).sheetnames
    assert names[:2] == ["Woordenboek", "Begrippen"]
    assert names[2:] == [NAMES[t.name] for t in downloads(example())]


def test_the_shelf_tells_what_each_file_is(shelf: tuple[Path, Shelf]) -> None:
    for file in shelf[1].files:
        assert file.names[0], file.path
        assert file.size == (shelf[0] / file.path).stat().st_size


def test_two_runs_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_downloads(quick(example()), tmp_path)
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        assert (tmp_path / file.relative_to(folder)).read_bytes() == file.read_bytes(), file.name
