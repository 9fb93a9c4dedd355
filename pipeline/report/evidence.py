"""From a number to its sentences: what was counted, the lists that hold it, and the address of each number.

Every sentence stands once, in the list of its municipality: ``bewijs/gm9901.html#wijkteam-2014``. What a concept
(topic, name) adds up to over municipalities stands on its own page, ``bewijs/wijkteam.html``: counts, a sample drawn by
lot, and the way to the list of each municipality. So a site grows with its texts, not with its numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby, product

from pipeline.report.card import Card, kind_of
from pipeline.report.model import ALL, Document, Group
from pipeline.text import text_hash

EVERY_CONCEPT = "alle-begrippen"
SAMPLE = 12  # a year, on the page of a concept; half of it for topics, whose passages are long
SHOWN = {"concept": 40, "topic": 2, "name": 5}  # a year, in the list of a municipality
CHARACTERS = 110_000  # of one page of a list, about 200 kB as HTML
_ORDER = {"daden": 0, "woorden": 1, "open": 2, "": 3}
_KINDS = {"concept": 0, "topic": 1, "name": 2}
_COST = 420  # characters of HTML around one sentence

Key = tuple[str, str, str, str]


def _rank(subject: str) -> tuple[int, str]:
    return _KINDS[kind_of(subject)], subject


@dataclass(frozen=True)
class Count:
    """Documents and sentences (passages) in a section, and sentences about deeds."""

    documents: int = 0
    total: int = 0
    deeds: int = 0


@dataclass(frozen=True)
class Section:
    """What a municipality has of one subject in one year, document by document; `left` sentences are not shown."""

    subject: str
    year: str
    documents: tuple[tuple[Document, tuple[Card, ...]], ...]
    count: Count
    left: int
    opens: bool


@dataclass(frozen=True)
class PlacePage:
    """One page of the list of a municipality; `subjects` are those that begin anywhere in the list."""

    path: str
    home: str
    number: int
    paths: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Evidence:
    """All that was counted.

    Attributes:
        pages: the lists of the municipalities.
        numbers: documents and sentences by subject, group, year and part; empty strings stand for all.
        starts: page on which a (municipality, subject, year) begins.
        cards: by subject, oldest document first.
    """

    pages: tuple[PlacePage, ...] = ()
    numbers: dict[Key, tuple[int, int]] = field(default_factory=dict)
    starts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    cards: dict[str, tuple[Card, ...]] = field(default_factory=dict)
    seed: int = 0

    def href(self, subject: str, group: str, key: str = "", part: str = "") -> str | None:
        """Address from the root of the site; None when nothing was counted."""
        if (subject, group, key, part) not in self.numbers:
            return None
        page = f"bewijs/{subject}.html"
        if group == ALL.slug:
            return f"{page}#{key}" if key else page
        if group.startswith("regio-"):
            return f"{page}#{group}"
        if subject == EVERY_CONCEPT:
            return f"bewijs/{group}.html"
        anchor = f"{subject}-{key}" if key else subject
        return f"{self.starts[group, subject, key]}#{anchor}"

    def counts(self, subject: str, group: str, key: str = "", part: str = "") -> tuple[int, int]:
        """Documents and sentences in a list or section."""
        return self.numbers.get((subject, group, key, part), (0, 0))

    def count(self, subject: str, group: str, key: str = "") -> Count:
        """The same, with the sentences about deeds."""
        return Count(*self.counts(subject, group, key), self.counts(subject, group, key, "daden")[1])

    def sample(self, subject: str, key: str) -> list[Card]:
        """Sentences of a year drawn by lot, deeds first: all of them when they are few."""
        own = self._by_year.get((subject, key), [])
        most = SAMPLE if own and own[0].kind != "topic" else SAMPLE // 2
        drawn = sorted(own, key=lambda c: text_hash(f"{self.seed}:{c.document.id}:{c.at}:{subject}"))[:most]
        return sorted(drawn, key=lambda c: _ORDER[c.part])

    def subjects_of(self, group: str) -> list[str]:
        """What a group has anything of."""
        return self._subjects.get(group, [])

    @cached_property
    def _by_year(self) -> dict[tuple[str, str], list[Card]]:
        found: dict[tuple[str, str], list[Card]] = {}
        for cards in self.cards.values():
            for card in cards:
                found.setdefault((card.subject, card.key), []).append(card)
        return found

    @cached_property
    def _subjects(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for subject, group, key, part in self.numbers:
            if not key and not part:
                found.setdefault(group, []).append(subject)
        return {group: sorted(subjects, key=_rank) for group, subjects in found.items()}


def list_evidence(cards: Iterable[Card], *, steps: Iterable[tuple[Document, str]] = (), seed: int) -> Evidence:
    """Count and lay out all cards.

    Args:
        cards: in any order.
        steps: document and part of each sentence on the ladder, whatever its concepts.
        seed: of the lots by which samples are drawn.
    """
    ordered = sorted(cards, key=lambda c: (c.document.date or "9999", c.document.id, c.window, c.subject))
    numbers = _numbers((c.document, c.subject, c.part) for c in ordered)
    numbers |= _numbers((document, EVERY_CONCEPT, part) for document, part in steps)
    by_home: dict[str, list[Card]] = {}
    by_subject: dict[str, list[Card]] = {}
    for card in ordered:
        by_home.setdefault(card.document.home, []).append(card)
        by_subject.setdefault(card.subject, []).append(card)
    pages = [page for home in sorted(by_home) for page in _pages(home, by_home[home], numbers)]
    starts = dict(_starts(pages))
    return Evidence(tuple(pages), numbers, starts, {s: tuple(found) for s, found in sorted(by_subject.items())}, seed)


def _numbers(found: Iterable[tuple[Document, str, str]]) -> dict[Key, tuple[int, int]]:
    """Documents and sentences by subject, group, year and part; those of a document come together."""
    documents: Counter[Key] = Counter()
    totals: Counter[Key] = Counter()
    for _, members in groupby(found, key=lambda row: row[0].id):
        own = list(members)
        document = own[0][0]
        groups = [ALL.slug, document.home, *([_region(document.region)] if document.region else [])]
        per: Counter[tuple[str, str]] = Counter((subject, "") for _, subject, _ in own)
        per.update((subject, part) for _, subject, part in own if part)
        for (subject, part), n in per.items():
            for key in product((subject,), groups, ("", str(document.year)), (part,)):
                documents[key] += 1
                totals[key] += n
    return {key: (documents[key], totals[key]) for key in totals}


@cache
def _region(region: str) -> str:
    return Group("jeugdregio", region).slug


def _pages(home: str, cards: list[Card], numbers: dict[Key, tuple[int, int]]) -> Iterator[PlacePage]:
    chunks = list(_chunks(_sections(home, cards, numbers)))
    paths = tuple(f"bewijs/{home}{f'-{n}' if n > 1 else ''}.html" for n in range(1, len(chunks) + 1))
    for number, chunk in enumerate(chunks, 1):
        yield PlacePage(paths[number - 1], home, number, paths, tuple(chunk))


def _sections(home: str, cards: list[Card], numbers: dict[Key, tuple[int, int]]) -> Iterator[Section]:
    last = ""
    ordered = sorted(cards, key=lambda c: (*_rank(c.subject), c.key))  # documents stay in their order within
    for (subject, year), members in groupby(ordered, key=lambda c: (c.subject, c.key)):
        own = list(members)
        shown = own[: SHOWN[own[0].kind]]
        documents = tuple((found[0].document, tuple(found)) for found in _by_document(shown))
        deeds = numbers.get((subject, home, year, "daden"), (0, 0))[1]
        count = Count(*numbers[subject, home, year, ""], deeds)
        yield Section(subject, year, documents, count, len(own) - len(shown), subject != last)
        last = subject


def _by_document(cards: list[Card]) -> list[list[Card]]:
    return [list(found) for _, found in groupby(cards, key=lambda c: c.document.id)]


def _chunks(sections: Iterable[Section]) -> Iterator[list[Section]]:
    chunk: list[Section] = []
    size = 0
    for section in sections:
        cost = sum(_COST + sum(card.size + _COST for card in cards) for _, cards in section.documents)
        if chunk and size + cost > CHARACTERS:
            yield chunk
            chunk, size = [], 0
        chunk.append(section)
        size += cost
    if chunk:
        yield chunk


def _starts(pages: Iterable[PlacePage]) -> Iterator[tuple[tuple[str, str, str], str]]:
    for page in pages:
        for section in page.sections:
            yield (page.home, section.subject, section.year), page.path
            if section.opens:
                yield (page.home, section.subject, ""), page.path
