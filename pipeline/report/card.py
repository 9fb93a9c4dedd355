"""One sentence or passage that was counted, as readers see it: the text, where it stands, how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report.format import decimal, slug
from pipeline.report.model import Document
from pipeline.report.quotation import Pieces, pieces
from pipeline.report.speech import say
from pipeline.report.words import DOUBTS


def kind_of(subject: str) -> str:
    """concept, topic or name."""
    return "topic" if subject.startswith("onderwerp-") else "name" if subject.startswith("naam-") else "concept"


@dataclass(frozen=True, slots=True)
class Card:
    """One sentence or passage that was counted.

    Attributes:
        at: code point in its document from which its address is made.
        subject: concept id, ``onderwerp-3`` or ``naam-law-jeugdwet``.
        key: the year.
        part: ``daden``, ``woorden`` or ``open`` for concepts, else empty.
        window: first and last code point of the text in its document; `marks` those of the mentions in it.
        origin: how it was found: label, pattern, model, topic, gazetteer, rule, name.
        score: certainty of a model, 0-1.
        copied: the passage was taken over from an earlier text.
        doubts: what the computer suspects and often gets wrong: negated, conditional, quoted.
    """

    at: int
    subject: str
    key: str
    part: str
    document: Document
    window: tuple[int, int]
    marks: tuple[tuple[int, int], ...] = ()
    step: str | None = None
    step_score: float | None = None
    origin: str = ""
    score: float = 1.0
    copied: bool = False
    doubted: tuple[str, ...] = ()
    page: int | None = None

    @property
    def id(self) -> str:
        """Its address on a page: document, place, subject."""
        what = self.subject.partition("-")[2] if self.kind != "concept" else self.subject
        return slug(f"{self.document.id}-{self.at}-{what}")

    @property
    def place(self) -> tuple[str, int]:
        """Document and code point, to sort by."""
        return self.document.id, self.at

    @property
    def kind(self) -> str:
        """concept, topic or name."""
        return kind_of(self.subject)

    @property
    def size(self) -> int:
        """Characters of its text."""
        return self.window[1] - self.window[0]

    @property
    def weight(self) -> float:
        """How sure it is, to choose what is shown first."""
        return self.score * (1.0 if self.kind == "topic" else self.step_score or 0.0)

    @property
    def pieces(self) -> Pieces:
        """The text in order, without private names; True where it is the mention itself."""
        return pieces(self.document, self.window, self.marks)

    @property
    def how(self) -> str:
        """How it was found, in words."""
        words = {
            "label": say("woord uit onze lijst, letterlijk", "a word from our list"),
            "pattern": say("woordpatroon", "a word pattern"),
            "model": say("omschrijving (zekerheid {})", "a paraphrase (probability {})", decimal(self.score)),
            "topic": say(
                "alinea in dit onderwerp (zo goed past zij erbij: {} van 1)",
                "a passage in this topic (it fits {} of 1)",
                decimal(self.score),
            ),
            "gazetteer": say("naam uit onze lijst", "a name from our list"),
            "rule": say("vaste schrijfwijze", "a fixed way of writing"),
        }
        return words.get(self.origin, say("het taalmodel", "the language model"))

    @property
    def flags(self) -> tuple[str, ...]:
        """What a reader must know for certain."""
        return (say("overgenomen tekst", "copied text"),) if self.copied else ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the computer suspects, in words."""
        return tuple(DOUBTS[flag] for flag in self.doubted)
