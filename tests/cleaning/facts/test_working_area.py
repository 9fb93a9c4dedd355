"""A text of several municipalities together belongs to their region, on evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.facts.place_names import load_place_index
from pipeline.cleaning.facts.working_area import Area, find_area
from pipeline.places import load_places

ROOT = Path(__file__).parents[3]
PLACES = load_place_index(ROOT / "models/cleaning", places=load_places(ROOT / "models/places", fictional=True))
FILLER = " Ouders en kinderen krijgen hulp in hun eigen buurt." * 60


def area(text: str, *, url: str = "file:own/x", creator: str | None = None) -> Area:
    return find_area(text + FILLER, extract=Extract([], "txt", creator=creator), declared={}, url=url, places=PLACES)


@pytest.mark.parametrize(
    ("url", "region"),
    [
        ("https://www.jeugdtwente.nl/x", "Twente"),
        ("https://zorgregio-achterhoek.nl", "Achterhoek"),
        ("https://www.jeugdheidezoom.example/x", "Heidezoom"),
        ("https://www.provinciegroningen.nl/x", None),
        ("https://www.nji.nl/x", None),
    ],
)
def test_a_host_name_ends_in_the_region(url: str, region: str | None) -> None:
    assert area("Plan voor de jeugd.", url=url).jeugdregio == region


def test_most_municipalities_of_one_region_together_are_that_region() -> None:
    named = "Namens de colleges van Sandermeer, Oudeweer, Polderhoeve en Nieuw-Aalwijk."
    found = area(named)
    assert (found.jeugdregio, found.province, found.level) == ("Merenland", "Middelland", "jeugdregio")
    assert (found.origin, found.confidence) == ("members", 0.65)
    assert area("Namens de colleges van Sandermeer en Oudeweer.").level is None
    assert area(f"{named} Met dank aan Varsselbergh, Zwolle en Kampen.").level is None


def test_a_declared_province_is_no_region() -> None:
    found = area("Plan voor de jeugd in de regio Twente.", creator="Provincie Overijssel")
    assert found == Area(None, "Overijssel", "file", 0.95)
