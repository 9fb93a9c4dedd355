"""Changes: a planted one is found, and a corpus in which nothing changes seldom gives one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.tables import check_table
from pipeline.trends.changes import correct_tests
from pipeline.trends.measure import measure_trends
from tests.trends.invented import LIMITS, Text, corpus, row, spread

NOISE = tuple(f"ruis{i:02}" for i in range(20))


def _noise(rng: np.random.Generator) -> tuple[str, ...]:
    return tuple(c for c in NOISE if rng.random() < 0.3)


def _changes(texts: list[Text]) -> pd.DataFrame:
    return check_table("changes", measure_trends(corpus(texts), limits=LIMITS)["changes"])


@pytest.fixture(scope="module")
def planted() -> pd.DataFrame:
    """`groei` rises from 10% to 90%, `top` does so until 2013 and falls back; `kust` is common in Kustwal only, `eigen`
    in municipality GM05 only."""

    def has(m: int, year: int, rng: np.random.Generator) -> tuple[str, ...]:
        chances = {"groei": 0.1 + 0.2 * (year - 2011), "kust": 0.9 if m % 3 == 2 else 0.1, "eigen": 0.95 * (m == 5)}
        chances["top"] = 0.9 - 0.4 * abs(year - 2013)
        return (*(c for c, p in chances.items() if rng.random() < p), *_noise(rng))

    return _changes(spread(4, has=has, seed=2))


@pytest.mark.parametrize(
    ("id_", "group_kind", "start", "to", "size"),
    [
        ("groei", "time", "2011", "2015", 0.8),
        ("top", "time", "2011", "2013", 0.8),
        ("kust", "jeugdregio", "rest", "Kustwal", 0.8),
        ("eigen", "municipality", "Kustwal", "GM05", 0.95),
    ],
)
def test_what_is_planted_is_found(
    planted: pd.DataFrame, id_: str, group_kind: str, start: str, to: str, size: float
) -> None:
    found = row(planted, id=id_, group_kind=group_kind, from_=start, to=to)
    assert found["q"] < 0.05
    assert found["low"] <= size <= found["high"]
    assert found["low"] > 0


def test_what_rises_all_the_time_has_not_turned(planted: pd.DataFrame) -> None:
    parts = planted[(planted["id"] == "groei") & (planted["group_kind"] == "time") & (planted["q"] < 0.05)]
    assert list(parts["from"] + "-" + parts["to"]) == ["2011-2015"]


def test_what_rises_and_falls_back_has_turned_and_not_changed(planted: pd.DataFrame) -> None:
    whole, fall = (row(planted, id="top", group_kind="time", from_=start, to="2015") for start in ("2011", "2013"))
    assert whole["q"] > 0.05
    assert fall["q"] < 0.05
    assert fall["high"] < 0


def test_what_falls_after_years_without_change_is_told_from_the_last_of_those_years() -> None:
    def has(m: int, year: int, rng: np.random.Generator) -> tuple[str, ...]:
        return (*(("laat",) * (rng.random() < (0.1 if year == 2015 else 0.6))), *_noise(rng))

    found = _changes(spread(4, has=has, seed=6)).query("id == 'laat' and group_kind == 'time' and q < 0.05")
    ends = set(found["from"] + "-" + found["to"])
    assert "2014-2015" in ends
    assert not ends & {"2011-2012", "2011-2013", "2011-2014"}


def test_a_trend_that_the_ends_contradict_is_none() -> None:
    """Four falling years and a jump at the end: the line falls, the last year is above the first."""
    chances = dict(zip(range(2011, 2016), (0.5, 0.4, 0.1, 0.0, 0.6), strict=True))
    texts = spread(6, has=lambda m, year, rng: ("zwaai",) * (rng.random() < chances[year]), seed=3)
    assert row(_changes(texts), id="zwaai", from_="2011", to="2015")["p"] == 1


def test_nearly_nothing_else_is_found(planted: pd.DataFrame) -> None:
    noise = planted[planted["id"].isin(NOISE)]
    assert noise["enough_data"].all()
    assert (noise["q"] < 0.05).sum() <= 2


def test_a_corpus_without_change_gives_hardly_any_finding() -> None:
    found = [_changes(spread(3, has=lambda m, year, rng: _noise(rng), seed=seed)) for seed in range(3)]
    assert sum(int((table["q"] < 0.05).sum()) for table in found) <= 3
    assert all(table["q"].notna().any() for table in found)


def test_a_change_that_stands_only_in_copied_text_is_none() -> None:
    def texts(duplicate_of: str | None) -> list[Text]:
        plain = spread(1, has=lambda m, year, rng: _noise(rng), seed=4)
        return plain + [
            Text(f"k{m:02}-{i}", f"GM{m:02}", "Merenland", 2015, concepts=("kopie",), duplicate_of=duplicate_of)
            for m in range(12)
            for i in range(4)
        ]

    copied, own = (row(_changes(texts(d)), id="kopie", from_="2011", to="2015") for d in ("d00-2011-0", None))
    assert own["q"] < 0.05
    assert copied["q"] == 1
    assert copied["estimate"] == own["estimate"]


def test_too_few_texts_give_no_number() -> None:
    table = _changes(spread(1, has=lambda m, year, rng: ("regie",), seed=1))
    own = table[table["group_kind"] == "municipality"]
    assert not own["enough_data"].any()
    assert own[["estimate", "low", "high", "p", "q"]].isna().all(axis=None)


def test_a_municipality_in_a_small_region_is_compared_with_all_others() -> None:
    texts = [Text(f"d{m}-{i}", f"GM{m}", f"R{m % 4}", concepts=("regie",)) for m in range(8) for i in range(12)]
    assert set(_changes(texts).query("group_kind == 'municipality'")["from"]) == {"rest"}


@pytest.mark.parametrize("turns", [False, True])
def test_q_is_corrected_within_its_kind_of_comparison(planted: pd.DataFrame, *, turns: bool) -> None:
    whole = (planted["from"] == "2011") & (planted["to"] == "2015")
    family = planted[(planted["kind"] == "concept") & (planted["group_kind"] == "time") & (whole != turns)]
    smallest = family.sort_values("p").iloc[0]
    assert smallest["q"] <= smallest["p"] * len(family) * 1.05 + 1e-12
    assert (family["q"] >= family["p"] - 1e-12).all()


def test_over_time_what_changed_leaves_the_others_their_chance() -> None:
    """Eight of ten surely changed: the ninth, at 0.04, is told; where nothing is sure it is not."""
    p = pd.DataFrame({"kind": "concept", "constant": False, "p": [0.0001] * 8 + [0.04, 0.8]})
    assert correct_tests(p.copy(), ["kind"], below=0.05)["q"].iloc[8] < 0.05
    assert correct_tests(p.assign(p=[0.5] * 8 + [0.04, 0.8]), ["kind"], below=0.05)["q"].iloc[8] > 0.05
