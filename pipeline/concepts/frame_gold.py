"""data/gold/frames/<author>.yaml and data/gold/fragments.jsonl -> passages with their frame."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from pipeline.errors import ModelError

Frame = Literal["transitie", "transformatie", "both", "neither"]
_BOTH: dict[Frame, frozenset[str]] = {
    "transitie": frozenset({"transitie"}),
    "transformatie": frozenset({"transformatie"}),
    "both": frozenset({"transitie", "transformatie"}),
    "neither": frozenset(),
}


class FrameLabel(BaseModel):
    """The frame of one fragment; `begins` are its first words, so that a label cannot slip to another fragment."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    frame: Frame
    begins: str


class FramesFile(RootModel[dict[str, dict[int, FrameLabel]]]):
    """One author: labels by theme and number of the fragment."""


@dataclass(frozen=True)
class LabelledPassage:
    """A fragment with its frames (none, one or two).

    Attributes:
        id: of the fragment, author/theme/number.
        sentences: start and end of each.
        group: author/theme; all of a group stands on one side of a test.
        only_concepts: whether its frame is not learned from.
    """

    id: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    frames: frozenset[str]
    group: str
    part: str
    only_concepts: bool = False


def read_frames(folder: Path, gold: Path) -> list[LabelledPassage]:
    """All labelled passages, in order of author, theme and number.

    Raises:
        ModelError: a file cannot be read, or labels a fragment that is not there or begins otherwise.
    """
    try:
        rows = {row["id"]: row for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
    except (OSError, ValueError) as error:
        remedy = "build it: python -m data.gold.build"
        raise ModelError(f"the gold cannot be read: {error}", where=str(gold), remedy=remedy) from None
    found = [passage for path in sorted(folder.glob("*.yaml")) for passage in _read(path, rows)]
    if not found:
        raise ModelError("no passage has a frame", expected="<author>.yaml", where=str(folder), remedy="see README.md")
    return found


def _read(path: Path, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[LabelledPassage]:
    try:
        labels = FramesFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).root
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        remedy = "correct it; see data/gold/frames/README.md"
        raise ModelError(f"frames cannot be read: {error}", where=str(path), remedy=remedy) from None
    for theme, fragments in sorted(labels.items()):
        for number, label in sorted(fragments.items()):
            name = f"{path.stem}/{theme}/{number}"
            yield _passage(name, label, _row(name, label, rows, where=f"{path}, {theme}, {number}"))


def _row(name: str, label: FrameLabel, rows: Mapping[str, Mapping[str, Any]], *, where: str) -> Mapping[str, Any]:
    row = rows.get(name)
    begins = " ".join(row["text"].split()[: len(label.begins.split())]) if row else None
    if row is not None and begins == label.begins:
        return row
    near = difflib.get_close_matches(name, rows, n=1) if row is None else []
    raise ModelError(
        f"fragment {name} begins with {begins!r}" if row else f"there is no fragment {name!r}",
        expected=f"{label.begins!r}" if row else ", ".join(near) or "author/theme/number",
        where=where,
        remedy="the source has changed: give the number that the fragment has now",
    )


def _passage(name: str, label: FrameLabel, row: Mapping[str, Any]) -> LabelledPassage:
    spans = tuple((s["start"], s["end"]) for s in row["sentences"])
    group, only = f"{row['author']}/{row['theme']}", row.get("only_concepts", False)
    return LabelledPassage(name, row["text"], spans, _BOTH[label.frame], group, row["part"], only)
