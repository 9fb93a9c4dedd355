"""The gazetteer: codes by the boundaries of the year, ambiguity visible, fictional places only when asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.places import Places, load_places

FOLDER = Path(__file__).parent.parent / "models" / "places"


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(FOLDER, fictional=False)


@pytest.mark.parametrize(("year", "number"), [(2011, 418), (2012, 415), (2013, 408), (2014, 403), (2015, 393)])
def test_each_year_has_the_number_of_municipalities_that_cbs_counts(places: Places, year: int, number: int) -> None:
    assert sum(m.valid_from <= year <= m.valid_to for m in places.municipalities) == number


def test_a_dissolved_municipality_hands_over_to_its_successor(places: Places) -> None:
    spijkenisse = places.named("Spijkenisse")[0]
    assert places.in_year(spijkenisse.code, 2014) == spijkenisse
    after = places.in_year(spijkenisse.code, 2015)
    assert after is not None
    assert after.name == "Nissewaard"
    assert places.in_year(spijkenisse.code, 2018) == after
    assert places.in_year(spijkenisse.code, None) == spijkenisse


def test_a_name_of_two_municipalities_stays_ambiguous(places: Places) -> None:
    assert len({m.code for m in places.named("hengelo")}) == 1 or len(places.named("hengelo")) == 2
    assert places.named("Nergenshuizen") == ()


def test_zwolle_lies_in_ijsselland(places: Places) -> None:
    (zwolle,) = places.named("ZWOLLE")
    assert (zwolle.code, zwolle.jeugdregio, zwolle.province) == ("GM0193", "IJsselland", "Overijssel")
    region = places.region_named("ijsselland")
    assert region is not None
    assert region.name == "IJsselland"


def test_every_region_and_province_of_a_municipality_exists(places: Places) -> None:
    for m in places.municipalities:
        assert places.region_named(m.jeugdregio), m
        assert places.province_named(m.province), m


def test_fictional_places_are_there_only_when_asked_for(places: Places) -> None:
    assert not places.named("Sandermeer")
    with_example = load_places(FOLDER, fictional=True)
    assert [m.fictional for m in with_example.named("Sandermeer")] == [True]
    walhavene = with_example.in_year("GM9914", 2015)
    assert walhavene is not None
    assert walhavene.name == "Zoutmonde"


def test_a_broken_gazetteer_names_the_line(tmp_path: Path) -> None:
    header = "cbs_code,name,province,valid_from,valid_to,successor_cbs_code,aliases,jeugdregio\n"
    (tmp_path / "municipalities.csv").write_text(header + "GM1,A,P,2011,2015,,,R\nGM2,,P,2011,2015,,,R\n", "utf-8")
    with pytest.raises(ModelError, match="line 3"):
        load_places(tmp_path, fictional=False)
    (tmp_path / "municipalities.csv").write_text(header + "GM1,A,P,then,2015,,,R\n", "utf-8")
    with pytest.raises(ModelError, match="GM1 A has no years"):
        load_places(tmp_path, fictional=False)
    with pytest.raises(ModelError, match=r"municipalities\.csv is missing"):
        load_places(tmp_path / "nowhere", fictional=False)
