"""Names in a list: what stands between bodies is a body, what stands between districts is a district.

"Ambiq, Karakter en Samen14": a capital word beside a known name, with only a comma, "en" or "of" between, is of its
kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.entities.schema import SpansFile
from pipeline.entities.spans import Cover, Found

_ITEM = r"(?:(?:De|Het|'t)[^\S\n])?[A-ZÀ-Þ][\w'’&+-]{2,30}(?:[^\S\n][A-ZÀ-Þ][\w'’&+-]{1,30}){0,3}"
_AFTER = re.compile(rf"(?:,|,?[^\S\n](?:en|of))[^\S\n](?:de[^\S\n]|het[^\S\n])?({_ITEM})(?![\w'’-])")
_BEFORE = re.compile(rf"(?<![\w'’-])({_ITEM})(?:,|[^\S\n](?:en|of))[^\S\n](?:de[^\S\n]|het[^\S\n])?$")
_LABELS = ("ORG", "LOC", "GPE", "PRODUCT")
_ARTICLES = ("de", "het")
_NEAR, _ROUNDS = 110, 4


class Series:
    """Words that are no name although they have a capital."""

    def __init__(self, file: SpansFile, *, ordinary: frozenset[str], persons: frozenset[str]) -> None:
        self._common, self._never = ordinary, frozenset(file.never)
        self._persons = persons

    def find(self, text: str, names: Cover) -> list[Found]:
        """Free capital words in a list with at least two known names of one kind, or beside one in a list of three."""
        found: dict[int, Found] = {}
        cover = names
        for _ in range(_ROUNDS):
            new = {f.start: f for name in cover.spans if name.label in _LABELS for f in self._beside(text, name, cover)}
            new = {at: f for at, f in new.items() if at not in found}
            if not new:
                break
            found |= new
            cover = Cover([*cover.spans, *_apart(new.values())])
        return list(found.values())

    def _beside(self, text: str, name: Found, cover: Cover) -> list[Found]:
        matches = [_AFTER.match(text, name.end), _BEFORE.search(text, max(0, name.start - _NEAR), name.start)]
        return [
            Found(*match.span(1), name.label, "rule", public=False)
            for match in matches
            if match and cover.free(*match.span(1)) and self._is_name(match.group(1), name.label)
            if _is_list(text, name, match, cover)
        ]

    def _is_name(self, written: str, label: str) -> bool:
        """Beside a programme an ordinary word with a capital is a name too: "Home-Start, Leefstijl en Match"."""
        words = written.split()
        if written in self._never or any(w.lower() in self._persons for w in words):
            return False
        if label == "PRODUCT" and not written.isupper():
            return words[0] not in _ARTICLES
        first = words[0].lower()
        return not all(w.lower() in self._common for w in words) and (first in _ARTICLES or first not in self._common)


def _is_list(text: str, name: Found, match: re.Match[str], cover: Cover) -> bool:
    """A comma stands in the list, or another known name of the same kind stands on its other side."""
    start, end = min(name.start, match.start(1)), max(name.end, match.end(1))
    if "," in match.group():
        neighbours = [cover.at(max(0, start - n)) for n in (2, 3, 4, 5)] + [cover.at(end + n) for n in (1, 2, 4)]
        return any(n is not None and n.label == name.label for n in neighbours)
    before = text[max(0, start - 2) : start]
    if before == ", ":
        held = cover.at(max(0, start - 3))
        return held is not None and held.label == name.label
    return False


def _apart(found: Iterable[Found]) -> list[Found]:
    taken: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
    return taken
