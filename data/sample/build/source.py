"""What a source text is once its markup has been read: header, blocks, sentences, and the spans that were marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "number", "form"]

FORMATS = (
    *(f"html-{n}" for n in range(1, 6)),
    *("pdf-brief", "pdf-nota", "pdf-voorstel", "pdf-slides"),
    *("docx", "odt", "txt", "cvdr-xml", "gmb-html", "raadsinfo-json"),
)
DATE_PLACES = ("kop", "slot", "lopend", "metadata", "geen")


@dataclass(frozen=True)
class Entity:
    """One marked name; offsets count from the start of its sentence."""

    start: int
    end: int
    label: str
    office: str | None = None
    private: bool = False


@dataclass(frozen=True)
class Concept:
    """One marked concept; offsets count from the start of its sentence."""

    start: int
    end: int
    concept_id: str


@dataclass(frozen=True)
class Sentence:
    """One line of a source: its clean text, its step on the ladder and what is marked in it."""

    text: str
    step: str | None
    flags: frozenset[str]
    entities: tuple[Entity, ...]
    concepts: tuple[Concept, ...]
    lookalikes: tuple[Concept, ...] = ()


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or line of a form, in the order of reading.

    Attributes:
        level: 1 for the title; 0 for anything but a heading.
        topic: id in story.yaml, or None for formalities.
        copied_from: id of the document from which it was taken over.
    """

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    topic: str | None
    level: int = 0
    copied_from: str | None = None

    @property
    def text(self) -> str:
        """The sentences, joined by a blank."""
        return " ".join(s.text for s in self.sentences)

    @property
    def listed(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind in ("item", "number")


@dataclass(frozen=True)
class Source:
    """One marked-up document: its header and its blocks."""

    id: str
    title: str
    municipality: str
    region: str
    date: str
    date_place: str
    type: str
    format: str
    on_topic: bool
    blocks: tuple[Block, ...]
    path: Path
    copy_of: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    ending: str | None = None
    publisher: str | None = None
    ocr: str | None = None

    @property
    def known_date(self) -> str | None:
        """The date as a reader can know it."""
        return None if self.date_place == "geen" else self.date or None


@dataclass(frozen=True)
class Problem:
    """One mistake in a source text."""

    line: int
    found: str
    expected: str = ""
