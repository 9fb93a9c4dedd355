"""What every format reader returns: blocks of text in reading order, and the facts that the file itself declares."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table"]


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or table.

    Attributes:
        text: without line breaks, but for tables: one line a row, cells joined by ' | '.
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
    kind: str  # one of tables.DATE_KINDS
    origin: str


@dataclass(frozen=True)
class Extract:
    """A file's text and declared facts. `fragment` tells apart several documents in one file."""

    blocks: list[Block]
    format: str
    title: str | None = None
    creator: str | None = None
    document_type: str | None = None
    dates: list[DeclaredDate] = field(default_factory=list)
    url: str | None = None
    fragment: str = ""
