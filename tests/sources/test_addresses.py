"""10,000 generated addresses: one spelling each, a refusal or none, and no path outside the store."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.params import FetchSettings, SourceSettings
from pipeline.sources.asking import Answer, Ask, Reading
from pipeline.sources.exported import export_snapshot, read_snapshot
from pipeline.sources.fetching.addresses import normalise, refusal, trap
from pipeline.sources.fetching.frontier import Frontier
from pipeline.sources.fetching.outcomes import record_answer
from pipeline.sources.fetching.settle import now
from pipeline.sources.fetching.store import open_store
from pipeline.sources.snapshot import keep

PIECES = (
    *("..", ".", "", "/", "\\", "%2e%2e", "%2f", "%00", "\x00", "a", "C:", "~", "nul", "con", "é", "%zz", " ", "\n"),
    *(
        "x" * 300,
        ";jsessionid=1",
        "etc/passwd",
        "....//",
        "..%5c",
        "\u202e",
        "日本",
        "💥",
        "'",
        '"',
        "|",
        "*",
        "?",
        "#",
    ),
)
HOSTS = ("zwolle.nl", "WWW.Zwolle.NL", "xn--brger-kva.nl", "bürger.nl", "[::1]", "127.0.0.1", "a..b", "", "%00", "-")


def _generated(number: int) -> list[str]:
    chance = random.Random(2015)
    schemes = ("http://", "https://", "HTTP://", "//", "file://", "")
    return [
        chance.choice(schemes)
        + chance.choice(HOSTS)
        + chance.choice(("", ":80", ":443", ":99999", ":x"))
        + "".join(chance.choice(("/", "", "?", "&", "=")) + chance.choice(PIECES) for _ in range(chance.randint(0, 9)))
        for _ in range(number)
    ]


def test_no_generated_address_makes_a_path_outside_the_store(tmp_path: Path) -> None:
    frontier = Frontier(open_store(tmp_path / "in" / "store.sqlite"), FetchSettings())
    urls = [url for text in _generated(10_000) if (url := normalise(text, "http://zwolle.nl/a/"))]
    frontier.begin(Reading(asks=tuple(Ask(url) for url in urls)))
    rows = frontier.store.execute("SELECT * FROM urls WHERE state = 'waiting'").fetchall()
    for row in rows[:400]:
        answer = Answer(Ask(row["url"], key=row["key"]), 200, {"content-type": row["url"]}, row["url"].encode())
        record_answer(frontier, row, answer, Reading(keep=True), at=now())
    source = SourceSettings(path=tmp_path / "in" / "snap")
    export_snapshot(frontier.store, [], tmp_path / "in" / "snap")
    records = keep(read_snapshot(source, key="bron"), tmp_path / "in" / "raw", source="bron")
    assert len(rows) > 1_000
    assert len(records) == 400
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    names = {p.name for p in (tmp_path / "in").rglob("*") if p.is_file()} - {"snapshot.jsonl", "ledger.jsonl"}
    assert all(name.startswith("store.sqlite") or len(name) == 64 for name in names)


def test_normalising_twice_is_normalising_once() -> None:
    for text in _generated(10_000):
        once = normalise(text, "http://zwolle.nl/a/")
        if once is not None and not refusal(once, max_length=2_000):
            assert normalise(once) == once


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("B?sid=1&x=2#top", "http://zwolle.nl/a/B?x=2"),
        ("HTTP://ZWOLLE.nl:80", "http://zwolle.nl/"),
        ("../../../c", "http://zwolle.nl/c"),
        ("p;jsessionid=0A?PHPSESSID=2", "http://zwolle.nl/a/p"),
        ("/(S(abc123))/nota.aspx", "http://zwolle.nl/nota.aspx"),
        ("nota met blank.pdf", "http://zwolle.nl/a/nota%20met%20blank.pdf"),
        ("mailto:info@zwolle.nl", None),
        (" java\nscript:alert(1)", None),
        ("file:///etc/passwd", "file:///etc/passwd"),
    ],
)
def test_one_page_has_one_spelling(link: str, url: str | None) -> None:
    assert normalise(link, "http://zwolle.nl/a/b") == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://zwolle.nl/", ""),
        ("https://zwolle.nl:8443/x", ""),
        ("http://zwolle.nl:22/", "port"),
        ("http://u:p@zwolle.nl/", "malformed"),
        ("ftp://zwolle.nl/", "scheme"),
        ("http://zwolle.nl/a\\b", "malformed"),
        ("http:///x", "malformed"),
        ("http://zwolle.nl/" + "x" * 40_000, "too_long"),
    ],
)
def test_what_may_be_asked_at_all(url: str, why: str) -> None:
    assert refusal(url, max_length=2_000) == why


def test_repeats_and_endless_paths_smell_of_a_trap() -> None:
    assert trap("http://z.nl/a/b/a/b/a/b/") == "trap_repeats"
    assert trap("http://z.nl/" + "/".join(map(str, range(30)))) == "trap_deep"
    assert trap("http://z.nl/raad/2014/raad/stukken/raadsvoorstel.pdf") == ""
