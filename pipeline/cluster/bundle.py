"""What a function reads by path (rules, gazetteers, a language model) goes to the workers with it.

A bundle holds the bytes of files by a name relative to its top. On the worker it is unpacked in a folder of its own,
and the paths among the function's arguments are made to point there. So a worker never reads an older copy of a rule.
"""

from __future__ import annotations

import dataclasses
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.cache import digest


@dataclass(frozen=True)
class Bundle:
    """Files by name, and which folder of this machine became which folder of the bundle.

    ``installed`` is this machine's folder of installed packages: a model in there is not sent, but looked for on the
    worker in its own.
    """

    files: Mapping[str, bytes]
    folders: Mapping[str, str]
    installed: str

    @property
    def id(self) -> str:
        """The same for the same files under the same names."""
        return digest(*(part for name in sorted(self.files) for part in (name, self.files[name])))


def make_bundle(folders: Iterable[Path], *, root: Path) -> Bundle:
    """Read all files in the folders (or the files themselves).

    Args:
        folders: what a function reads. Those below `root` keep their place relative to it.
        root: the workspace. Links are not followed up: models/ may be one.
    """
    installed = sysconfig.get_paths()["purelib"]
    files: dict[str, bytes] = {}
    places = {str(root): "."}
    for number, given in enumerate(folders):
        folder = given.absolute()
        if folder.is_relative_to(installed):
            continue
        name = f"outside/{number}"
        if folder.is_relative_to(root):
            name = folder.relative_to(root).as_posix()
        else:
            places[str(folder)] = name
        below = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else [folder]
        for path in (p for p in below if "__pycache__" not in p.parts):
            inner = path.relative_to(folder).as_posix()
            files[name if path == folder else f"{name}/{inner}"] = path.read_bytes()
    return Bundle(files, places, installed)


def unpack(bundle: Bundle, folder: Path) -> dict[str, str]:
    """Write the files below a folder; returns for each folder of the sender the folder of this machine."""
    for name, content in bundle.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    places = {there: str(folder / name) for there, name in bundle.folders.items()}
    return {**places, bundle.installed: sysconfig.get_paths()["purelib"]}


def move(value: Any, places: Mapping[str, str]) -> Any:
    """A function, or an argument of one, with every path in a known folder made to point at its new place."""
    if isinstance(value, str):
        return _move_path(value, places)
    if isinstance(value, Path):
        return Path(_move_path(str(value), places))
    if isinstance(value, partial):
        arguments = [move(argument, places) for argument in value.args]
        return partial(move(value.func, places), *arguments, **{k: move(v, places) for k, v in value.keywords.items()})
    if dataclasses.is_dataclass(value) and not isinstance(value, type) and hasattr(value, "function"):
        return dataclasses.replace(value, function=move(value.function, places))
    return value


def _move_path(path: str, places: Mapping[str, str]) -> str:
    for there, here in sorted(places.items(), key=lambda pair: -len(pair[0])):
        if path == there or path.startswith(there + "/"):
            return here + path[len(there) :]
    return path
