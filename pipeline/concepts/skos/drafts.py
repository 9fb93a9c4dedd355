"""Drafts of concept files, as read from elsewhere -> one YAML file a concept, and a list of what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML

from pipeline.errors import ModelError


@dataclass(frozen=True)
class Draft:
    """A concept that may still miss something; fields as in `ConceptFile`, lists by dotted field."""

    id: str
    names: Mapping[str, str]
    definition: str
    group: str | None
    goal: int | None
    broader: str | None
    note: str
    lists: Mapping[str, list[str]]

    def gaps(self) -> list[str]:
        """The fields that a person must still fill in before the file can be used."""
        wanted = {
            "pref_label.en": self.names.get("en"),
            "definition_nl": self.definition,
            "group": self.group,
            "examples.positive": self.lists["examples.positive"],
            "examples.negative": self.lists["examples.negative"],
        }
        return [field for field, value in wanted.items() if not value]

    def data(self) -> dict[str, Any]:
        """The file's data, in the order of the other files; what is missing is left out."""
        lists = {f: v for f, v in self.lists.items() if v}
        examples = {f.split(".")[1]: v for f, v in lists.items() if f.startswith("examples.")}
        data: dict[str, Any] = {"id": self.id, "pref_label": dict(self.names)}
        data |= {"definition_nl": self.definition} if self.definition else {}
        data |= {"group": self.group} if self.group else {}
        data |= {"jeugdwet_goal": self.goal, "broader": self.broader}
        data |= {f: v for f, v in lists.items() if not f.startswith("examples.")}
        data |= {"examples": examples} if examples else {}
        return data | ({"note": self.note} if self.note else {})


@dataclass(frozen=True)
class Drafts:
    """All concepts by id, and the names of the groups by id, in reading order."""

    concepts: tuple[Draft, ...]
    groups: Mapping[str, Mapping[str, str]]


def write_drafts(drafts: Drafts, folder: Path, *, words: Path) -> list[Path]:
    """Write one YAML file a concept, and ``_words.yaml``.

    Args:
        folder: made when it is not there; nothing in it is ever overwritten.
        words: the ``_words.yaml`` to take over; its groups become those of the drafts, when they have any.

    Raises:
        ModelError: a file is there already.
    """
    paths = [folder / f"{draft.id}.yaml" for draft in drafts.concepts]
    taken = [p for p in (*paths, folder / "_words.yaml") if p.exists()]
    if taken:
        raise ModelError(
            f"{len(taken)} files are there already, the first is {taken[0].name}",
            expected="a folder without them",
            where=str(folder),
            remedy="import into an empty folder, and take over from there what you want",
        )
    folder.mkdir(parents=True, exist_ok=True)
    for draft, path in zip(drafts.concepts, paths, strict=True):
        text = yaml.safe_dump(draft.data(), allow_unicode=True, sort_keys=False, width=110)
        path.write_text(text, encoding="utf-8")
    _write_words(drafts, words, folder / "_words.yaml")
    return paths


def _write_words(drafts: Drafts, source: Path, target: Path) -> None:
    if not drafts.groups:
        target.write_bytes(source.read_bytes())
        return
    editor = YAML()
    editor.width, editor.preserve_quotes = 120, True
    data = editor.load(source)
    data["groups"] = {
        group: {"nl": names["nl"] or group, "en": names["en"] or names["nl"] or group}
        for group, names in drafts.groups.items()
    }
    with target.open("w", encoding="utf-8") as handle:
        editor.dump(data, handle)
