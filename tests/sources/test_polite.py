"""Manners: robots.txt, pauses, a name to call; quiet hours; and a dry run that asks nothing."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.sources.fetching.queue import quiet_until
from tests.sources.servers.loopback import Asked, Reply, serving
from tests.sources.servers.site import site
from tests.sources.workshop import Workshop


def test_pauses_are_kept_rules_are_read_and_we_say_who_we_are(tmp_path: Path) -> None:
    inner, moments = site(8, robots="User-agent: Transformatiemonitor\nDisallow: /stuk/3\nCrawl-delay: 0.3"), []

    def app(asked: Asked) -> Reply:
        moments.append(time.monotonic())
        return inner(asked)

    with serving(app) as server:
        shop = Workshop(tmp_path)
        shop.write({"connector": "website", "urls": [server.url], "complete": 0.5}, seconds_between=0.1, per_host=4)
        shop.fetch()
        agents = {a.headers["user-agent"] for a in server.log}
        assert server.log[0].path == "/robots.txt"
        assert "/stuk/3" not in server.asked()
    assert len(agents) == 1
    assert "Transformatiemonitor/" in agents.pop()
    assert shop.outcomes()[f"{server.url}/stuk/3"] == "refused robots"
    pauses = [b - a for a, b in pairwise(moments[1:])]
    assert min(pauses) > 0.25


def test_a_site_whose_rules_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    inner = site(5)
    with serving(lambda a: Reply(503) if a.path == "/robots.txt" else inner(a)) as server:
        shop = Workshop(tmp_path)
        shop.write({"connector": "website", "urls": [server.url]})
        text = shop.fetch(code=1)
        assert server.asked() == []
    assert "robots_unreachable" in text


def test_a_dry_run_asks_nothing_and_says_how_long_it_takes(tmp_path: Path) -> None:
    with serving(site(300)) as server:
        shop = Workshop(tmp_path)
        shop.write({"connector": "website", "urls": [server.url]}, seconds_between=1)
        text = shop.fetch("--dry-run")
        assert server.log == []
        assert not (tmp_path / "data").exists()
        assert "3 requests, at least 3 s" in text
        shop.write({"connector": "website", "urls": [server.url]}, seconds_between=0)
        assert "300 requests" in shop.fetch("--count")
        assert {*server.asked()} == {"/sitemap.xml"}


def test_without_a_contact_nothing_is_asked(tmp_path: Path) -> None:
    with serving(site(3)) as server:
        shop = Workshop(tmp_path)
        shop.write({"connector": "website", "urls": [server.url]}, contact="")
        assert "fetch.contact" in shop.fetch(code=1)
        assert server.log == []


@pytest.mark.parametrize(
    ("hours", "clock", "until"),
    [
        ((8, 18), "12:30", "18:00"),
        ((8, 18), "18:00", None),
        ((22, 6), "23:00", "06:00"),
        ((22, 6), "05:59", "06:00"),
        ((22, 6), "12:00", None),
        (None, "12:00", None),
    ],
)
def test_quiet_hours_are_those_of_the_dutch_clock(hours: tuple[int, int] | None, clock: str, until: str | None) -> None:
    hour, minute = map(int, clock.split(":"))
    now = datetime(2015, 7, 1, hour - 2 if hour >= 2 else hour, minute, tzinfo=UTC).timestamp()
    end = quiet_until(now, hours)
    shown = None if end is None else datetime.fromtimestamp(end + 7200, UTC).strftime("%H:%M")
    assert shown == until
