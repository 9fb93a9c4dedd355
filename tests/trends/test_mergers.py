"""A merged municipality goes on in its successor, and its own series stay."""

from __future__ import annotations

from pipeline.places import load_places
from pipeline.tables import check_table
from pipeline.trends.measure import Knowledge, measure_trends
from pipeline.trends.mergers import merged_territories, territory_of
from tests.trends.invented import LIMITS, Text, corpus, row
from tests.trends.test_stage import ROOT

AFTER = {"GM1": "GM2", "GM2": "GM3"}


def test_the_last_successor_holds_the_territory() -> None:
    assert [territory_of(code, AFTER) for code in ("GM1", "GM2", "GM3", "GM4")] == ["GM3", "GM3", "GM3", "GM4"]


def test_a_circle_of_successors_ends() -> None:
    assert territory_of("GM1", {"GM1": "GM2", "GM2": "GM1"}) == "GM2"


def test_only_territories_with_a_predecessor_get_a_series_of_their_own() -> None:
    assert merged_territories(["GM1", "GM3", "GM4"], AFTER) == {"GM1": "GM3", "GM3": "GM3"}


def test_a_divided_municipality_goes_to_the_successor_that_the_act_names() -> None:
    places = load_places(ROOT / "models/places", fictional=False)
    after = {m.code: m.successor for m in places.municipalities if m.successor}
    assert territory_of("GM0055", after) == "GM0080"  # Boarnsterhim, in four parts: Leeuwarden
    assert territory_of("GM0499", after) == "GM0484"  # Boskoop: Alphen aan den Rijn


def test_a_series_continues_in_the_successor() -> None:
    texts = [Text(f"a{i}", "GM1", year=2012, concepts=("regie",)) for i in range(12)]
    texts += [Text(f"b{i}", "GM2", year=2012 + 2 * (i % 2)) for i in range(24)]
    tables = measure_trends(corpus(texts), limits=LIMITS, knowledge=Knowledge(successors={"GM1": "GM2"}))
    series = check_table("series", tables["series"])
    wanted = {"kind": "concept", "id": "regie", "original_only": False, "year": 2012}
    together = row(series, **wanted, group_kind="territory", group="GM2")
    assert (together["documents"], together["of_documents"]) == (12, 24)
    assert row(series, **wanted, group_kind="municipality", group="GM2")["documents"] == 0
    assert row(series, **wanted, group_kind="municipality", group="GM1")["share"] == 1


def test_over_time_a_merged_municipality_stands_on_both_sides() -> None:
    """Four councils of 2011 are one of 2015: that is one place that changed, and one place proves nothing."""
    texts = [Text(f"a{m}-{i}", f"GM{m}", year=2011) for m in range(1, 5) for i in range(6)]
    texts += [Text(f"b{m}-{i}", f"GM{m}", year=2015, concepts=("regie",)) for m in range(5, 9) for i in range(6)]
    after = {f"GM{m}": f"GM{m + 4}" for m in range(1, 5)}
    apart, merged = (
        row(measure_trends(corpus(texts), limits=LIMITS, knowledge=k)["changes"], id="regie", group_kind="time")
        for k in (Knowledge(), Knowledge(successors=after))
    )
    assert merged["p"] == 2 / 2**4
    assert apart["p"] < merged["p"]
