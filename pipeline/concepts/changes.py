"""What changed in the concept scheme since an earlier run: digests of each field, and their comparison."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cache import digest
from pipeline.concepts.files import ConceptFile, WordsFile
from pipeline.errors import ModelError

Digests = Mapping[str, Mapping[str, str]]
SHARED = "_words"


@dataclass(frozen=True)
class SchemeChanges:
    """Concepts by id.

    Attributes:
        changed: the fields that changed, by concept; the key ``_words`` holds those of _words.yaml.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]

    def lines(self) -> list[str]:
        """One line for each concept that changed; none when nothing did."""
        told = dict.fromkeys(self.added, "new") | dict.fromkeys(self.removed, "removed")
        told |= {c: f"changed: {', '.join(fields)}" for c, fields in self.changed.items()}
        return [f"{concept}: {told[concept]}" for concept in sorted(told)]


def scheme_digests(concepts: Sequence[ConceptFile], words: WordsFile) -> dict[str, dict[str, str]]:
    """The digest of each field of each concept, and of _words.yaml under the name ``_words``."""
    files = {**{c.id: c for c in concepts}, SHARED: words}
    return {
        name: {
            field: digest(json.dumps(value, sort_keys=True)) for field, value in file.model_dump(mode="json").items()
        }
        for name, file in sorted(files.items())
    }


def compare_schemes(old: Digests, new: Digests) -> SchemeChanges:
    """What differs between two results of `scheme_digests`; an empty `old` makes all concepts new."""
    fields = {
        name: tuple(f for f in sorted({*old[name], *new[name]}) if old[name].get(f) != new[name].get(f))
        for name in sorted(set(old) & set(new))
    }
    return SchemeChanges(
        added=tuple(sorted(set(new) - set(old) - {SHARED})),
        removed=tuple(sorted(set(old) - set(new) - {SHARED})),
        changed={name: changed for name, changed in fields.items() if changed},
    )


def record_scheme(new: Digests, folder: Path) -> SchemeChanges:
    """Compare with the scheme that was recorded last in this folder, and record this one in its place.

    Args:
        new: result of `scheme_digests`.
        folder: kept between runs, so outside DVC's outputs; made when it is not there.

    Raises:
        ModelError: what lies there is no record.
    """
    path = folder / "scheme.json"
    changes = compare_schemes(_read(path), new)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".scheme.{os.getpid()}.part"
    part.write_text(json.dumps(new, indent=1, sort_keys=True), encoding="utf-8")
    part.replace(path)
    return changes


def _read(path: Path) -> Digests:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (json.JSONDecodeError, UnicodeDecodeError):
        data = None
    if not (isinstance(data, dict) and all(isinstance(fields, dict) for fields in data.values())):
        raise ModelError("the record of the last scheme cannot be read", where=str(path), remedy="delete it")
    return data
