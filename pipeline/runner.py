"""Run one stage: settings in, one lock per stage, errors as messages.

A stage whose `dvc repro` was killed may still be writing. The lock makes its successor wait for it, so that two
processes never write the same output.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from sqlite3 import OperationalError

from pipeline.errors import MonitorError, StorageError
from pipeline.params import Settings, load_settings

_STAGE: ContextVar[str] = ContextVar("stage", default="(none)")


def current_stage() -> str:
    """Name of the stage that is running, for messages."""
    return _STAGE.get()


def run(stage: str, main: Callable[[Settings], None]) -> None:
    """Load params.yaml, run the stage, and exit with 1 and a message when something is wrong."""
    _STAGE.set(stage)
    try:
        with _storage_errors():
            settings = load_settings(Path("params.yaml"))
            with _stage_lock(settings.work_path / "locks" / f"{stage}.lock", stage):
                main(settings)
    except MonitorError as error:
        sys.exit(f"\n{stage}: {error}\n")


@contextmanager
def _stage_lock(path: Path, stage: str) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"{stage}: an earlier run of this stage is still ending; waiting for it", file=sys.stderr)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise
        raise StorageError(
            f"cannot write: {os.strerror(error.errno)}",
            where=str(error.filename2 or error.filename or Path.cwd()),
            remedy="free some space, then run the same command again: it goes on where it was",
        ) from error
    except OperationalError as error:
        if "full" not in str(error) and "disk" not in str(error):
            raise
        raise StorageError(
            f"cannot write the cache: {error}",
            where=str(Path.cwd()),
            remedy="free some space, then run the same command again: it goes on where it was",
        ) from error
