"""The folder connector and the snapshot: bytes untouched, one record a file, broken manifests told by line."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.params import SourceSettings
from pipeline.sources.folder import fetch
from pipeline.sources.snapshot import canonical_url, keep
from pipeline.tables import make_table


def _records(folder: Path, out: Path) -> list[dict[str, object]]:
    return keep(fetch(SourceSettings(path=folder), key="own"), out, source="own")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "sub").mkdir(parents=True)
    (folder / "b.txt").write_bytes(b"\xff\xfeno text at all\x00")
    (folder / "sub" / "a.html").write_text("<p>Jeugd</p>", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    return folder


def test_every_visible_file_is_a_record_with_its_bytes_untouched(folder: Path, tmp_path: Path) -> None:
    rows = _records(folder, tmp_path / "raw")
    assert [row["url"] for row in rows] == ["file:own/b.txt", "file:own/sub/a.html"]
    for row, file in zip(rows, ("b.txt", "sub/a.html"), strict=True):
        kept = (tmp_path / "raw" / str(row["path"])).read_bytes()
        assert kept == (folder / file).read_bytes()
        assert sha256(kept).hexdigest() == row["raw_sha256"]
    assert len(make_table("records", rows)) == 2


def test_ids_hang_on_the_address_not_on_the_content_or_the_neighbours(folder: Path, tmp_path: Path) -> None:
    before = {row["url"]: row["record_id"] for row in _records(folder, tmp_path / "raw")}
    (folder / "b.txt").write_text("other words", encoding="utf-8")
    (folder / "a-new.txt").write_text("new", encoding="utf-8")
    after = {row["url"]: row["record_id"] for row in _records(folder, tmp_path / "raw")}
    assert after.items() >= before.items()


def test_the_manifest_tells_what_file_names_do_not(folder: Path, tmp_path: Path) -> None:
    line = {"path": "b.txt", "url": "HTTPS://WWW.Zwolle.nl:443/b#top", "declared": {"title": "Nota"}, "licence": "CC0"}
    (folder / "manifest.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    row = _records(folder, tmp_path / "raw")[0]
    assert row["url"] == "https://www.zwolle.nl/b"
    assert json.loads(str(row["declared"])) == {"file_name": "b.txt", "title": "Nota"}


def test_two_files_with_one_address_are_two_records(folder: Path, tmp_path: Path) -> None:
    lines = [{"path": p, "url": "https://x.nl/a"} for p in ("b.txt", "sub/a.html")]
    (folder / "manifest.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert len(make_table("records", _records(folder, tmp_path / "raw"))) == 2


@pytest.mark.parametrize("text", ["{", '{"path": "b.txt", "ulr": "x"}', "[]"])
def test_a_broken_manifest_names_its_line(folder: Path, tmp_path: Path, text: str) -> None:
    (folder / "manifest.jsonl").write_text(f'{{"path": "b.txt"}}\n{text}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2 of the manifest"):
        _records(folder, tmp_path / "raw")


def test_an_empty_or_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"(?s)is empty.*make report DOCS="):
        _records(tmp_path / "empty", tmp_path / "raw")
    with pytest.raises(InputError, match="has no folder"):
        _records(tmp_path / "nowhere", tmp_path / "raw")


def test_a_manifest_line_without_its_file_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "manifest.jsonl").write_text('{"path": "gone.txt"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gone\.txt"):
        _records(folder, tmp_path / "raw")


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://A.nl:80", "http://a.nl/"),
        ("https://a.nl/P?q=1#x", "https://a.nl/P?q=1"),
        ("http://a.nl:443/", "http://a.nl:443/"),
        ("file:own/b.txt", "file:own/b.txt"),
    ],
)
def test_one_address_has_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
