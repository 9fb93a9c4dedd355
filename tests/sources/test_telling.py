"""What is told while a source is fetched, and how long a server may make us wait."""

from __future__ import annotations

from email.utils import formatdate
from pathlib import Path

import pytest

from pipeline.params import FetchSettings
from pipeline.sources.fetching.crawl import peak_memory_mb
from pipeline.sources.fetching.frontier import Frontier
from pipeline.sources.fetching.ledger import lines
from pipeline.sources.fetching.progress import Progress, duration, summary
from pipeline.sources.fetching.settle import retry_after
from pipeline.sources.fetching.store import open_store
from tests.sources.paper import HOST, paper
from tests.sources.servers.loopback import Reply
from tests.sources.servers.site import site


@pytest.mark.parametrize(
    ("seconds", "words"), [(45, "45 s"), (600, "10 min"), (12_000, "3 h 20 min"), (187_200, "2 days 4 h")]
)
def test_time_is_told_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("text", "wait"), [("120", 120.0), ("", None), ("soon", None), (formatdate(0), 0.0)])
def test_servers_may_ask_to_wait_in_seconds_or_until_a_date(text: str, wait: float | None) -> None:
    assert retry_after(text) == wait


def test_a_progress_line_and_a_summary_hold_all_numbers(tmp_path: Path) -> None:
    inner = site(40)
    app = lambda asked: Reply(403) if asked.path == "/stuk/3" else inner(asked)  # noqa: E731
    done = paper(tmp_path, app, connector="website", urls=(f"http://{HOST}/",))
    done.fetch(requests=30)
    frontier = Frontier(open_store(tmp_path / "store.sqlite"), FetchSettings())
    progress = Progress(frontier)
    progress.outcomes["fetched"] = 29
    assert "29 fetched, 12 waiting, 1 failed; " in progress.line()
    assert "left" in progress.line()
    text = summary(frontier, lines(frontier.store))
    assert "1 failed: http_403" in text
    assert f"{HOST} all years: 27 of 40 (1 failed, 12 waiting)" in text


def test_memory_is_that_of_this_program_not_of_the_one_that_started_it(tmp_path: Path) -> None:
    status = tmp_path / "status"
    status.write_text("Name:\tpython\nVmHWM:\t  204800 kB\nVmRSS:\t 1000 kB\n", encoding="ascii")
    assert peak_memory_mb(status) == 200
    assert peak_memory_mb(tmp_path / "elsewhere") > 1
