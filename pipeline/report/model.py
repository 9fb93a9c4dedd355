"""The values that pages are made of: documents, estimates, changes, concepts, topics, places. No tables, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.report.format import slug
from pipeline.report.privacy import Hidden
from pipeline.report.speech import say

ACTORS_PER_LABEL = 40
NOWHERE = "geen-gemeente"  # the list of documents without a municipality


@dataclass(frozen=True)
class Concept:
    """One concept of the scheme, as far as readers see it; `group` is the name of its group in Dutch."""

    id: str
    name: str
    english: str = ""
    definition: str = ""
    group: str = ""
    goal: int | None = None
    broader: str | None = None
    related: tuple[str, ...] = ()
    confused_with: tuple[str, ...] = ()
    group_english: str = ""

    @property
    def group_label(self) -> str:
        """The name of its group in the language of the page."""
        own = say(self.group, self.group_english or self.group)
        return own or say("Andere begrippen", "Other concepts")

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        return say(self.name, self.english or self.name)

    @property
    def short(self) -> str:
        """The same without what stands between brackets behind it."""
        return self.label.partition(" (")[0]

    @classmethod
    def of(cls, entry: Any, *, group: tuple[str, str]) -> Concept:
        """From an entry of the scheme (pref_nl, pref_en, definition, goal, ...), which is another room's class.

        Args:
            group: name of its group in Dutch and in English.
        """
        links = (entry.broader, entry.related, entry.confused_with)
        return cls(entry.id, entry.pref_nl, entry.pref_en, entry.definition, group[0], entry.goal, *links, group[1])


@dataclass(frozen=True)
class Municipality:
    """A municipality with something to show: a document, or a text that was expected."""

    code: str
    name: str
    region: str

    @property
    def path(self) -> str:
        """Its page, seen from the root of the site."""
        return f"gemeenten/{self.code.lower()}.html"


@dataclass(frozen=True, slots=True)
class Document:
    """One policy text; title and address are already without private names.

    Attributes:
        url: the address; None when it spells out a private name.
        counts: whether it is one of the documents that shares are taken of.
        hash: SHA-256 of the bytes as they were fetched.
    """

    id: str
    title: str
    type: str | None
    date: str | None
    date_precision: str | None
    date_kind: str | None
    year: int | None
    code: str | None
    municipality: str | None
    region: str | None
    source: str
    url: str | None
    words: int
    reused_share: float
    duplicate_of: str | None
    on_topic: bool
    counts: bool
    text: str
    hidden: Hidden
    hash: str = ""

    @property
    def home(self) -> str:
        """The list of evidence that holds its sentences."""
        return self.code.lower() if self.code else NOWHERE


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share between 0 and 1 with its 95 % interval; share is None where there is too little data.

    Attributes:
        count: documents (sentences for steps) with it.
        total: documents (sentences) in the cell.
        documents: documents with it, also for steps.
        of_documents: documents in the cell, also for steps.
    """

    count: int
    total: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    documents: int = 0
    of_documents: int = 0
    unit: str = "documenten"

    @property
    def enough(self) -> bool:
        """Whether a share may be shown."""
        return self.share is not None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval, where there is one."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class Group:
    """Over whom a number goes: everybody, a region or a municipality."""

    kind: str
    id: str

    @property
    def slug(self) -> str:
        """Its name in addresses of evidence."""
        if self.kind == "all":
            return "alle"
        return self.id.lower() if self.kind == "municipality" else "regio-" + slug(self.id)


ALL = Group("all", "all")


@dataclass(frozen=True)
class Change:
    """One tested difference: over time within everybody, or between a group and the rest."""

    kind: str
    id: str
    group_kind: str
    origin: str
    to: str
    estimate: float
    q: float | None
    enough: bool
    shown: bool


@dataclass(frozen=True)
class Topic:
    """One topic; -1 (no topic) is left out."""

    id: int
    name: str
    terms: tuple[str, ...]
    size: int
    documents: int
    stability: float | None
    stable: bool
    english: str | None = None

    @property
    def label(self) -> str:
        """Its name in the language of the page; a name that nobody translated stays as it is."""
        return say(self.name, self.english or self.name)


@dataclass(frozen=True)
class Actor:
    """A law, body, programme or place that texts name, or an office holder with the office."""

    key: str
    name: str
    label: str
    office: str | None
    body: str | None
    documents: int
    mentions: int
