"""What every format reader returns: blocks of text in reading order, and the facts that the file itself declares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

LINE_HYPHEN = "-\u00ad"  # followed by the first word of the next line, without a blank

BlockKind = Literal["heading", "paragraph", "item", "table"]


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or table.

    Attributes:
        text: without line breaks, but for tables: one line a row, cells joined by ' | '. Until `repair_blocks` a hyphen
            from the end of a printed line is written as LINE_HYPHEN.
        level: 1 for the highest heading; 0 for anything else.
        page: page number from 1, or None where the format has no pages.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None

    def with_text(self, text: str) -> Block:
        """The same block with other text."""
        return replace(self, text=text)


@dataclass(frozen=True)
class DeclaredDate:
    """A date that a file's metadata states, with what it is of."""

    value: str
    kind: str  # one of schema.values.DATE_KINDS
    origin: str


@dataclass(frozen=True)
class Extract:
    """A file's text and declared facts.

    Attributes:
        fragment: tells apart several documents in one file.
        margins: letterheads, page heads and feet: no text of the document, but evidence for its place and date.
    """

    blocks: list[Block]
    format: str
    title: str | None = None
    creator: str | None = None
    document_type: str | None = None
    dates: list[DeclaredDate] = field(default_factory=list)
    url: str | None = None
    fragment: str = ""
    margins: str = ""


_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?!\d)")


def squeeze(text: str) -> str:
    """Text with every run of white space as one blank, none at the ends."""
    return " ".join(text.split())


def make_block(kind: BlockKind, text: str, *, level: int = 0, page: int | None = None) -> list[Block]:
    """One block of squeezed text, or none when nothing is left."""
    text = squeeze(text)
    return [Block(kind, text, level, page)] if text else []


def make_table_block(rows: list[list[str]], *, page: int | None = None) -> list[Block]:
    """One table block of squeezed cells; rows without text are left out, a table without text gives none.

    In a form, where the first cell of each row is a label with a colon, no bar stands behind it.
    """
    filled = [cells for row in rows if any(cells := [squeeze(cell) for cell in row])]
    is_form = all(len(cells) == 2 and cells[0].endswith(":") for cells in filled)
    lines = [(" " if is_form else " | ").join(cells) for cells in filled]
    return [Block("table", "\n".join(lines), page=page)] if lines else []


def declare_date(value: str | None, *, kind: str, origin: str) -> list[DeclaredDate]:
    """A metadata date as ISO day, or none when the value is no calendar day ('0000-00-00', 'onbekend')."""
    text = (value or "").strip()
    if match := _ISO_DAY.match(text):
        parts = tuple(int(part) for part in match.groups())
    elif match := _DUTCH_DAY.match(text):
        parts = tuple(int(part) for part in reversed(match.groups()))
    else:
        return []
    try:
        return [DeclaredDate(date(*parts).isoformat(), kind, origin)]
    except ValueError:
        return []
