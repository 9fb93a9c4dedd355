"""Coverage: every record stands in one cell, and the cells add up to the records."""

from __future__ import annotations

import pytest

from pipeline.tables import check_table, make_table
from pipeline.trends.coverage import measure_coverage
from tests.trends.invented import Text, corpus, row

TEXTS = [
    *(Text("a"), Text("b"), Text("c", on_topic=False), Text("d", code=None), Text("e", year=None)),
    *(Text("f", code=None, year=None), Text("g", code="GM2")),
]


def test_the_cells_add_up_to_the_records() -> None:
    tables = corpus(TEXTS)
    lost = tables["documents"][tables["documents"]["document_id"] != "g"]
    found = check_table("coverage", measure_coverage(tables["records"], lost, tables["ledger"]))
    assert found["obtained"].sum() == len(TEXTS)
    assert row(found, municipality_code="-", year=0)["obtained"] == 2
    assert found["expected"].isna().all()


@pytest.mark.parametrize(
    ("code", "year", "obtained", "usable"), [("GM1", 2013, 3, 2), ("-", 2013, 1, 1), ("GM1", 0, 1, 1)]
)
def test_a_cell_tells_what_is_obtained_and_what_is_usable(code: str, year: int, obtained: int, usable: int) -> None:
    tables = corpus(TEXTS)
    found = measure_coverage(tables["records"], tables["documents"], tables["ledger"])
    cell = row(found, municipality_code=code, year=year)
    assert (cell["obtained"], cell["usable"]) == (obtained, usable)


def test_what_the_source_says_it_has_is_kept() -> None:
    tables = corpus(TEXTS)
    records = tables["records"].assign(declared='{"expected": 12}')
    cell = row(measure_coverage(records, tables["documents"], tables["ledger"]), municipality_code="GM1", year=2013)
    assert (cell["expected"], cell["obtained"]) == (12, 3)


def test_what_a_source_was_asked_for_and_did_not_give_is_a_cell_too() -> None:
    tables = corpus(TEXTS)
    asked = {"source": "s", "listed": 9, "left_out": 2, "obtained": 3, "gone": 0, "failed": 4}
    ledger = make_table("ledger", [asked | {"municipality": "GM8", "year": 2014, "expected": 9}])
    cell = row(measure_coverage(tables["records"], tables["documents"], ledger), municipality_code="GM8", year=2014)
    assert (cell["expected"], cell["obtained"], cell["usable"]) == (7, 0, 0)
