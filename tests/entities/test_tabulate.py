from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.engine import Item
from pipeline.entities.extract import extract_entities
from pipeline.entities.tabulate import model_names, tabulate
from pipeline.errors import Failure
from pipeline.table_writer import write_pieces
from pipeline.tables import check_table, read_table
from tests.entities.reader import MODELS

TEXT = "Kop Zwolle\n\nDe Jeugdwet geldt."
DOCUMENTS = pd.DataFrame([{"document_id": "d1", "record_id": "r", "source": "s", "url": "url", "text": TEXT}])
PASSAGES = pd.DataFrame([{"passage_id": "d1:12", "document_id": "d1", "start": 12, "end": len(TEXT)}])
PAYLOAD = {"text": TEXT, "year": None, "municipality_code": None, "names": [[4, 10, "GPE"]]}


def tables(results: list[Any], folder: Path) -> tuple[pd.DataFrame, list[dict[str, str]]]:
    rejects: list[dict[str, str]] = []
    pieces = tabulate(DOCUMENTS.iloc[: len(results)], PASSAGES, results, rejects=rejects)
    write_pieces(pieces, {"entities": folder / "entities.parquet"})
    return read_table("entities", folder / "entities.parquet"), rejects


def test_each_entity_gets_the_passage_that_holds_it(tmp_path: Path) -> None:
    result = extract_entities(PAYLOAD, models=str(MODELS), fictional=False, window_words=8)
    table, _ = tables([(Item("url", "h", PAYLOAD), result)], tmp_path)
    assert list(table["text"]) == ["Zwolle", "Jeugdwet"]
    assert [None if pd.isna(p) else p for p in table["passage_id"]] == [None, "d1:12"]
    check_table("entities", table)


def test_a_document_that_failed_keeps_its_names_hidden_and_is_a_reject(tmp_path: Path) -> None:
    failure = Failure("timeout", "not done within 60 s")
    table, rejects = tables([(Item("url", "h", PAYLOAD), failure)], tmp_path)
    assert list(table["text"]) == ["Zwolle"]
    assert not table["public"].any()
    assert [(row["stage"], row["reason"]) for row in rejects] == [("entities", "timeout")]


def test_no_documents_give_an_empty_table(tmp_path: Path) -> None:
    table, rejects = tables([], tmp_path)
    assert table.empty
    assert not rejects


def test_the_models_names_come_by_document_and_in_order() -> None:
    names = pd.DataFrame(
        {"document_id": ["b", "a", "a"], "start": [1, 9, 2], "end": [3, 12, 4], "label": ["ORG", "GPE", "LAW"]}
    )
    found = model_names(names)
    assert found.rows("a") == [[2, 4, "LAW"], [9, 12, "GPE"]]
    assert found.rows("b") == [[1, 3, "ORG"]]
    assert found.rows("c") == []
