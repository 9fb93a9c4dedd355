"""One run, as a folder or as a revision of the repository -> its tables and what DVC locked.

A folder holds ``dvc.lock`` and the tables in ``data/``, in ``reports/tables/`` or beside it: a workspace, or a copy of
one that was kept. A revision (a commit, a tag) is read from git and from the cache of DVC.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from dvc.api import read as read_tracked
from dvc.exceptions import DvcException

from pipeline.errors import InputError

LOCK = "dvc.lock"
NEEDED = "changes"
TABLES = (NEEDED, "comparisons", "firsts", "silences", "deeds", "copying", "topics")
_PLACES = ("data", "reports/tables", ".")


@dataclass(frozen=True)
class Run:
    """One run.

    Attributes:
        name: as it was asked for.
        lock: the stages of its dvc.lock.
        tables: what was found of TABLES; changes always.
    """

    name: str
    lock: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]

    @property
    def below(self) -> float:
        """q below which its differences are told."""
        params = (self.lock.get("trends") or {}).get("params") or {}
        return float(((params.get("params.yaml") or {}).get("trends") or {}).get("significant_below", 0.05))


def read_run(name: str, *, root: Path) -> Run:
    """A run by its folder, or by its revision in the repository `root`.

    Raises:
        InputError: there is no such run, or it lacks dvc.lock or the table changes.
    """
    folder = Path(name)
    return _from_folder(name, folder) if folder.is_dir() else _from_revision(name, root)


def _from_folder(name: str, folder: Path) -> Run:
    tables: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        found = [path for place in _PLACES if (path := folder / place / f"{table}.parquet").exists()]
        if found:
            tables[table] = pd.read_parquet(found[0])
    lock = folder / LOCK
    missing = LOCK if not lock.exists() else "" if NEEDED in tables else f"{NEEDED}.parquet"
    if missing:
        raise InputError(
            f"the run {name} has no {missing}",
            expected=f"{LOCK} and the tables, in data/ or reports/tables/",
            where=str(folder.absolute()),
            remedy="name the folder of a finished run, or keep one: cp -r dvc.lock reports ../run-of-today",
        )
    return Run(name, _stages(lock.read_text(encoding="utf-8")), tables)


def _from_revision(name: str, root: Path) -> Run:
    try:
        stages = _stages(read_tracked(LOCK, repo=str(root), rev=name))
    except (DvcException, FileNotFoundError) as error:
        raise InputError(
            f"{name} is no folder, and no revision that holds {LOCK} ({error})",
            expected="the folder of a run, or a commit or tag",
            where=str(root.absolute()),
            remedy="git log --oneline -- dvc.lock lists the revisions",
        ) from None
    tables: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        with contextlib.suppress(DvcException, FileNotFoundError):
            data = read_tracked(f"data/{table}.parquet", repo=str(root), rev=name, mode="rb")
            tables[table] = pd.read_parquet(io.BytesIO(data))
    if NEEDED not in tables:
        raise InputError(
            f"the tables of {name} are not in the cache of DVC",
            expected=f"data/{NEEDED}.parquet of that revision",
            where=str(root.absolute()),
            remedy=f"git worktree add ../old {name}, run `dvc pull` or `dvc repro` there, and name that folder",
        )
    return Run(name, stages, tables)


def _stages(text: str) -> Mapping[str, Any]:
    data = yaml.safe_load(text)
    stages = data.get("stages") if isinstance(data, Mapping) else None
    return stages if isinstance(stages, Mapping) else {}
