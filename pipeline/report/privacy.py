"""What may not be shown: names of private people and personal details, in any text that comes from a document.

A name that the entities room marks as not public is hidden wherever it stands in its document, with its parts: the
bare surname in a later sentence, in a heading or in the title too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

NAME = "[naam]"
DETAIL = "[gegeven]"
_NONE: frozenset[str] = frozenset()
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")


@dataclass(frozen=True)
class Name:
    """One entity as far as privacy is concerned; offsets are code points in the document's text.

    Attributes:
        linked: found by a list or a rule, not by the language model alone, which may take a surname for a company.
    """

    start: int
    end: int
    text: str
    label: str
    public: bool
    linked: bool = False


@dataclass(frozen=True)
class Hidden:
    """Spans of one document that must not be shown, in order and without overlap, and a pattern for its other texts."""

    spans: tuple[tuple[int, int, str], ...]
    pattern: re.Pattern[str] | None
    details: tuple[str, ...]


def mask_private(text: str, start: int, end: int, entities: Iterable[Name]) -> str:
    """`text[start:end]` with private names as "[naam]" and personal details as "[gegeven]".

    Args:
        text: the whole text of the document, since a surname may be introduced elsewhere.
        start: first code point to show.
        end: one past the last.
        entities: all entities of that document.
    """
    return cut(text, start, end, hide(text, entities))


def hide(text: str, entities: Iterable[Name], *, also: Iterable[str] = (), places: frozenset[str] = _NONE) -> Hidden:
    """What of a document must stay hidden; see `mask_private`.

    Args:
        also: full names that are private in another document.
        places: names that are no person's here; see `places_in`.
    """
    entities = list(entities)
    private = [e for e in entities if not e.public and not (e.label == "PERSON" and e.text in places)]
    wanted = _spellings(text, [e.text for e in private if e.label == "PERSON"]) - places
    pattern = _pattern(wanted | set(also))
    details = tuple(sorted({e.text for e in private if e.label != "PERSON" and len(e.text) > 3}))
    shown = [(e.start, e.end) for e in entities if e.public and (e.linked or e.label == "PERSON")]
    spans = [(e.start, e.end, NAME if e.label == "PERSON" else DETAIL) for e in private]
    found = [m.span() for m in pattern.finditer(text)] if pattern else []
    spans += [(a, b, NAME) for a, b in found if not any(start <= a and b <= end for start, end in shown)]
    for detail in details:
        spans += [(m.start(), m.end(), DETAIL) for m in re.finditer(re.escape(detail), text)]
    return Hidden(_merged(spans), pattern, details)


def places_in(entities: Iterable[Name], own: Iterable[str | None]) -> frozenset[str]:
    """Names that are no person's in this document, even when the model says so.

    Args:
        entities: of the document; a public name from a list or a rule is known.
        own: the document's municipality and region.
    """
    return frozenset(
        {e.text for e in entities if e.public and e.linked and e.label != "PERSON"} | {n for n in own if n}
    )


def private_everywhere(entities: Iterable[Name]) -> frozenset[str]:
    """Names of first name and surname that are private wherever they stand in a document, and known nowhere."""
    entities = list(entities)
    names = {_SPACE.sub(" ", e.text) for e in entities if e.label == "PERSON" and not e.public}
    shown = {_SPACE.sub(" ", e.text) for e in entities if e.public and (e.linked or e.label == "PERSON")}
    return frozenset(n for n in names - shown if sum(w[:1].isupper() for w in n.split(" ")) > 1)


def cut(text: str, start: int, end: int, hidden: Hidden) -> str:
    """`text[start:end]` without its hidden spans."""
    parts, at = [], start
    first = bisect_right(hidden.spans, (start,)) - 1  # the only one before it that may reach into it
    for a, b, instead in hidden.spans[max(0, first) :]:
        if a >= end:
            break
        if b <= at:
            continue
        parts += [text[at : max(a, at)], instead]
        at = b
    return "".join([*parts, text[at:end]])


def mask_other(text: str, hidden: Hidden) -> str:
    """Another text about the same document (title, heading, address) without the names hidden in it."""
    if hidden.pattern:
        text = hidden.pattern.sub(NAME, text)
    for detail in hidden.details:
        text = text.replace(detail, DETAIL)
    return text


def names_in_address(url: str, hidden: Hidden) -> bool:
    """Whether an address spells out a hidden name, whatever its case and separators."""
    if hidden.pattern is None:
        return False
    words = " ".join(w.capitalize() for w in re.split(r"[\W_]+|%20", url) if w)
    return bool(hidden.pattern.search(words))


def _spellings(text: str, names: list[str]) -> set[str]:
    """Full names and their parts."""
    wanted = {_SPACE.sub(" ", name) for name in names if name.strip()}
    lower = {w for w in _WORD.findall(text) if w[:1].islower()}
    return wanted.union(*(_parts(name, lower) for name in wanted))


def _pattern(wanted: set[str]) -> re.Pattern[str] | None:
    if not wanted:
        return None
    longest_first = sorted(wanted, key=lambda name: (-len(name), name))
    options = "|".join(r"\s+".join(map(re.escape, name.split(" "))) for name in longest_first)
    heads = "".join(re.escape(head) for head in sorted({name[0] for name in wanted}))  # most places begin no name
    return re.compile(rf"(?<!\w)(?=[{heads}])(?:{options})(?!\w)")


def _parts(name: str, lower: set[str]) -> set[str]:
    """First names and surname by themselves; particles ("van", "de") are short and stand in lower case elsewhere."""
    words = [w for w in _WORD.findall(name) if w[:1].isupper() and len(w) > 1]
    last = set(words[-1:])
    return last | {w for w in words if len(w) > 3 or w.lower() not in lower}


def _merged(spans: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    merged: list[tuple[int, int, str]] = []
    for start, end, instead in sorted(spans, key=lambda s: (s[0], -s[1])):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, end, instead))
    return tuple(merged)
