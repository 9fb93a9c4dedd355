"""The kind of a document: raadsvoorstel, beleidsnota, notulen, ... or None.

Rules are words with weights in models/cleaning/types.yaml; the type with the largest sum wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.rules import Rules, alternation, read_rules
from pipeline.text import count_words, fold

HEAD, TAIL = 500, 700  # characters of the first and of the last lines
RAW_BLOCKS = 12  # last blocks as they were read: buttons below an article are gone from the text
LINE_WORDS = 14  # a longer line is running text, which names papers of all kinds
DECLARED_KEYS = ("document_type", "type")


class TypeWords(Rules):
    """What tells one type."""

    declared: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()


class TypeWeights(Rules):
    """How much a word counts, by where it stands."""

    declared: float
    title: float
    form: float
    label: float
    first_line: float
    opening: float
    closing: float
    urls: float
    head: float
    address: float
    formats: float


class TypeFile(Rules):
    """models/cleaning/types.yaml."""

    weights: TypeWeights
    threshold: float
    types: dict[str, TypeWords]


@dataclass(frozen=True)
class TypeRules:
    """The rules of types.yaml, compiled."""

    file: TypeFile

    @cached_property
    def words(self) -> Words:
        """Words for title, first lines and address."""
        return Words({name: rule.words for name, rule in self.file.types.items()})

    @cached_property
    def form(self) -> Words:
        """Words that open a line of papers of this form."""
        return Words({name: rule.form for name, rule in self.file.types.items()})

    @cached_property
    def opening(self) -> Words:
        """Words for the first lines only."""
        return Words({name: rule.opening for name, rule in self.file.types.items()})

    @cached_property
    def closing(self) -> Words:
        """Words for the last lines only."""
        return Words({name: rule.closing for name, rule in self.file.types.items()})

    @cached_property
    def declared(self) -> dict[str, str]:
        """Folded names that sources use -> type."""
        return {fold(word): name for name, rule in self.file.types.items() for word in (*rule.declared, name)}


class Words:
    """Words of all types, to find which types a text names, in order.

    Whole words and words with `*` have a pattern each: the first is quick as long as no group stands in it.
    """

    def __init__(self, by_type: Mapping[str, tuple[str, ...]]) -> None:
        types = {fold(word): name for name, words in by_type.items() for word in words}
        self._types = {word: name for word, name in types.items() if "*" not in word}
        open_ended = sorted((word for word in types if "*" in word), key=lambda word: (-len(word), word))
        self._groups = {f"w{n}": types[word] for n, word in enumerate(open_ended)}
        self._whole = _any_of([alternation(self._types)] if self._types else [])
        self._open = _any_of([f"(?P<w{n}>{alternation([word])})" for n, word in enumerate(open_ended)])

    def types_in(self, folded: str) -> list[str]:
        """Types that the text names, each once, in the order of their first words."""
        found: dict[int, str] = {}
        taken: list[tuple[int, int]] = []
        for match in self._whole.finditer(folded) if self._whole else ():
            found[match.start()] = self._types[" ".join(match[0].split())]
            taken.append(match.span())
        for match in self._open.finditer(folded) if self._open else ():
            if not any(start < match.end() and match.start() < stop for start, stop in taken):
                found[match.start()] = self._groups[match.lastgroup or ""]
        return list(dict.fromkeys(found[start] for start in sorted(found)))

    def opening(self, lines: list[str]) -> list[str]:
        """Types whose words open one of the folded lines, each once, in order; "onderzoek: bureau X" is a field."""
        found: list[str] = []
        for line in lines:
            whole, part = (one.match(line) if one else None for one in (self._whole, self._open))
            match = whole or part
            if match and line[match.end() : match.end() + 1] != ":":
                found.append(self._types[" ".join(match[0].split())] if whole else self._groups[match.lastgroup or ""])
        return list(dict.fromkeys(found))


def _any_of(parts: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def load_type_rules(folder: Path) -> TypeRules:
    """Read ``types.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    return TypeRules(read_rules(folder / "types.yaml", TypeFile))


def find_type(
    text: str, *, extract: Extract, declared: Mapping[str, Any], url: str, rules: TypeRules, bare: bool = False
) -> str | None:
    """The type of a document, or None when nothing tells it.

    Args:
        text: the clean text.
        extract: the file's own facts.
        declared: what the source says.
        url: address of the resource.
        rules: words and weights.
        bare: the text has neither a date nor a place.
    """
    scores: dict[str, float] = defaultdict(float)
    for name, weight in _evidence(text, extract, declared, url, rules):
        scores[name] += weight
    best = max(scores.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
    if best[1] >= rules.file.threshold:
        return best[0]
    undated = (name for name, rule in rules.file.types.items() if bare and extract.format in rule.undated)
    return next(undated, None)


def _evidence(
    text: str, extract: Extract, declared: Mapping[str, Any], url: str, rules: TypeRules
) -> Iterator[tuple[str, float]]:
    weights = rules.file.weights
    for value in (*(declared.get(key) for key in DECLARED_KEYS), extract.document_type):
        name = rules.declared.get(fold(str(value or "")).strip())
        if name:
            yield name, weights.declared
    first, _, rest = fold(text[:HEAD]).strip().partition("\n")
    yield from _ranked(rules.words.types_in(fold(extract.title or "")), weights.title)
    yield from _ranked(rules.words.types_in(first), weights.first_line)
    lines = rest.split("\n")
    short = "\n".join(line for line in lines if count_words(line) <= LINE_WORDS)
    yield from _ranked(rules.words.types_in(short), weights.head)
    yield from _ranked(rules.words.opening(lines), weights.label)
    yield from _ranked(rules.form.opening(lines), weights.form)
    last = "\n".join([text[-TAIL:], *(block.text[-TAIL:] for block in extract.blocks[-RAW_BLOCKS:])])
    yield from _ranked(rules.closing.types_in(fold(last)), weights.closing)
    yield from _ranked(rules.opening.types_in(first + "\n" + rest), weights.opening)
    yield from _of_address(url, rules)
    yield from ((name, weights.formats) for name, rule in rules.file.types.items() if extract.format in rule.formats)


def _of_address(url: str, rules: TypeRules) -> Iterator[tuple[str, float]]:
    split = urlsplit(url)
    path = fold(unquote(split.path))
    yield from _ranked(rules.words.types_in(re.sub(r"[-_/.+]+", " ", path)), rules.file.weights.address)
    parts = {*path.split("/"), *split.netloc.lower().split("."), *split.netloc.lower().replace("spot", "").split(".")}
    for name, rule in rules.file.types.items():
        if parts.intersection(rule.urls):
            yield name, rules.file.weights.urls


def _ranked(names: list[str], weight: float) -> Iterator[tuple[str, float]]:
    yield from ((name, weight / 2**rank) for rank, name in enumerate(names))
