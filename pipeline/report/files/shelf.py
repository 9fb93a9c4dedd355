"""What lies on the shelf of downloads: each file with its size, hash, kind and what it is, for page and crate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.report.speech import say

MEDIA = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".bib": "application/x-bibtex",
}


@dataclass(frozen=True)
class Extras:
    """What the outputs need besides the report.

    Attributes:
        files: other files to put on the shelf, by name: the concept scheme as SKOS.
        inputs: SHA-256 of each input of the report, by path.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Shelved:
    """One file; `names` say what it is, in Dutch and English."""

    path: str
    size: int
    sha256: str
    names: tuple[str, str] = ("", "")

    @property
    def media_type(self) -> str:
        """Its MIME type."""
        return MEDIA.get(Path(self.path).suffix, "application/octet-stream")

    @property
    def name(self) -> str:
        """What it is, in the language of the page."""
        return say(*self.names)

    @property
    def weight(self) -> str:
        """Its size for readers: "74 kB", "1,2 MB"."""
        if self.size < 1_000_000:
            return f"{max(1, round(self.size / 1000))} kB"
        return f"{self.size / 1_000_000:.1f} MB".replace(".", say(",", "."))


def shelved(folder: Path, names: Mapping[str, tuple[str, str]]) -> tuple[Shelved, ...]:
    """All files below the folder, in order; `names` by path, where they have one."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        relative = path.relative_to(folder).as_posix()
        found.append(Shelved(relative, path.stat().st_size, file_hash(path), names.get(relative, ("", ""))))
    return tuple(found)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal text."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def file_hashes(paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each file, by its path."""
    return {path.as_posix(): file_hash(path) for path in sorted(paths)}


@dataclass(frozen=True)
class TableFacts:
    """A table on the shelf: rows, columns, and whether it fits in a spreadsheet."""

    name: str
    rows: int
    columns: tuple[str, ...]
    spreadsheet: bool


@dataclass(frozen=True)
class Shelf:
    """All files, and the tables among them."""

    files: tuple[Shelved, ...] = ()
    tables: tuple[TableFacts, ...] = ()

    def file(self, path: str) -> Shelved | None:
        """The file at a path within the folder, if it is there."""
        return next((file for file in self.files if file.path == path), None)


def empty_shelf() -> Shelf:
    """Nothing on it yet."""
    return Shelf()
