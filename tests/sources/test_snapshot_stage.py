"""What DVC sees: a folder that holds all, from which the stage scrape makes its tables without the network."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.params import Settings, SourceSettings
from pipeline.sources.exported import read_snapshot
from pipeline.sources.fetching.adopt import adopt_snapshot
from pipeline.sources.fetching.store import open_store
from pipeline.stages import scrape
from pipeline.tables import read_table
from tests.sources.paper import HOST, Paper, paper
from tests.sources.servers.loopback import Asked, Reply
from tests.sources.servers.site import site


def _fetched(folder: Path, pages: int = 20) -> Paper:
    done = paper(folder, site(pages), connector="website", urls=(f"http://{HOST}/",), licence="eigen")
    done.fetch()
    return done


def test_the_stage_reads_the_snapshot_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = _fetched(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the stage went to the network"))
    scrape.main(Settings(sources={"bron": done.source}), "bron")
    records = read_table("records", tmp_path / "data/records/bron.parquet")
    ledger = read_table("ledger", tmp_path / "data/ledger/bron.parquet")
    assert len(records) == 20
    assert set(records["licence"]) == {"eigen"}
    assert "etag" in json.loads(records["declared"].iloc[0])["http_headers"]
    assert (ledger["expected"].iloc[0], ledger["obtained"].iloc[0]) == (20, 20)


def test_a_source_that_was_never_fetched_says_how(tmp_path: Path) -> None:
    source = SourceSettings(connector="website", path=tmp_path / "none")
    with pytest.raises(InputError, match=r"(?s)never fetched.*make refresh SOURCE=bron"):
        list(read_snapshot(source, key="bron"))


def test_bytes_that_are_cut_off_are_told(tmp_path: Path) -> None:
    done = _fetched(tmp_path)
    line = done.snapshot()[3]
    (tmp_path / "snap/blobs" / line["sha256"][:2] / line["sha256"]).write_bytes(b"x")
    with pytest.raises(InputError, match="line 4 of the snapshot"):
        list(read_snapshot(done.source, key="bron"))


def test_the_same_store_gives_the_same_snapshot(tmp_path: Path) -> None:
    first, second = (_fetched(tmp_path / name).snapshot() for name in ("a", "b"))
    times = ("retrieved_at",)
    assert [{k: v for k, v in line.items() if k not in times} for line in first] == [
        {k: v for k, v in line.items() if k not in times} for line in second
    ]


def test_a_colleague_goes_on_from_the_snapshot_alone(tmp_path: Path) -> None:
    done = _fetched(tmp_path)
    before = done.snapshot()
    for file in tmp_path.glob("store.sqlite*"):
        file.unlink()
    sent: list[int] = []
    inner = done.app

    def app(asked: Asked) -> Reply:
        reply = inner(asked)
        sent.append(reply.status)
        return reply

    done.app = app
    store = open_store(tmp_path / "store.sqlite")
    assert adopt_snapshot(store, tmp_path / "snap") == 20
    store.close()
    assert done.fetch() == before
    assert sent.count(304) == 20


def test_what_nothing_names_any_more_leaves_the_snapshot(tmp_path: Path) -> None:
    done = _fetched(tmp_path)
    stray = tmp_path / "snap/blobs/aa/stray"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    shutil.rmtree(tmp_path / "snap/blobs" / done.snapshot()[0]["sha256"][:2])
    done.fetch()
    assert not stray.exists()
    assert len(list(read_snapshot(done.source, key="bron"))) == 20


def test_a_fetch_that_stops_half_way_goes_on_with_the_rest(tmp_path: Path) -> None:
    done = paper(tmp_path, site(60), connector="website", urls=(f"http://{HOST}/",))
    assert done.fetch(requests=25) == []
    with sqlite3.connect(tmp_path / "store.sqlite") as store:
        assert store.execute("SELECT count(*) FROM urls WHERE state = 'done'").fetchone() == (25,)
    assert len(done.fetch()) == 60
    assert len(done.asked) == len(set(done.asked))
