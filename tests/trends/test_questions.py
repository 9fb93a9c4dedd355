"""Who was first, who is silent, where words stayed words, who copied: found where planted, and nowhere invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.tables import check_table, empty_table, make_table
from pipeline.trends.copying import find_copying
from pipeline.trends.measure import Knowledge, measure_trends
from tests.trends.invented import LIMITS, REGIONS, YEARS, Text, corpus, row

GOLD = {"labels": {"precision": 0.96}, "paraphrases": {"precision": 0.75}}


def dated(text: Text, day: str) -> tuple[Text, str]:
    return replace(text, year=int(day[:4])), day


def measured(texts: list[tuple[Text, str]], name: str, **tables: pd.DataFrame) -> pd.DataFrame:
    """The table `name` over these texts with their dates."""
    made = corpus([t for t, _ in texts]) | tables
    dates = {t.id: day for t, day in texts}
    made["documents"] = made["documents"].assign(date=made["documents"]["document_id"].map(dates))
    found = measure_trends(made, limits=LIMITS, knowledge=Knowledge(gold=GOLD))[name]
    return check_table(name, found)


def plain(months: int = 5) -> list[tuple[Text, str]]:
    """Twelve texts a month without the concept, of six municipalities."""
    return [
        dated(Text(f"p{m}-{month}-{i}", f"GM{m}"), f"2012-{month:02}-0{i + 1}")
        for m in range(6)
        for month in range(1, months + 1)
        for i in range(2)
    ]


TWICE = ("plan", "plan")
FOLLOWERS = [dated(Text(f"f{m}", f"GM{m}", concepts=TWICE), f"2013-0{m + 1}-01") for m in range(4)]


def _first(*texts: tuple[Text, str], before: list[tuple[Text, str]] | None = None) -> pd.Series[Any]:
    found = measured([*(plain() if before is None else before), *texts, *FOLLOWERS], "firsts")
    return row(found, id="plan", rank=1)


def test_the_first_is_told_with_its_lead_and_the_others_follow() -> None:
    found = _first(dated(Text("e", "GM5", concepts=TWICE), "2012-09-10"))
    assert (found["municipality_code"], found["told"], found["document_id"]) == ("GM5", True, "e")
    assert found["lead_days"] == 113  # until 1 January 2013
    assert found["earlier_documents"] == 50  # ten texts a municipality, its own left out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (dated(Text("e", "GM5", concepts=("plan",)), "2012-09-10"), "unsure"),  # one mention may be a mistake
        (dated(Text("e", "GM5", concepts=TWICE), "2013"), "order"),  # some day of the year in which others wrote too
    ],
)
def test_a_doubtful_first_is_not_told(text: tuple[Text, str], reason: str) -> None:
    assert _first(text)["reason"] == reason


def test_the_first_of_few_texts_may_only_be_the_oldest_that_was_found() -> None:
    found = _first(dated(Text("e", "GM5", concepts=TWICE), "2012-09-10"), before=plain()[:4])
    assert (found["told"], found["reason"]) == (False, "start")


def village(number: int, code: str, region: str, concepts: tuple[str, ...] = ()) -> list[tuple[Text, str]]:
    return [dated(Text(f"{code}-{i}", code, region, concepts=concepts), "2013-01-01") for i in range(number)]


def _steps(share: float, number: int) -> list[str]:
    return ["maatregel" if i < round(share * number) else "voornemen" for i in range(number)]


def _deeds(shares: dict[str, float], quiet: str = "") -> pd.DataFrame:
    texts = []
    for m in range(12):
        for year in range(YEARS[0], YEARS[1] + 1):
            steps = [(c, s if f"GM{m}" != quiet else "voornemen") for c, p in shares.items() for s in _steps(p, 2)]
            texts += [
                dated(Text(f"d{m}-{year}-{i}", f"GM{m}", REGIONS[m % 3], steps=tuple(steps)), f"{year}-01-01")
                for i in range(2)
            ]
    return measured(texts, "deeds")


def test_a_concept_of_words_only_is_told_and_one_with_deeds_is_not() -> None:
    found = _deeds({"ruimte": 0.0, "wijkteam": 0.5, "regie": 0.5, "geld": 0.5})
    assert bool(row(found, concept_id="ruimte", municipality_code="all")["told"])
    assert found[found["told"]]["concept_id"].tolist() == ["ruimte"]


def test_words_are_told_only_where_the_high_end_of_the_interval_bears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.trends.deeds.SURELY", 0.0)  # not even the high end leaves a deed: no interval is so
    found = _deeds({"ruimte": 0.0, "wijkteam": 0.5, "regie": 0.5, "geld": 0.5})
    assert not found["told"].any()


def test_a_municipality_of_words_only_is_told() -> None:
    found = _deeds({"wijkteam": 0.5, "regie": 0.5}, quiet="GM3")
    own = row(found, concept_id="", municipality_code="GM3")
    assert (bool(own["told"]), own["deeds"], own["sentences"]) == (True, 0, 40)
    assert set(found[found["told"]]["municipality_code"]) == {"GM3"}
    assert not found[found["municipality_code"] == "all"]["told"].any()


def test_steps_that_the_classifier_doubts_do_not_count() -> None:
    texts = [dated(Text(f"d{m}", f"GM{m}", steps=(("regie", "maatregel"),)), "2013-01-01") for m in range(4)]
    mentions = corpus([t for t, _ in texts])["mentions"].assign(step_score=0.5)
    assert not len(measured(texts, "deeds", mentions=mentions).query("sentences > 0"))


def _copying(pairs: list[tuple[Text, str, Text, str]]) -> pd.DataFrame:
    """(taker, its date, source, its date): the first passage of one stands in the first of the other."""
    texts = {t.id: (replace(t, year=int(day[:4])), day) for p in pairs for t, day in ((p[0], p[1]), (p[2], p[3]))}
    tables = corpus([t for t, _ in texts.values()])
    days = {name: day for name, (_, day) in texts.items()}
    tables["documents"] = tables["documents"].assign(date=tables["documents"]["document_id"].map(days))
    reuse = [_reuse(f"{taker.id}:0", f"{source.id}:0") for taker, _, source, _ in pairs]
    return check_table("copying", find_copying(tables | {"reuse": make_table("reuse", reuse)}, years=YEARS))


def _reuse(taker: str, source: str) -> dict[str, Any]:
    spans = {"start": 0, "end": 1, "source_start": 0, "source_end": 1}
    return {
        "passage_id": taker,
        "source_passage_id": source,
        "words": 40,
        "similarity": 1.0,
        "first_seen": None,
    } | spans


def test_a_habit_of_copying_is_told_and_one_document_is_not() -> None:
    pairs = [(Text(f"a{i}", "GM1"), f"2013-0{i}-01", Text(f"b{i}", "GM2"), "2012-05") for i in (1, 2)]
    found = _copying([*pairs, (Text("c", "GM3"), "2013-01-01", Text("b1", "GM2"), "2012-05")])
    own = row(found, municipality_code="GM1")
    assert (own["source"], own["source_kind"], own["documents"], own["told"]) == ("GM2", "municipality", 2, True)
    assert row(found, municipality_code="GM3")["reason"] == "single"


def test_the_direction_must_be_in_the_dates() -> None:
    pairs = [(Text(f"a{i}", "GM1"), "2012", Text(f"b{i}", "GM2"), "2012-05") for i in (1, 2)]
    assert row(_copying(pairs), municipality_code="GM1")["reason"] == "order"


def test_a_text_of_nobody_with_three_takers_is_a_model_text() -> None:
    model = Text("m", None, None)
    found = _copying([(Text(f"a{i}", f"GM{i}"), "2013-01-01", model, "2011-01-20") for i in range(3)])
    assert set(found["source_kind"]) == {"model_text"}
    assert set(found["source"]) == {"m"}
    assert found["told"].all()


def test_nobody_copies_from_oneself() -> None:
    assert not len(_copying([(Text("a", "GM1"), "2013-01-01", Text("b", "GM1"), "2012-01-01")]))


def test_a_municipality_is_compared_with_its_region_and_with_like_ones() -> None:
    texts = [t for m in range(9) for t in village(12, f"GM{m}", REGIONS[m % 3], ("regie",) * (m == 0))]
    texts += village(60, "GM20", "Kustwal", ("regie",))  # five times as many texts: not like
    found = measured(texts, "comparisons")
    wanted = {"kind": "concept", "id": "regie", "municipality_code": "GM0"}
    near, like = (row(found, **wanted, against=a) for a in ("region", "like"))
    assert (near["municipalities"], like["municipalities"]) == (2, 6)
    assert (near["enough_data"], near["reason"]) == (False, "few_municipalities")
    assert (like["told"], like["share"], like["other_share"]) == (True, 1.0, 0.0)


def test_of_one_municipality_deeds_are_told_and_single_steps_are_not() -> None:
    texts = [
        dated(
            Text(f"d{m}-{i}", f"GM{m}", steps=(("regie", "resultaat" if m == 0 else "benoemen"),) * 2), f"2013-01-{i}"
        )
        for m, step in enumerate(("resultaat", *["benoemen"] * 5))
        for i in range(10, 22)
    ]
    found = measured(texts, "comparisons")
    wanted = {"kind": "step", "municipality_code": "GM0", "against": "region"}
    deeds, result = (row(found, **wanted, id=f":{step}") for step in ("deeds", "resultaat"))
    assert (bool(deeds["told"]), deeds["share"]) == (True, 1.0)
    assert (bool(result["told"]), result["reason"], result["share"]) == (False, "unsure", 1.0)


def test_frames_are_shares_of_passages_and_their_balance_over_time() -> None:
    texts = [
        dated(Text(f"d{m}-{y}-{i}", f"GM{m}"), f"{y}-01-01") for m in range(12) for y in (2011, 2015) for i in range(3)
    ]
    frames = pd.DataFrame(
        [
            {"document_id": t.id, "passage_id": f"{t.id}:{i}", "frame": frame}
            for t, day in texts
            for i, frame in ((0, "transitie" if day < "2015" else "transformatie"), (1, "neither"))
        ]
    )
    series, changes = (measured(texts, name, frames=frames) for name in ("series", "changes"))
    cell = {"kind": "frame", "group": "all", "original_only": False}
    assert row(series, **cell, id="transitie", year=2011)["share"] == 0.5
    assert row(series, **cell, id="balans", year=2015)["share"] == 1.0
    assert row(changes, kind="frame", id="transformatie", group_kind="time")["q"] < 0.05


def test_passages_that_were_not_judged_have_no_frame_and_no_share() -> None:
    frames = pd.DataFrame({"document_id": ["a"], "passage_id": ["a:0"], "frame": ["both"]})
    texts = [dated(Text("a"), "2013-01-01")]
    found = measured(texts, "series", frames=frames)
    cell = row(found, kind="frame", id="transitie", group="all", year=0, original_only=False)
    assert (cell["passages"], cell["of_passages"]) == (1, 1)
    assert not (measured(texts, "series", frames=frames[:0])["kind"] == "frame").any()


@pytest.mark.parametrize("texts", [[], [Text("a", concepts=("regie",))], [Text("a", on_topic=False)]])
def test_hardly_any_text_tells_nothing(texts: list[Text]) -> None:
    found = measured([(t, "2013-01-01") for t in texts], "firsts")
    assert not found["told"].any()
    for name in ("comparisons", "silences", "deeds", "copying"):
        assert not measured([(t, "2013-01-01") for t in texts], name)["told"].any(), name


@pytest.mark.parametrize("code", ["GM1", None])
def test_one_year_of_one_municipality_tells_nothing(code: str | None) -> None:
    texts = [
        (Text(f"d{i}", code, concepts=("regie",), steps=(("regie", "maatregel"),)), "2013-01-01") for i in range(30)
    ]
    for name in ("comparisons", "silences", "deeds", "copying", "firsts"):
        assert not measured(texts, name)["told"].any(), name
    assert not measured(texts, "changes")["enough_data"].any()


def test_a_table_without_rows_keeps_its_columns() -> None:
    for name in ("comparisons", "silences", "deeds", "copying", "firsts"):
        assert list(measured([], name).columns) == list(empty_table(name).columns)
