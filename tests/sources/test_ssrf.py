"""The same 60 payloads against the whole fetcher: a canary on the loopback interface hears nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.servers.loopback import Asked, Reply, serving
from tests.sources.test_guard import ADDRESSES, OTHERS
from tests.sources.workshop import Workshop

NAMES = {
    "rebind.test": [["127.0.0.1"]],
    "later.test": [["203.0.113.9"], ["127.0.0.1"]],
    "both.test": [["10.0.0.1", "127.0.0.1"]],
    "good.test": [["127.0.0.1"]],
}


def test_the_canary_hears_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _a: Reply(body=b"secret")) as canary:
        hosts = [*ADDRESSES, "rebind.test", "later.test", "both.test"]
        urls = [f"http://{host}:{canary.port}/x" for host in hosts] + list(OTHERS)

        def gate(asked: Asked) -> Reply:
            if asked.path == "/robots.txt":
                return Reply(404)
            return Reply(302, headers={"Location": urls[int(asked.path[1:])]})

        with serving(gate) as server:
            redirects = [f"http://good.test:{server.port}/{n}" for n in range(len(urls))]
            (tmp_path / "list.json").write_text(json.dumps(urls + redirects), encoding="utf-8")
            monkeypatch.setenv("NAMES", json.dumps(NAMES))
            monkeypatch.setenv("PORT", str(canary.port))
            shop = Workshop(tmp_path)
            shop.write(
                {"connector": "url_list", "addresses": "list.json", "complete": 0},
                allow_hosts=["good.test"],
                timeout_seconds=2,
                attempts=2,
            )
            shop.fetch(code=None, program=("-m", "tests.sources.servers.rebound"))
            assert len(server.asked()) == len(urls)
    assert canary.log == []
    outcomes = {url: o for url, o in shop.outcomes().items() if "good.test" not in url}
    assert len(outcomes) >= 60
    assert not [url for url, outcome in outcomes.items() if outcome.startswith(("done", "waiting"))]
