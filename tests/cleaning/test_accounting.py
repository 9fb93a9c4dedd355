"""Every record ends as a document or as a reject; the counts add up or the stage fails."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipeline.cleaning.accounting import account
from pipeline.cleaning.reuse import mark_copies
from pipeline.engine import Item
from pipeline.errors import ContractError, Failure
from pipeline.tables import check_table

RECORDS = pd.DataFrame({"record_id": ["r1", "r2"], "source": "own", "url": ["file:own/1", "file:own/2"]})


def result(record: str, *rejects: list[str]) -> dict[str, Any]:
    document = {"document_id": f"d-{record}", "record_id": record, "passages": [{"passage_id": f"d-{record}:0"}]}
    return {"documents": [document], "rejects": list(rejects)}


def run(*results: Any) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return account(RECORDS, [(Item("x", "x", None), one) for one in results])


def test_documents_passages_and_rejects_are_split() -> None:
    documents, passages, rejects = run(result("r1"), Failure("needs_ocr", "3 pages of pictures"))
    assert documents["document_id"].tolist() == ["d-r1"]
    assert passages["passage_id"].tolist() == ["d-r1:0"]
    assert rejects[["record_id", "reason", "stage"]].values.tolist() == [["r2", "needs_ocr", "clean"]]


def test_a_file_with_one_bad_part_keeps_its_good_parts_and_tells_of_the_bad_one() -> None:
    documents, _, rejects = run(result("r1", ["no_text", "bijlage 2"], ["no_text", "bijlage 2"]), result("r2"))
    assert len(documents) == 2
    assert rejects[["record_id", "detail"]].values.tolist() == [["r1", "bijlage 2"]]


def test_a_record_that_vanished_stops_the_stage() -> None:
    with pytest.raises(ContractError, match="r2"):
        run(result("r1"), {"documents": [], "rejects": []})


def test_when_all_is_rejected_the_tables_are_empty_but_valid() -> None:
    documents, passages, rejects = run(Failure("empty", "0 bytes"), Failure("broken", "lone \ud800 surrogate"))
    made = mark_copies(documents, passages, min_words=25)
    for name, table in zip(("documents", "passages", "reuse"), made, strict=True):
        assert check_table(name, table).empty
    assert sorted(rejects["detail"]) == ["0 bytes", "lone ? surrogate"]
