"""models/second_reader/unseen.py adds rows for new writers, and keeps those of a model that knew less."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.language.choice import BUNDLED, find_model
from tests.entities.reader import MODELS

SCRIPT = MODELS / "second_reader" / "unseen.py"
TEXT = "Op 3 maart 2014 vergaderde de raad van Zwolle."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    gold = tmp_path / "data" / "gold"
    gold.mkdir(parents=True)
    fragment = {"author": "e90", "theme": "raad", "part": "train", "layers": ["entities"], "text": TEXT, "entities": []}
    (gold / "fragments.jsonl").write_text(json.dumps(fragment) + "\n", encoding="utf-8")
    (gold / "unseen_names.jsonl").write_text("", encoding="utf-8")
    choice = {"load": str(find_model(BUNDLED, MODELS)), "version": "9.9.9"}
    (tmp_path / "data" / "language.json").write_text(json.dumps(choice), encoding="utf-8")
    return tmp_path


def _run(folder: Path, *writers: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *writers]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _rows(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "data/gold/unseen_names.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_new_writer_gets_rows_once(project: Path) -> None:
    assert _run(project, "e90").returncode == 0
    [row] = _rows(project)
    assert (row["author"], row["theme"], row["model"]) == ("e90", "raad", "9.9.9")
    assert [TEXT.index("Zwolle"), TEXT.index("Zwolle") + 6, "GPE"] in row["names"]  # type: ignore[operator]
    assert "0 texts added" in _run(project, "e90").stdout
    assert _rows(project) == [row]


def test_an_unknown_writer_and_a_missing_file_are_told(project: Path) -> None:
    unknown = _run(project, "e91")
    assert unknown.returncode == 1
    assert "no writer e91" in unknown.stderr
    assert "e90" in unknown.stderr
    (project / "data/language.json").unlink()
    assert "language.json is missing" in _run(project, "e90").stderr
