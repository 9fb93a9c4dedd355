"""What decides results beside the data: Python, packages and this project's code. All machines must have the same."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from pipeline.cache import code_digest

FACTS = ("python", "pipeline (code)", "programs")
_PROGRAMS = ("ocrmypdf", "tesseract", "soffice", "libreoffice")  # with them more documents can be read
_PROJECT = "transformatiemonitor"
_ROOT = Path(__file__).parents[1]
_BELOW = ("numpy", "thinc", "distributed", "dask", "cloudpickle", "tornado")  # below what the project names


def room_of(function: Any) -> str:
    """The room below pipeline/ whose code a function runs: rooms never import each other."""
    inner = getattr(function, "func", None) or getattr(function, "function", None)
    return room_of(inner) if inner is not None else f"{function.__module__}..".split(".")[1]


def package_names() -> list[str]:
    """Packages that the project needs at run time, and some below them."""
    try:
        lines = [line for line in requires(_PROJECT) or [] if "extra ==" not in line]
    except PackageNotFoundError:  # run from a folder, not installed
        lines = []
    return sorted({re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in lines} | set(_BELOW))


def software(room: str, packages: list[str]) -> dict[str, str]:
    """What this machine has: versions, or "absent", and a digest of the code of a room and of all that rooms share."""
    programs = " ".join(name for name in _PROGRAMS if shutil.which(name)) or "none"
    facts = (f"{sys.version_info.major}.{sys.version_info.minor}", _code(room), programs)
    return dict(zip(FACTS, facts, strict=True)) | {name: _version(name) for name in packages}


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """What is not the same, a line each."""
    names = [name for name in ours if ours[name] != theirs.get(name)]
    return [f"{name}: {theirs.get(name, 'absent')} there, {ours[name]} here" for name in names]


@lru_cache
def _code(room: str) -> str:
    """Read once in a process: a worker that goes on with older code than now lies on its disk must say so."""
    shared = sorted(path.name for path in _ROOT.glob("*.py"))
    return code_digest(*shared, "cluster", *([room] if (_ROOT / room).is_dir() else []))[:12]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
