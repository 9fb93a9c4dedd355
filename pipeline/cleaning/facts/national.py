"""Whether a text speaks for the whole country: a ministry, parliament, an institute of knowledge, an association.

Evidence, the best first: a national body that the source or file declares, a signature or formula, a letterhead with
the name of a national body, its host name (where plans of municipalities are kept too, so on its own it says little),
and words that address all municipalities. The words stand in models/cleaning/place.yaml under ``national``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.rules import Rules, alternation
from pipeline.text import count_words, fold

HEAD, TAIL = 1500, 600  # characters in which a formula speaks for the whole document
LINES, WORDS = 6, 12  # a letterhead: short lines at the very start
MAKERS = ("creator", "organisation", "organization", "publisher")
DECLARED, FORMULA, LETTERHEAD, HOST, ADDRESSED = 0.95, 0.75, 0.68, 0.66, 0.45


class NationalWords(Rules):
    """Words that tell a national text; the comments in place.yaml say what each key is for."""

    bodies: tuple[str, ...]
    hosts: tuple[str, ...]
    formulas: tuple[str, ...]
    addressed: tuple[str, ...]


class NationalEvidence(NamedTuple):
    """The kind of evidence (declared:<key>, file, formula, letterhead, host, addressed) and its confidence, 0-1."""

    origin: str
    confidence: float


class NationalIndex:
    """The words, ready to search texts with."""

    def __init__(self, words: NationalWords) -> None:
        self.hosts = frozenset(words.hosts)
        self.body = re.compile(rf"(?<!\w)(?:{alternation(words.bodies)})(?!\w)")
        self.formula = re.compile(rf"(?<!\w)(?:{alternation(words.formulas)})(?!\w)")
        self.addressed = re.compile(rf"(?<!\w)(?:{alternation(words.addressed)})(?!\w)")


def national_evidence(
    text: str, *, extract: Extract, declared: Mapping[str, Any], url: str, words: NationalIndex
) -> NationalEvidence | None:
    """The best evidence that a text is national, None without any.

    Args:
        text: margins and clean text together.
        extract: the file's own facts.
        declared: what the source says, under the keys creator, organisation, organization and publisher.
        url: address of the resource.
        words: the index of place.yaml's ``national``.
    """
    return next(_evidence(text, extract, declared, url, words), None)


def _evidence(
    text: str, extract: Extract, declared: Mapping[str, Any], url: str, words: NationalIndex
) -> Iterator[NationalEvidence]:
    fields = [
        (f"declared:{key}", declared.get(key)) for key in ("creator", "organisation", "organization", "publisher")
    ]
    for origin, value in [*fields, ("file", extract.creator)]:
        if words.body.match(fold(str(value or "")).strip()):
            yield NationalEvidence(origin, DECLARED)
    head, tail = fold(text[:HEAD]), fold(text[-TAIL:])
    if any(words.formula.match(line) for line in (*_lines(head), *_lines(tail))):
        yield NationalEvidence("formula", FORMULA)
    if any(words.body.match(line) and count_words(line) <= WORDS for line in _lines(head)[:LINES]):
        yield NationalEvidence("letterhead", LETTERHEAD)
    if any(_is_host(address, words) for address in (url, extract.url or "")):
        yield NationalEvidence("host", HOST)
    if words.addressed.search(head):
        yield NationalEvidence("addressed", ADDRESSED)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _is_host(url: str, words: NationalIndex) -> bool:
    labels = urlsplit(url).netloc.lower().split(":")[0].split(".")
    return any(".".join(labels[at:]) in words.hosts for at in range(len(labels)))
