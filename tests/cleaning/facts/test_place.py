"""A document belongs to a municipality only on evidence; what is ambiguous stays open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.facts.place import FoundPlace, find_place
from pipeline.cleaning.facts.place_names import load_place_index
from pipeline.places import load_places

ROOT = Path(__file__).parents[3]
PLACES = load_place_index(ROOT / "models/cleaning", places=load_places(ROOT / "models/places", fictional=False))
SEEDS = ROOT.parent / "shared/seeds"
FILLER = "Ouders en kinderen krijgen hulp in hun eigen buurt, zo licht als het kan. " * 60


def place(text: str = FILLER, **more: Any) -> FoundPlace:
    extract = Extract([], "txt", title=more.get("title"), creator=more.get("creator"), url=more.get("file_url"))
    facts = {"declared": more.get("declared", {}), "url": more.get("url", "file:own/x"), "date": more.get("date")}
    return find_place(text, extract=extract, places=PLACES, **facts)


@pytest.mark.parametrize(
    ("creator", "code"),
    [
        ("Zwolle", "GM0193"),
        ("Gemeente Zwolle", "GM0193"),
        ("Staphorst (gemeente)", "GM0180"),
        ("Bergen (NH)", "GM0373"),
        ("gemeente Utrecht", "GM0344"),
        ("Utrecht", None),
        ("Bergen", None),
        ("Provincie Overijssel", None),
        ("Ministerie van VWS", None),
        ("Gemeente 's-Gravenhage", "GM0518"),
        ("Den Haag", "GM0518"),
    ],
)
def test_a_declared_maker_gives_the_municipality(creator: str, code: str | None) -> None:
    assert place(creator=creator).code == code
    assert place(declared={"organisation": creator}).code == code


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://www.zwolle.nl/jeugd", "GM0193"),
        ("https://gemeente-zwolle.nl/", "GM0193"),
        ("https://gemeenteraad.denhelder.nl/Vergaderingen", "GM0400"),
        ("https://zwolle.raadsinformatie.nl/document/1", "GM0193"),
        ("https://www.gemeentebest.nl/", "GM0753"),
        ("https://www.weblogzwolle.nl/", None),
        ("https://www.nji.nl/zwolle", None),
        ("file:zwolle/stuk.txt", None),
    ],
)
def test_a_host_name_gives_the_municipality(url: str, code: str | None) -> None:
    assert place(url=url).code == code


@pytest.mark.parametrize(
    ("text", "code", "origin"),
    [
        (f"Zwolle – Hoe willen we dat de zorg eruitziet? {FILLER}", "GM0193", "dateline"),
        (f"{FILLER}\n\nBurgemeester en wethouders van Dalfsen", "GM0148", "formula"),
        (f"De raad van de gemeente Hardenberg; gelezen het voorstel. {FILLER}", "GM0160", "formula"),
        (f"Gemeente Epe\n\n{FILLER}", "GM0232", "formula"),
        (f"Visie op jeugd, gemeente Raalte, mei 2012\n\n{FILLER}", "GM0177", "formula"),
        (f"{FILLER} De gemeente Ommen groeit. In Ommen werkt dat. {FILLER} De gemeente Ommen.", "GM0175", "mentions"),
    ],
)
def test_a_text_tells_where_it_comes_from(text: str, code: str, origin: str) -> None:
    assert (place(text).code, place(text).origin) == (code, origin)


@pytest.mark.parametrize(
    "text",
    [
        f"{FILLER} In Zwolle is dat ook zo. {FILLER}",
        f"{FILLER} De gemeente Zwolle en de gemeente Kampen werken samen, met de gemeente Raalte. {FILLER}",
        f"{FILLER} De heer Van Kampen en mevrouw J. van Putten en Piet van Kampen spraken. {FILLER}",
        f"{FILLER} Het Best is het Best, in Huizen en in Houten Huizen. {FILLER}",
        f"{FILLER} De provincie Groningen, de provincie Utrecht en de regio Nijmegen. {FILLER}",
        f"Den Haag – De staatssecretaris zegt dat. {FILLER}",
        f"Het college van burgemeester en wethouders van Bergen. {FILLER}",
        f"De raad van de gemeente Zwolle en de raad van de gemeente Kampen. {FILLER}",
    ],
)
def test_without_clear_evidence_the_municipality_stays_open(text: str) -> None:
    assert place(text).code is None


def test_a_shared_name_is_settled_by_the_province_in_the_text() -> None:
    text = f"Het college van burgemeester en wethouders van Bergen, provincie Limburg. {FILLER}"
    assert place(text).code == "GM0893"


@pytest.mark.parametrize(("date", "code"), [("2011-09-06", "GM0612"), ("2015-02", "GM1930"), (None, "GM0612")])
def test_the_borders_of_the_documents_year_count(date: str | None, code: str) -> None:
    assert place(creator="Spijkenisse", date=date).code == code


def test_a_municipality_brings_its_region_and_province() -> None:
    found = place(creator="Zwolle")
    assert (found.jeugdregio, found.province) == ("IJsselland", "Overijssel")


def test_a_working_area_is_kept_without_a_municipality() -> None:
    text = "Transitiearrangement jeugd regio Holland Rijnland\n\n" + FILLER + "In de regio Holland Rijnland. " * 3
    found = place(text, title="Transitiearrangement jeugd regio Holland Rijnland")
    assert (found.code, found.jeugdregio, found.province) == (None, "Holland Rijnland", "Zuid-Holland")


def test_a_province_that_publishes_is_kept_as_province_only() -> None:
    assert place(creator="Provincie Overijssel") == FoundPlace(
        level="province", origin="file", confidence=0.95, province="Overijssel"
    )


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed texts are not here")
@pytest.mark.parametrize(
    ("name", "code"), [("000", None), ("001", "GM0193"), ("002", None), ("003", None), ("004", None)]
)
def test_the_seed_texts_give_the_place_that_a_reader_finds(name: str, code: str | None) -> None:
    text = next(SEEDS.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    assert place(text).code == code


def test_a_letterhead_that_is_no_text_still_tells_the_place() -> None:
    extract = Extract([], "pdf", margins="Gemeente Zwolle\nPostbus 538\nwww.zwolle.nl")
    found = find_place(FILLER, extract=extract, declared={}, url="file:own/x", date=None, places=PLACES)
    assert found.code == "GM0193"
