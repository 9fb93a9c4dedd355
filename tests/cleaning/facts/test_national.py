"""A text of a ministry, an institute or an association speaks for the country, unless a place makes itself known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cleaning.facts.test_place import FILLER, place

SIGNED = f"{FILLER}\n\nDe Staatssecretaris van Volksgezondheid, Welzijn en Sport,\n\nnamens deze, de directeur Jeugd"


@pytest.mark.parametrize(
    ("text", "more", "origin"),
    [
        (FILLER, {"creator": "Ministerie van VWS"}, "file"),
        (FILLER, {"declared": {"organisation": "VNG"}}, "declared:organisation"),
        (SIGNED, {}, "formula"),
        (f"Nederlands Jeugdinstituut, maart 2012\n\n{FILLER}", {}, "letterhead"),
        (FILLER, {"url": "https://www.rijksoverheid.nl/documenten/brieven/1"}, "host"),
        (f"Handreiking voor gemeenten\n\n{FILLER}", {}, "addressed"),
    ],
)
def test_a_national_text_says_so(text: str, more: dict[str, Any], origin: str) -> None:
    found = place(text, **more)
    assert (found.level, found.origin, found.code) == ("national", origin, None)
    assert found.confidence is not None
    assert 0.4 < found.confidence < 1.0


@pytest.mark.parametrize(
    ("text", "more", "level"),
    [
        (FILLER, {"url": "https://www.nieuwsrijksoverheid.nl/x"}, None),
        (f"Plan van de VNG en het NJi, in het kort gelezen.\n\n{FILLER}", {}, None),
        (f"Gemeente Zwolle\n\nBeleidsplan jeugd\n\n{FILLER}", {"url": "https://www.vng.nl/bank/1"}, "municipality"),
        (f"Modelverordening jeugd\n\n{FILLER}", {"creator": "Gemeente Zwolle"}, "municipality"),
        (FILLER, {"creator": "Provincie Overijssel"}, "province"),
    ],
)
def test_a_place_that_makes_itself_known_wins(text: str, more: dict[str, Any], level: str | None) -> None:
    assert place(text, **more).level == level


def test_what_is_written_in_a_town_stays_with_the_town_when_a_ministry_is_only_spoken_of() -> None:
    found = place(f"Zwolle - De staatssecretaris van VWS kwam kijken.\n\n{FILLER}", url="https://www.zwolle.nl/nieuws")
    assert (found.level, found.name) == ("municipality", "Zwolle")
