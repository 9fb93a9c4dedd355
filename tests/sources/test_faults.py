"""A server of all that goes wrong: the crawl ends, every address has an outcome, and memory stays small."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sources.servers.faults import EXPECTED, Faults
from tests.sources.servers.loopback import serving
from tests.sources.workshop import Workshop

MAX_MB = 500


def test_the_crawl_ends_with_an_outcome_for_every_address(tmp_path: Path) -> None:
    with serving(Faults()) as server:
        shop = Workshop(tmp_path)
        shop.write(
            {"connector": "website", "urls": [server.url], "complete": 0},
            timeout_seconds=4,
            max_bytes=20_000_000,
            backoff_seconds=0.05,
            attempts=3,
        )
        text = shop.fetch()
    found = shop.outcomes()
    assert not [url for url, outcome in found.items() if outcome.startswith("waiting")]
    for name, outcome in EXPECTED.items():
        assert found[f"{server.url}/{name}"].startswith(outcome), (name, found[f"{server.url}/{name}"])
    assert [url for url in found if "/sessie" in url] == [f"{server.url}/sessie"]
    assert sum("/kalender" in url for url in found) < 100
    assert found["file:///etc/passwd"] == "refused scheme"
    assert found["http://127.0.0.1:1/"] == "failed robots_unreachable"
    assert any(o == "refused too_long" for o in found.values())
    assert any(o == "failed redirect_limit" for o in found.values())
    peak = re.search(r"(\d+) MB at most", text)
    assert peak
    assert int(peak[1]) < MAX_MB, text
