"""Texts of which somebody knows what is in them: the gold, and the truth of the example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.report.privacy import Hidden, Name, cut, hide


@dataclass(frozen=True)
class Span:
    """``text[start:end]`` carries a concept."""

    start: int
    end: int
    concept: str

    def touches(self, other: Span) -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class LabelledText:
    """One text and what a careful reader found in it.

    Attributes:
        id: of the fragment or document.
        sentences: start and end of each, in order.
        steps: step of each sentence; None without a concept.
        lookalikes: what only looks like a concept.
        hidden: what may not be shown.
        on_topic: whether the text is about youth care at all.
    """

    id: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    steps: tuple[str | None, ...]
    mentions: tuple[Span, ...]
    lookalikes: tuple[Span, ...]
    hidden: Hidden
    on_topic: bool = True

    def shown(self, start: int, end: int) -> str:
        """``text[start:end]`` without private names."""
        return cut(self.text, start, end, self.hidden)


def read_gold(path: Path, *, part: str = "train") -> list[LabelledText]:
    """The fragments of data/gold/fragments.jsonl that are of this part and marked for concepts.

    Raises:
        InputError: the file is missing or damaged.
    """
    remedy = "uv run python -m data.gold.build"
    return [_text(r) for r in _rows(path, remedy) if r["part"] == part and "concepts" in r["layers"]]


def read_truth(path: Path) -> list[LabelledText]:
    """The documents of the example, from data/sample/truth/documents.jsonl.

    Raises:
        InputError: the file is missing or damaged.
    """
    return [_text(row) for row in _rows(path, "uv run python -m data.sample.build")]


def _rows(path: Path, remedy: str) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise InputError(f"{path.name} is missing", where=str(path), remedy=remedy) from None
    for number, line in enumerate(lines, 1):
        try:
            row: dict[str, Any] = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"no JSON: {error.msg}", where=f"{path}:{number}", remedy=remedy) from None
        yield row


def _text(row: dict[str, Any]) -> LabelledText:
    names = [Name(e["start"], e["end"], e["text"], e["label"], not e["private"]) for e in row["entities"]]
    return LabelledText(
        id=row["id"],
        text=row["text"],
        sentences=tuple((s["start"], s["end"]) for s in row["sentences"]),
        steps=tuple(s["step"] for s in row["sentences"]),
        mentions=_spans(row["mentions"]),
        lookalikes=_spans(row.get("lookalikes", [])),
        hidden=hide(row["text"], names),
        on_topic=row.get("on_topic", True),
    )


def _spans(rows: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(m["start"], m["end"], m["concept_id"]) for m in rows)
