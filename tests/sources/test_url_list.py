"""A list of addresses: CSV or JSON, with what somebody knew already."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from tests.sources.paper import HOST, Paper, paper
from tests.sources.servers.loopback import Reply

ROOT = f"http://{HOST}"


def _paper(folder: Path, text: str, name: str = "list.csv") -> Paper:
    (folder / name).write_text(text, encoding="utf-8")
    pages = {"/a": Reply(body=b"<p>a</p>"), "/b": Reply(body=b"%PDF-1.4", media_type="application/pdf")}
    return paper(folder, lambda a: pages.get(a.path, Reply(404)), connector="url_list", addresses=folder / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("l.csv", f"url,municipality,year\n{ROOT}/a,Almelo,2012\n{ROOT}/b,Hengelo,2013\n{ROOT}/a#top,Almelo,2012\n"),
        ("l.csv", f"\ufeffurl;municipality;year\n{ROOT}/a;Almelo;2012\n{ROOT}/b;Hengelo;2013\n"),
        ("l.json", f'[{{"url": "{ROOT}/a", "municipality": "Almelo"}}, {{"url": "{ROOT}/b", "year": 2013}}]'),
        ("l.jsonl", f'{{"url": "{ROOT}/a", "municipality": "Almelo"}}\n"{ROOT}/b"\n'),
    ],
)
def test_each_address_is_fetched_once_with_what_the_list_says(tmp_path: Path, name: str, text: str) -> None:
    done = _paper(tmp_path, text, name)
    lines = done.fetch()
    assert [line["url"] for line in lines] == [f"{ROOT}/a", f"{ROOT}/b"]
    assert lines[0]["declared"]["municipality"] == "Almelo"


def test_what_is_gone_is_counted_per_municipality_and_year(tmp_path: Path) -> None:
    done = _paper(tmp_path, f"url,municipality,year\n{ROOT}/a,Almelo,2012\n{ROOT}/weg,Almelo,2013\n")
    done.fetch()
    assert [(*s.cell, s.expected, s.obtained, s.gone) for s in done.squares] == [
        ("Almelo", 2012, 1, 1, 0),
        ("Almelo", 2013, 1, 0, 1),
    ]


@pytest.mark.parametrize(("name", "text"), [("l.csv", "adres\nhttp://x.nl\n"), ("l.json", "{"), ("l.csv", "")])
def test_a_list_that_is_none_is_told(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(InputError, match="list"):
        _paper(tmp_path, text, name).fetch()
