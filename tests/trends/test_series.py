"""Series: shares with their intervals per group and year, and silence where there is too little."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipeline.tables import check_table
from pipeline.trends.measure import measure_trends
from tests.trends.invented import LIMITS, Text, corpus, row, spread


def _series(texts: list[Text]) -> pd.DataFrame:
    return check_table("series", measure_trends(corpus(texts), limits=LIMITS)["series"])


def _all(table: pd.DataFrame, id_: str, **where: object) -> pd.Series[Any]:
    wanted = {"kind": "concept", "group": "all", "year": 0, "original_only": False} | where
    return row(table, id=id_, **wanted)


@pytest.fixture(scope="module")
def planted() -> pd.DataFrame:
    """Concept `nieuw` stands in every text from 2014 on, `oud` in all texts of region Kustwal, `regie` in one."""
    texts = spread(2, has=lambda m, year, _: ("nieuw",) * (year >= 2014) + ("oud",) * (m % 3 == 2), seed=1)
    return _series([*texts, Text("z", code="GM00", steps=(("regie", "maatregel"),), topic=3)])


def test_the_share_is_that_of_documents(planted: pd.DataFrame) -> None:
    found = _all(planted, "nieuw")
    assert (found["documents"], found["of_documents"]) == (48, 121)
    assert found["share"] == pytest.approx(48 / 121)
    assert found["low"] < 48 / 121 < found["high"]


@pytest.mark.parametrize(("year", "share"), [(2013, 0.0), (2014, 1.0), (2015, 1.0)])
def test_each_year_has_its_own_share(planted: pd.DataFrame, year: int, share: float) -> None:
    assert _all(planted, "nieuw", year=year)["share"] == share


def test_each_region_has_its_own_share(planted: pd.DataFrame) -> None:
    assert _all(planted, "oud", group="Kustwal")["share"] == 1
    assert _all(planted, "oud", group="Merenland")["share"] == 0


def test_a_municipality_with_few_texts_a_year_gets_counts_but_no_share(planted: pd.DataFrame) -> None:
    year, total = (_all(planted, "nieuw", group="GM05", year=y) for y in (2014, 0))
    assert (year["documents"], year["enough_data"]) == (2, False)
    assert pd.isna(year["share"])
    assert total["share"] == pytest.approx(0.4)


def test_ten_texts_of_two_municipalities_say_nothing_about_a_group() -> None:
    table = _series([Text(f"d{i}", code=f"GM{i % 2}", concepts=("regie",)) for i in range(20)])
    assert not _all(table, "regie")["enough_data"]
    assert _all(table, "regie", group="GM1")["enough_data"]


def test_sizes_of_cells_are_told_even_where_nothing_stands(planted: pd.DataFrame) -> None:
    empty = row(planted, kind="corpus", group="GM05", year=2012, original_only=False)
    assert (empty["documents"], empty["passages"]) == (2, 4)
    table = _series([Text("a", year=2011)])
    assert row(table, kind="corpus", group="GM1", year=2015, original_only=False)["documents"] == 0


def test_steps_are_shares_of_sentences() -> None:
    steps = (("regie", "maatregel"), ("regie", "voornemen"), ("regie", "voornemen"), ("regie", None))
    table = _series([Text(f"d{i}", code=f"GM{i % 4}", steps=steps) for i in range(12)])
    deeds = _all(table, "regie:deeds", kind="step")
    assert (deeds["passages"], deeds["of_passages"], deeds["of_documents"]) == (12, 36, 12)
    assert deeds["share"] == pytest.approx(1 / 3)


def test_a_copied_text_counts_and_stands_apart() -> None:
    texts = [Text(f"d{i}", code=f"GM{i % 4}", concepts=("regie",) * (i < 8)) for i in range(20)]
    copies = [Text(f"e{i}", code=f"GM{i % 4}", concepts=("regie",), duplicate_of="d0") for i in range(5)]
    table = _series(texts + copies)
    assert _all(table, "regie")["documents"] == 13
    assert _all(table, "regie", original_only=True)["documents"] == 8
    assert _all(table, "regie", original_only=True)["of_documents"] == 20


def test_topics_and_entities_have_series() -> None:
    texts = [Text(f"d{i}", code=f"GM{i % 4}", topic=i % 2 - 1, entities=(("LAW", "wmo", True),)) for i in range(12)]
    table = _series(texts)
    assert _all(table, "0", kind="topic")["documents"] == 6
    assert _all(table, "wmo", kind="entity")["share"] == 1
    assert "-1" not in set(table.loc[table["kind"] == "topic", "id"])


def test_the_same_input_gives_the_same_numbers_whatever_else_is_there(planted: pd.DataFrame) -> None:
    texts = spread(2, has=lambda m, year, _: ("nieuw",) * (year >= 2014) + ("oud",) * (m % 3 == 2), seed=1)
    again = _series([*texts, Text("z", code="GM00", steps=(("regie", "maatregel"),), topic=3)])
    pd.testing.assert_frame_equal(planted, again)


@pytest.mark.parametrize("texts", [[], [Text("a")], [Text("a", year=None, code=None, region=None, type=None)]])
def test_hardly_any_texts(texts: list[Text]) -> None:
    tables = measure_trends(corpus(texts), limits=LIMITS)
    for name in ("series", "changes", "coverage"):
        checked = check_table(name, tables[name])
        assert "share" not in checked or checked["share"].isna().all()
