"""A stage: one at a time, and what a user can mend is a message, not a traceback."""

from __future__ import annotations

import errno
import multiprocessing
import time
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.params import Settings
from pipeline.runner import current_stage, run

PARAMS = "sources: {own: {connector: folder, path: x}}\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "params.yaml").write_text(PARAMS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_stage_gets_its_settings_and_knows_its_name() -> None:
    seen: list[object] = []
    run("clean", lambda settings: seen.extend([settings.sources["own"].connector, current_stage()]))
    assert seen == ["folder", "clean"]


def test_a_message_ends_the_stage_without_a_traceback() -> None:
    def fails(_: Settings) -> None:
        raise InputError("the folder is empty", remedy="put something in it")

    with pytest.raises(SystemExit, match="clean: the folder is empty\n  to do:    put something in it"):
        run("clean", fails)


def test_a_full_disk_says_that_it_goes_on_later() -> None:
    def fails(_: Settings) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "data/tokens.parquet")

    with pytest.raises(SystemExit, match=r"(?s)No space left on device.*data/tokens\.parquet.*free some space"):
        run("annotate", fails)


def test_another_error_is_shown_whole() -> None:
    def fails(_: Settings) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        run("clean", fails)


def _hold(folder: str, seconds: float) -> None:
    def main(_: Settings) -> None:
        Path(folder, "started").touch()
        time.sleep(seconds)
        Path(folder, "done").touch()

    run("clean", main)


def test_a_second_run_of_a_stage_waits_for_the_first(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    process = multiprocessing.get_context("fork").Process(target=_hold, args=[str(workspace), 1.0])
    process.start()
    while not (workspace / "started").exists():
        time.sleep(0.02)
    run("clean", lambda _: print("first is done:", (workspace / "done").exists()))
    process.join()
    assert "first is done: True" in capsys.readouterr().out
