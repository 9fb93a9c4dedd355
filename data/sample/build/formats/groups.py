"""Blocks in the groups in which every format shows them: runs of list items become one list, form lines one form."""

from __future__ import annotations

from dataclasses import dataclass

from data.sample.build.source import Block, BlockKind, Source


@dataclass(frozen=True)
class Group:
    """A heading or paragraph (one text), or a list or form (a text for each line)."""

    kind: BlockKind
    texts: tuple[str, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """The only text of a heading or paragraph."""
        return self.texts[0]


def grouped(source: Source) -> list[Group]:
    """The blocks of a source, grouped."""
    groups: list[tuple[Block, list[str]]] = []
    for block in source.blocks:
        if groups and block.kind == groups[-1][0].kind and block.kind in ("item", "number", "form"):
            groups[-1][1].append(block.text)
        else:
            groups.append((block, [block.text]))
    return [Group(block.kind, tuple(texts), block.level) for block, texts in groups]


@dataclass(frozen=True)
class Page:
    """What a format needs beside the text: whose it is, where it stands and what else stands there."""

    source: Source
    publisher: str
    domain: str
    number: int
    related: tuple[str, ...]

    @property
    def groups(self) -> list[Group]:
        """The text in groups."""
        return grouped(self.source)

    @property
    def metadata_date(self) -> str | None:
        """The date, where only the metadata may tell it."""
        return self.source.date if self.source.date_place == "metadata" else None
