"""A folder full of broken files: each is listed with its reason, and the one good text comes through whole."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.tables import read_table
from pipeline.workspace import SOURCE, make_workspace

ROOT = Path(__file__).parent.parent
GOOD = (
    "Visie op de zorg voor jeugd\n\nDe gemeente wil dat ouders en kinderen de hulp krijgen die zij nodig hebben. "
    "Wij kiezen daarom voor een wijkteam dicht bij huis. De raad heeft dit plan op 3 maart 2014 vastgesteld."
)
HTML = f"<!doctype html><html><head><title>Visie</title></head><body><p>{GOOD}</p></body></html>"

GONE = "<html><title>Pagina niet gevonden</title><body><p>De pagina die u zoekt bestaat niet.</p></body></html>"


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(400):
                member.write(b" " * 2**20)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for name in ("dvc.yaml", "params.yaml", ".dvcignore", "pipeline", "models"):
        (root / name).symlink_to(ROOT / name)
    folder = root / "stukken"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "html.pdf").write_text(HTML, encoding="utf-8")
    (folder / "truncated.pdf").write_bytes(
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Ty"
    )
    _bomb(folder / "bomb.docx")
    (folder / "invalid.txt").write_bytes(GOOD.encode().replace(b"hulp", b"hulp \xff\xfe\x80"))
    (folder / "bomb.html.gz").write_bytes(gzip.compress(b"<p>" + b" " * 200 * 10**6))
    (folder / "gone.html").write_text(GONE, encoding="utf-8")
    (folder / "good.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (folder / "good.eml").write_text(
        f"From: a@b.nl\nDate: Mon, 3 Mar 2014 10:00:00 +0100\nSubject: Visie\n\n{GOOD}", "utf-8"
    )
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200 * 10**6)
    workspace = make_workspace(root, folder)
    for stage in (f"scrape {SOURCE}", "clean"):
        command = [sys.executable, "-m", "pipeline.stages", *stage.split()]
        result = subprocess.run(command, cwd=workspace, check=False, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
    return workspace


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.txt", "empty"),
        ("truncated.pdf", "broken"),
        ("bomb.docx", "too_large"),
        ("bomb.html.gz", "too_large"),
        ("huge.txt", "too_large"),
        ("gone.html", "no_text"),
    ],
)
def test_a_broken_file_is_listed_with_its_reason(workspace: Path, name: str, reason: str) -> None:
    rejects = read_table("rejects", workspace / "data/rejects/clean.parquet").set_index("url")
    assert rejects.loc[f"file:{SOURCE}/{name}", "reason"] == reason
    assert rejects.loc[f"file:{SOURCE}/{name}", "detail"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("good.txt", "txt"),
        ("html.pdf", "html"),
        ("invalid.txt", "txt"),
        ("good.html.gz", "html"),
        ("good.eml", "eml"),
    ],
)
def test_what_can_be_read_is_read_by_its_content(workspace: Path, name: str, kind: str) -> None:
    documents = read_table("documents", workspace / "data/documents.parquet").set_index("url")
    assert documents.loc[f"file:{SOURCE}/{name}", "format"] == kind
    assert "Wij kiezen daarom voor een wijkteam dicht bij huis." in str(documents.loc[f"file:{SOURCE}/{name}", "text"])
    assert documents.loc[f"file:{SOURCE}/{name}", "date"] == "2014-03-03"


def test_the_counts_add_up(workspace: Path) -> None:
    data = workspace / "data"
    records = read_table("records", data / f"records/{SOURCE}.parquet")
    ended = set(read_table("documents", data / "documents.parquet")["record_id"])
    ended |= set(read_table("rejects", data / "rejects/clean.parquet")["record_id"])
    assert ended == set(records["record_id"])
    assert len(records) == 11


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("clean: {passage_word: [30, 250]}", ["clean.passage_word", "'passage_words'"]),
        ("language: {model: nergens, fallback: null}", ["'nergens' is not installed", "bundled"]),
        ("embed: {embedder: lsaa}", ["'lsaa'", "lsa_characters"]),
    ],
)
def test_a_wrong_setting_is_told_before_any_work(tmp_path: Path, change: str, words: list[str]) -> None:
    stage = change.split(":", maxsplit=1)[0]
    text = f"sources: {{own: {{connector: folder, path: x}}}}\n{change}\n"
    (tmp_path / "params.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "models").symlink_to(ROOT / "models")
    command = [sys.executable, "-m", "pipeline.stages", stage]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert all(word in result.stderr for word in words), result.stderr
    assert "Traceback" not in result.stderr
