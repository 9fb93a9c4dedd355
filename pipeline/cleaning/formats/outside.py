"""Programs outside Python that read what no library here can: found, run with limits, never trusted to end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path

OCR_PACKAGES = "apt-get install ocrmypdf tesseract-ocr-nld"
OFFICE_PACKAGES = "apt-get install libreoffice-writer-nogui"
AGAIN = "then run `dvc repro -f clean`"
_SOFFICE = ("soffice", "libreoffice")


@cache
def can_ocr() -> bool:
    """Whether ocrmypdf, tesseract and its Dutch data are installed."""
    if not (shutil.which("ocrmypdf") and shutil.which("tesseract")):
        return False
    listed = run_program(["tesseract", "--list-langs"], seconds=20, folder=Path.cwd())
    return listed is not None and "nld" in listed.split()


@cache
def find_office() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return next((path for name in _SOFFICE if (path := shutil.which(name))), None)


def installed_readers() -> str:
    """Which outside readers this machine has: results depend on it, so it belongs in the key of the cache."""
    return f"ocr={can_ocr()} office={find_office() is not None}"


def run_program(command: list[str], *, seconds: float, folder: Path) -> str | None:
    """What the program printed, errors too; None when it failed.

    Args:
        command: program and arguments; no shell.
        seconds: after which it is ended, with all that it started.
        folder: its working folder and its place for temporary files.

    Raises:
        TimeoutError: it did not end in time.
    """
    environment = {**os.environ, "TMPDIR": str(folder), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603 (no shell; the program is one of three, the file's name is ours)
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise TimeoutError(f"{command[0]} was not done within {seconds:g} s") from None
    return printed.decode("utf-8", "replace") if process.returncode == 0 else None
