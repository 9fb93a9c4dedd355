"""The archive over a replayed service: lists with resume keys, captures of the right years only, one of equal ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from tests.sources.paper import HOST, Paper, paper
from tests.sources.servers.archive import Archive, Capture, captures
from tests.sources.servers.loopback import Reply


def _paper(archive: Archive, folder: Path, **more: Any) -> Paper:
    settings = {"connector": "wayback", "endpoint": f"http://{HOST}", "urls": ("zwolle.nl",), "years": (2011, 2015)}
    return paper(folder, archive.app(), **{**settings, **more})


@pytest.mark.parametrize("cap", [3, 10_000])
def test_every_page_is_there_once_for_each_content(tmp_path: Path, cap: int) -> None:
    done = _paper(Archive(list(captures(100)), page_cap=cap), tmp_path)
    lines = done.fetch()
    assert len(lines) == 20 * 3
    assert {line["declared"]["capture"][:4] for line in lines} == {"2011", "2013", "2015"}
    assert [(s.cell.year, s.expected, s.obtained) for s in done.squares] == [(y, 20, 20) for y in range(2011, 2016)]


def test_a_page_of_the_list_that_is_cut_off_is_told(tmp_path: Path) -> None:
    archive = Archive(list(captures(30)))
    archive.errors = {n: Reply(body=b'[["urlkey"],["nl') for n in range(1, 50)}
    with pytest.raises(InputError, match=r"5 lists .* could not be read"):
        _paper(archive, tmp_path).fetch()


def test_a_busy_archive_is_left_alone_for_a_minute(tmp_path: Path) -> None:
    done = _paper(Archive(list(captures(10)), errors={1: Reply(429, b"<html>slow down</html>")}), tmp_path)
    start = done.clock
    assert len(done.fetch()) == 6
    assert done.clock - start >= 60


def test_the_nearest_capture_counts_only_within_the_years(tmp_path: Path) -> None:
    far, near = "http://www.zwolle.nl/far", "http://www.zwolle.nl/near"
    archive = Archive([Capture(far, "20120101000000"), Capture(near, "20120101000000", b"<p>near</p>")])
    index = archive.app()(_index_request()).body.replace(b"20120101000000", b"20120601000000")
    archive.errors = {3: Reply(body=index, media_type="application/json")}
    archive.captures = [Capture(far, "20180101000000"), Capture(near, "20120101000000", b"<p>near</p>")]
    lines = _paper(archive, tmp_path, complete=0.5).fetch()
    assert [(line["declared"]["original"], line["declared"]["capture"]) for line in lines] == [(near, "20120101000000")]


def _index_request() -> Any:
    from tests.sources.servers.loopback import Asked

    return Asked("GET", "/cdx/search/cdx?url=zwolle.nl&from=2012&limit=5000", {})


def test_circles_refusals_and_junk_have_an_outcome(tmp_path: Path) -> None:
    base = "http://www.zwolle.nl/"
    names = {"a": "b", "b": "a", "away": "", "fine": ""}
    found = [
        Capture(base + n, "20110101000000", n.encode(), location=base + to if to else "") for n, to in names.items()
    ]
    archive = Archive([*found, Capture("mailto:info@zwolle.nl", "20110101000000")])
    archive.special = {base + "away": Reply(body=b"<p>org.archive: AdministrativeAccessControlException</p>")}
    done = _paper(archive, tmp_path, years=(2011, 2011), complete=0.5)
    assert [line["declared"]["original"] for line in done.fetch()] == [base + "fine"]
    assert sorted(v for v in done.outcomes.values() if v not in ("done", "moved")) == [
        "failed redirect_loop",
        "gone excluded",
    ]
    assert [(s.listed, s.left_out, s.obtained, s.gone, s.failed) for s in done.squares] == [(5, 1, 1, 1, 2)]
