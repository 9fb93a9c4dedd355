"""A run is named by a commit too: its tables come out of the cache of DVC, and what is not there is said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.compare.__main__ import main
from pipeline.compare.runs import read_run
from pipeline.errors import InputError
from tests.compare.test_compare import ROW, TOLD

STAGE = """\
stages:
  trends:
    cmd: python -c "import shutil; shutil.copy('kept.parquet', 'data/changes.parquet')"
    deps: [kept.parquet]
    outs: [data/changes.parquet]
"""


def call(folder: Path, *words: str) -> None:
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


def commit_run(folder: Path, *rows: dict[str, Any]) -> None:
    """Make the table of a run with DVC, and commit what it locked."""
    pd.DataFrame(rows).to_parquet(folder / "kept.parquet")
    (folder / "data").mkdir(exist_ok=True)
    call(folder, sys.executable, "-m", "dvc", "repro", "--quiet")
    call(folder, "git", "add", "--all")
    call(folder, "git", "commit", "--quiet", "--message", "a run")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs: in the first wijkteam rose, in the second nothing did."""
    folder = tmp_path_factory.mktemp("runs")
    call(folder, "git", "init", "--quiet")
    call(folder, "git", "config", "user.email", "proef@voorbeeld.example")
    call(folder, "git", "config", "user.name", "Proef")
    call(folder, sys.executable, "-m", "dvc", "init", "--quiet")
    call(folder, sys.executable, "-m", "dvc", "config", "core.analytics", "false")
    (folder / "dvc.yaml").write_text(STAGE, encoding="utf-8")
    (folder / ".gitignore").write_text("kept.parquet\n", encoding="utf-8")
    call(folder, "git", "add", "--all")
    call(folder, "git", "commit", "--quiet", "--message", "no run yet")
    call(folder, "git", "tag", "before")
    commit_run(folder, ROW | TOLD)
    commit_run(folder, ROW | TOLD | {"p": 0.9, "q": 0.9})
    return folder


def test_two_commits_are_compared_by_their_own_tables(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert main(["HEAD~1", "HEAD", "--into", "changes"]) == 0
    assert "wijkteam" in capsys.readouterr().out
    assert pd.read_csv("changes/changes.csv")["status"].tolist() == ["gone"]


def test_an_unknown_revision_is_refused_with_the_way_to_find_one(repository: Path) -> None:
    with pytest.raises(InputError, match=r"(?s)no revision that holds dvc\.lock.*git log --oneline -- dvc\.lock"):
        read_run("v9.9", root=repository)


def test_a_revision_from_before_the_first_run_is_refused(repository: Path) -> None:
    with pytest.raises(InputError, match=r"before is no folder, and no revision that holds dvc\.lock"):
        read_run("before", root=repository)


def test_tables_that_left_the_cache_are_asked_for(repository: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(repository, tmp_path / "copy")
    shutil.rmtree(copy / ".dvc/cache")
    with pytest.raises(InputError, match=r"the tables of HEAD are not in the cache of DVC"):
        read_run("HEAD", root=copy)
