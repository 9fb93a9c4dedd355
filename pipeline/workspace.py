"""A workspace of its own for somebody's documents: the same graph and code, other sources, other results.

``work/<name>/`` gets a DVC repository without git, links to ``pipeline/``, ``models/`` and ``data/gold/``, a copy of
``dvc.yaml`` and, the first time, a ``params.yaml`` made from the example's. What a user changes in that
``params.yaml`` stays.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pipeline.errors import InputError

SOURCE = "documenten"
_LINKS = ("pipeline", "models", "data/gold")
_TRUTH = """Nobody has labelled these documents, so this run is not scored.
To score it, put a documents.jsonl here, in the form of data/sample/truth/documents.jsonl.
"""


def make_workspace(root: Path, documents: Path, *, name: str | None = None) -> Path:
    """Make or refresh the workspace of a folder of documents.

    Args:
        root: the project's folder, with dvc.yaml and params.yaml.
        documents: the folder to read.
        name: of the workspace; by default that of the folder.

    Returns:
        The workspace's folder.

    Raises:
        InputError: no such folder, or the workspace belongs to another one.
    """
    documents = documents.resolve()
    if not documents.is_dir():
        raise InputError(
            f"there is no folder {documents}",
            expected="a folder with .txt, .html, .pdf, .docx, .odt, .xml or .json files",
            where="DOCS",
            remedy="make report DOCS=path/to/folder",
        )
    folder = root / "work" / (name or _slug(documents.name))
    folder.mkdir(parents=True, exist_ok=True)
    _write_params(root / "params.yaml", folder / "params.yaml", documents)
    shutil.copyfile(root / "dvc.yaml", folder / "dvc.yaml")
    shutil.copyfile(root / ".dvcignore", folder / ".dvcignore")
    (folder / ".dvc").mkdir(exist_ok=True)
    (folder / ".dvc" / "config").write_text("[core]\n    no_scm = true\n    analytics = false\n", encoding="utf-8")
    (folder / "truth").mkdir(exist_ok=True)
    (folder / "truth" / "README.txt").write_text(_TRUTH, encoding="utf-8")
    for link in _LINKS:
        if not (folder / link).is_symlink():
            (folder / link).parent.mkdir(exist_ok=True)
            (folder / link).symlink_to((root / link).resolve(), target_is_directory=True)
    return folder


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "documenten"


def _write_params(example: Path, target: Path, documents: Path) -> None:
    yaml = YAML()
    yaml.width = 120
    if target.exists():
        _check_owner(yaml.load(target), target, documents)
        return
    params = yaml.load(example)
    params["sources"] = {SOURCE: {"connector": "folder", "path": str(documents)}}
    params["places"]["fictional"] = False
    params["evaluate"]["truth"] = "truth"
    params["report"]["notice"] = ""
    with target.open("w", encoding="utf-8") as handle:
        yaml.dump(params, handle)


def _check_owner(params: dict[str, Any], target: Path, documents: Path) -> None:
    sources = params.get("sources") or {}
    if SOURCE in sources and sources[SOURCE].get("path") != str(documents):
        raise InputError(
            f"the workspace {target.parent.name!r} reads {sources[SOURCE].get('path')}",
            expected=str(documents),
            where=str(target),
            remedy="give this one another name: make report DOCS=path/to/folder NAME=other",
        )
