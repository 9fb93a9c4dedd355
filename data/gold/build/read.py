"""A file of gold sentences -> its fragments, and every mistake with its line.

The marks are those of data/sample/MARKUP.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from data.sample.build.inline import MarkupError
from data.sample.build.knowledge import Knowledge
from data.sample.build.markup import Line, LineReader, read_blocks
from data.sample.build.source import Block, Problem

LAYERS = ("concepts", "entities")


@dataclass(frozen=True)
class Header:
    """What the head of a file says: who wrote it, about what, and which kinds of marks are complete in it."""

    theme: str
    author: str
    layers: tuple[str, ...]


@dataclass(frozen=True)
class Fragment:
    """Sentences that follow one another in one text."""

    blocks: tuple[Block, ...]


def read_file(path: Path, *, knowledge: Knowledge) -> tuple[Header | None, list[Fragment], list[Problem]]:
    """Read one file ``<author>/<theme>.txt``.

    Returns:
        The header (None when it is wrong), the fragments, and everything that is wrong.
    """
    head, line, body = path.read_text(encoding="utf-8").partition("\n---\n")
    header, problems = _header(head, path) if line else (None, [Problem(1, "no line ---", "a header, ---, sentences")])
    fragments = []
    numbered = list(enumerate(body.splitlines(), head.count("\n") + 3))
    for filled, lines in groupby(numbered, key=lambda pair: bool(pair[1].strip())):
        if filled:
            fragments.append(read_lines(list(lines), knowledge, problems))
    return header, fragments, problems


def read_lines(numbered: list[tuple[int, str]], knowledge: Knowledge, problems: list[Problem]) -> Fragment:
    """One fragment from its lines; mistakes are added to ``problems``."""
    return Fragment(tuple(read_blocks(list(_lines(numbered, knowledge, problems)))))


def _header(head: str, path: Path) -> tuple[Header | None, list[Problem]]:
    values = dict(line.split(": ", maxsplit=1) for line in head.splitlines() if ": " in line)
    layers = tuple(values.get("marks", "").split())
    if set(values) != {"theme", "author", "marks"} or not layers or set(layers) - set(LAYERS):
        return None, [Problem(1, f"header {head!r}", f"theme:, author:, marks: {' '.join(LAYERS)}")]
    if (values["author"], values["theme"]) != (path.parent.name, path.stem):
        return None, [Problem(1, f"{values['author']}/{values['theme']}", f"{path.parent.name}/{path.stem}")]
    return Header(values["theme"], values["author"], layers), []


def _lines(numbered: list[tuple[int, str]], knowledge: Knowledge, problems: list[Problem]) -> Iterator[Line]:
    reader = LineReader(knowledge, {})
    for number, text in numbered:
        try:
            yield from reader.read(text.rstrip())
        except MarkupError as error:
            problems.append(Problem(number, error.found, error.expected))
