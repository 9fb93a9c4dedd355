"""Source: all files below a folder, with an optional `manifest.jsonl` that tells what the file names do not.

A line of the manifest: ``{"path": "a/b.pdf", "url": ..., "retrieved_at": ..., "media_type": ..., "licence": ...,
"declared": {...}}``; all but `path` may be left out.
A file without a line gets its own address; it is read all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import InputError
from pipeline.params import SourceSettings
from pipeline.sources.snapshot import Fetched

MANIFEST = "manifest.jsonl"


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    path: str
    url: str | None = None
    retrieved_at: str | None = None
    status: int = 200
    media_type: str | None = None
    licence: str | None = None
    declared: dict[str, Any] = {}


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """Yield every file below ``source.path``, in the order of their paths; hidden files are left out.

    Raises:
        InputError: no such folder, nothing in it, or a broken manifest.
    """
    folder = source.path
    if folder is None or not folder.is_dir():
        raise InputError(
            f"source {key!r} has no folder: {folder}",
            expected="a folder with .txt, .html, .pdf, .docx, .odt, .xml or .json files",
            where=f"params.yaml, sources.{key}.path",
            remedy="name an existing folder, for your own documents: make report DOCS=path/to/folder",
        )
    lines = _read_manifest(folder / MANIFEST)
    files = [f for f in sorted(folder.rglob("*")) if f.is_file() and not _hidden(f, folder) and f.name != MANIFEST]
    if not files:
        raise InputError(
            f"the folder of source {key!r} is empty",
            expected="at least one document",
            where=str(folder.absolute()),
            remedy="put documents in it, or name another folder: make report DOCS=path/to/folder",
        )
    _check_lines(lines, folder)
    for file in files:
        name = file.relative_to(folder).as_posix()
        line = lines.get(name, _Line(path=name))
        yield Fetched(
            url=line.url or f"file:{key}/{name}",
            path=file,
            name=name,
            status=line.status,
            media_type=line.media_type,
            retrieved_at=line.retrieved_at,
            licence=line.licence or source.licence,
            declared=line.declared,
        )


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _check_lines(lines: dict[str, _Line], folder: Path) -> None:
    missing = [name for name in lines if not (folder / name).is_file()]
    if missing:
        raise InputError(
            f"the manifest names {len(missing)} files that are not there, the first is {missing[0]}",
            expected="a path below the folder for each line",
            where=str(folder / MANIFEST),
            remedy="put the files back, or remove their lines",
        )


def _read_manifest(path: Path) -> dict[str, _Line]:
    if not path.exists():
        return {}
    lines: dict[str, _Line] = {}
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            line = _Line.model_validate(json.loads(text))
        except (json.JSONDecodeError, ValidationError) as error:
            raise InputError(
                f"line {number} of the manifest cannot be read: {error}",
                expected='{"path": "...", "url": "...", "declared": {...}}',
                where=str(path),
                remedy="mend or remove that line",
            ) from None
        lines[line.path] = line
    return lines
