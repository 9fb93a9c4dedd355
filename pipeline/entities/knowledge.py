"""models/entities/ -> checked knowledge: gazetteers (*.yaml), official_laws.txt, offices.yaml, removed.yaml,
rules/*.yaml, and the word lists of rules/*.txt.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.contract import ENTITY_LABELS
from pipeline.entities.name_schema import RemovedFile
from pipeline.entities.schema import Entry, GazetteerFile, OfficesFile, Rules
from pipeline.errors import ModelError
from pipeline.text import fold

OFFICES = "offices.yaml"
REMOVED = "removed.yaml"
OFFICIAL = "official_laws.txt"
ORDINARY = "ordinary_words.txt"
GIVEN = "given_names.txt"
PERSONS = (GIVEN, "surnames.txt")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHORTEST = 3
_BWB = re.compile(r"BWB[RVW]\d{7}")
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class Knowledge:
    """All that is known beforehand.

    Attributes:
        gazetteers: by file name, in order of name.
        ordinary: words that are no names, in small letters.
        persons: given names and surnames, in small letters.
        given: the given names among them.
    """

    gazetteers: Mapping[str, GazetteerFile]
    offices: OfficesFile
    rules: Rules
    ordinary: frozenset[str]
    removed: RemovedFile
    persons: frozenset[str]
    given: frozenset[str]


def load_knowledge(folder: Path) -> Knowledge:
    """Read and check models/entities/.

    Raises:
        ModelError: a file is missing or no YAML, a key or label is unknown, or two entries claim one alias or id.
    """
    gazetteers = {
        path.name: _parse(GazetteerFile, _read(path), path)
        for path in sorted(folder.glob("*.yaml"))
        if path.name not in (OFFICES, REMOVED)
    }
    gazetteers[OFFICIAL] = _official(folder / OFFICIAL)
    rules = {name: _read(folder / "rules" / f"{name}.yaml") for name in Rules.model_fields}
    checked = {n: _parse(_model_of(Rules, n), data, folder / "rules" / f"{n}.yaml") for n, data in rules.items()}
    offices = _parse(OfficesFile, _read(folder / OFFICES), folder / OFFICES)
    removed = _parse(RemovedFile, _read(folder / REMOVED), folder / REMOVED)
    _check_labels(gazetteers)
    _check_claims(gazetteers)
    ordinary = _words(folder / "rules" / ORDINARY)
    _check_removed(removed, ordinary, folder / REMOVED)
    given, surnames = (_words(folder / "rules" / name) for name in PERSONS)
    return Knowledge(gazetteers, offices, Rules.model_validate(checked), ordinary, removed, given | surnames, given)


def names_of(entry: Entry) -> list[str]:
    """Every way of writing of an entry, each once."""
    return list(dict.fromkeys((entry.name, *entry.aliases, *entry.any_case)))


def _read(path: Path) -> Any:
    try:
        return yaml.load(_text(path), Loader=_LOADER)  # noqa: S506 - either of the two is safe
    except yaml.YAMLError as error:
        raise ModelError(f"{path.name} is no valid YAML: {error}", where=str(path), remedy="mend that line") from None


def _words(path: Path) -> frozenset[str]:
    """One word a line, in small letters; lines that begin with # are comments."""
    lines = [line.strip() for line in _text(path).splitlines()]
    words = [line for line in lines if line and not line.startswith("#")]
    wrong = next((word for word in words if word != word.lower() or " " in word), None)
    if wrong is not None:
        raise ModelError(
            f"{wrong!r} is not one word in small letters", where=str(path), remedy="one word a line, # for a comment"
        )
    return frozenset(words)


def _official(path: Path) -> GazetteerFile:
    """Laws with only an official title, one a line behind the BWB id; a title of several words in any capitals."""
    entries = []
    for row, line in enumerate(_text(path).splitlines(), 1):
        code, _, title = line.strip().partition(" ")
        if not code or code == "#":
            continue
        if not (_BWB.fullmatch(code) and title):
            raise ModelError(f"{line!r} is no law", where=f"{path}, line {row}", remedy="a BWB id, a space, the title")
        entries.append(Entry(id=code.lower(), name=title, code=code, any_case=(title,) if " " in title else ()))
    return GazetteerFile(label="LAW", entries=tuple(entries))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ModelError(
            f"{path.name} is missing", where=str(path), remedy="restore it: git checkout models/entities"
        ) from None
    except UnicodeDecodeError as error:
        raise ModelError(f"{path.name} is not UTF-8: {error}", where=str(path), remedy="save it as UTF-8") from None


def _parse(model: type[_Model], data: Any, path: Path) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _problem(model, error, path) from None


def _problem(model: type[BaseModel], error: ValidationError, path: Path) -> ModelError:
    first = error.errors()[0]
    *parents, last = first["loc"] or ("the file",)
    row = next((f"row {part + 1} of " for part in parents if isinstance(part, int)), "")
    place = f"{path}, {row}{parents[0] if parents else 'the file'}"
    if first["type"] != "extra_forbidden":
        return ModelError(f"{last} is {first['input']!r}: {first['msg']}", where=place, remedy="see laws.yaml")
    known = sorted(_owner(model, [p for p in parents if isinstance(p, str)]).model_fields)
    near = difflib.get_close_matches(str(last), known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return ModelError(f"unknown key {last!r}{hint}", expected=", ".join(known), where=place, remedy="mend that key")


def _owner(model: type[BaseModel], path: list[str]) -> type[BaseModel]:
    for name in path:
        model = _model_of(model, name)
    return model


def _model_of(model: type[BaseModel], name: str) -> type[BaseModel]:
    """The model that a field holds, or holds many of; the model itself when it holds none."""
    annotation = model.model_fields[name].annotation
    inner = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model


def _check_labels(gazetteers: Mapping[str, GazetteerFile]) -> None:
    for file, gazetteer in gazetteers.items():
        rows = [(f"entry {n} ({e.id})", e.label) for n, e in enumerate(gazetteer.entries, 1)]
        rows += [(f"pattern {n} ({p.id})", p.label) for n, p in enumerate(gazetteer.patterns, 1)]
        for row, label in [("the top", gazetteer.label), *rows]:
            if label is not None and label not in ENTITY_LABELS:
                raise ModelError(
                    f"unknown label {label!r}",
                    expected=", ".join(ENTITY_LABELS),
                    where=f"models/entities/{file}, {row}",
                    remedy="choose one of these labels",
                )


def _check_removed(removed: RemovedFile, ordinary: frozenset[str], path: Path) -> None:
    """One word that is an ordinary word too would be hidden wherever it stands: such a name is asked for in full."""
    for name in removed.names:
        word = name.strip().lower()
        if " " not in word and (word in ordinary or len(word) < _SHORTEST):
            raise ModelError(
                f"{name!r} is an ordinary word or too short to remove by itself",
                expected="a full name, or a surname that is no ordinary word",
                where=str(path),
                remedy="write each full form of the name on its own line: first name and surname, initials and surname",
            )


def _check_claims(gazetteers: Mapping[str, GazetteerFile]) -> None:
    """An id, or a way of writing, belongs to one entry only; `any_case` claims every way to set its capitals."""
    claims: dict[str, str] = {}
    loose = {fold(n) for g in gazetteers.values() for e in g.entries for n in e.any_case}
    for file, gazetteer in gazetteers.items():
        for row, entry in enumerate(gazetteer.entries, 1):
            here = f"{file} row {row} ({entry.id})"
            keys = {f"alias {fold(n) if fold(n) in loose else n}": n for n in names_of(entry)}
            for key, written in {f"id {entry.id}": entry.id, **keys}.items():
                other = claims.setdefault(key, here)
                if other != here:
                    raise ModelError(
                        f"{written!r} belongs to two entries: {other} and {here}",
                        expected="each id and each alias once",
                        where="models/entities",
                        remedy="take it out of one of them",
                    )
