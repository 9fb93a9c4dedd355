"""From a number to its sentences: evidence cards, the lists that hold them, and the address of each list.

Input: cards. Output: pages of at most 100 cards with stable addresses, ``bewijs/<subject>/<group>.html#<year>``, and
the way back from a number (subject, group, year, part) to its address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.report.model import Document
from pipeline.text import text_hash

CARDS = 100
CHARACTERS = 100_000
_ORDER = {"daden": 0, "woorden": 1, "open": 2, "": 3}


@dataclass(frozen=True)
class Card:
    """One sentence or passage that was counted.

    Attributes:
        id: anchor on its page.
        subject: concept id, ``onderwerp-3`` or ``naam-jeugdwet``.
        key: section within the list: a year, or a municipality code for names.
        part: ``daden``, ``woorden`` or ``open`` for concepts, else empty.
        pieces: the text in order, without private names; True where it is the mention itself.
        flags: what a reader must know for certain: copied.
        doubts: what the computer suspects and often gets wrong: denied, conditional, quoted.
    """

    id: str
    subject: str
    key: str
    part: str
    document: Document
    pieces: tuple[tuple[str, bool], ...]
    step: str | None = None
    step_score: float | None = None
    how: str = ""
    flags: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    page: int | None = None
    heading: str | None = None
    weight: float = 0.0

    @property
    def size(self) -> int:
        """Characters of its text."""
        return sum(len(text) for text, _ in self.pieces)


@dataclass(frozen=True)
class Section:
    """The cards of one year (or municipality) and part on one page, with the counts of the whole section."""

    key: str
    part: str
    cards: tuple[Card, ...]
    documents: int
    total: int
    key_documents: int
    key_total: int
    first_of_key: bool
    first_of_part: bool


@dataclass(frozen=True)
class EvidencePage:
    """One page of a list."""

    path: str
    subject: str
    group: str
    number: int
    paths: tuple[str, ...]
    sections: tuple[Section, ...]
    documents: int
    total: int


@dataclass(frozen=True)
class Evidence:
    """All lists. `places` leads from (subject, group, key, part) to address, documents and cards."""

    pages: tuple[EvidencePage, ...] = ()
    places: dict[tuple[str, str, str, str], tuple[str, int, int]] = field(default_factory=dict)
    cards: dict[str, tuple[Card, ...]] = field(default_factory=dict)

    def href(self, subject: str, group: str, key: str = "", part: str = "") -> str | None:
        """Address from the root of the site; None when nothing was counted."""
        found = self.places.get((subject, group, key, part))
        return found[0] if found else None

    def counts(self, subject: str, group: str, key: str = "", part: str = "") -> tuple[int, int]:
        """Documents and cards in a list or section."""
        found = self.places.get((subject, group, key, part))
        return found[1:] if found else (0, 0)


def list_evidence(cards: Iterable[Card], *, groups: Callable[[Card], list[str]], seed: int) -> Evidence:
    """Lay out all cards in lists.

    Args:
        cards: in any order.
        groups: the lists (besides ``alle``) that a card belongs to, as slugs.
        seed: of the random order within a section.
    """
    by_list: dict[tuple[str, str], list[Card]] = {}
    by_subject: dict[str, list[Card]] = {}
    for card in cards:
        by_subject.setdefault(card.subject, []).append(card)
        for group in ["alle", *groups(card)]:
            by_list.setdefault((card.subject, group), []).append(card)
    pages: list[EvidencePage] = []
    places: dict[tuple[str, str, str, str], tuple[str, int, int]] = {}
    for (subject, group), members in sorted(by_list.items(), key=lambda item: item[0]):
        laid = _pages(subject, group, _ordered(members, seed))
        pages += laid
        places.update(_places(laid, members))
    ordered = {subject: tuple(_ordered(members, seed)) for subject, members in sorted(by_subject.items())}
    return Evidence(tuple(pages), places, ordered)


def _ordered(cards: list[Card], seed: int) -> list[Card]:
    return sorted(cards, key=lambda c: (c.key, _ORDER[c.part], text_hash(f"{seed}:{c.id}")))


def _pages(subject: str, group: str, cards: list[Card]) -> list[EvidencePage]:
    chunks = list(_chunks(cards))
    paths = tuple(f"bewijs/{subject}/{group}{f'-{n}' if n > 1 else ''}.html" for n in range(1, len(chunks) + 1))
    keys, parts = _counts(cards, lambda c: c.key), _counts(cards, lambda c: (c.key, c.part))
    seen: set[object] = set()
    pages = []
    for number, chunk in enumerate(chunks, 1):
        sections = []
        for (key, part), members in groupby(chunk, key=lambda c: (c.key, c.part)):
            first = (key not in seen, (key, part) not in seen)
            seen |= {key, (key, part)}
            sections.append(Section(key, part, tuple(members), *parts[key, part], *keys[key], *first))
        documents = len({c.document.id for c in cards})
        pages.append(
            EvidencePage(paths[number - 1], subject, group, number, paths, tuple(sections), documents, len(cards))
        )
    return pages


def _chunks(cards: list[Card]) -> Iterator[list[Card]]:
    chunk: list[Card] = []
    size = 0
    for card in cards:
        if chunk and (len(chunk) == CARDS or size + card.size > CHARACTERS):
            yield chunk
            chunk, size = [], 0
        chunk.append(card)
        size += card.size
    yield chunk


def _counts(cards: list[Card], by: Callable[[Card], object]) -> dict[object, tuple[int, int]]:
    documents: dict[object, set[str]] = {}
    totals: dict[object, int] = {}
    for card in cards:
        documents.setdefault(by(card), set()).add(card.document.id)
        totals[by(card)] = totals.get(by(card), 0) + 1
    return {key: (len(documents[key]), totals[key]) for key in totals}


def _places(
    pages: list[EvidencePage], cards: list[Card]
) -> Iterator[tuple[tuple[str, str, str, str], tuple[str, int, int]]]:
    subject, group = pages[0].subject, pages[0].group
    yield (subject, group, "", ""), (pages[0].path, pages[0].documents, pages[0].total)
    deeds = [c for c in cards if c.part == "daden"]
    if deeds:
        place = next(page.path for page in pages if any(s.part == "daden" for s in page.sections))
        yield (subject, group, "", "daden"), (place, len({c.document.id for c in deeds}), len(deeds))
    for page in pages:
        for s in page.sections:
            if s.first_of_key:
                yield (subject, group, s.key, ""), (f"{page.path}#{s.key}", s.key_documents, s.key_total)
            if s.first_of_part and s.part:
                yield (subject, group, s.key, s.part), (f"{page.path}#{s.key}-{s.part}", s.documents, s.total)
