"""Bodies of several places: "Rekenkamercommissie Den Helder en Texel", "Wmo-raad Gouda, Zuidplas en Waddinxveen"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.schema import SpansFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE

_NEXT = re.compile(rf",{SPACE}(?!en{SPACE})|,?{SPACE}en{SPACE}")
_MOST, _PLACES = 6, ("GPE", "LOC")


class Unions:
    """Words of bodies that serve several places, compiled."""

    def __init__(self, file: SpansFile, *, towns: frozenset[str]) -> None:
        """`towns` are names of places in small letters."""
        self._towns, self._heads = towns, file.united

    def join(self, text: str, flat: list[Found]) -> list[Found]:
        """The names, in which such a body that ends with a place holds the row of places behind it."""
        cover, taken = Cover(flat), set[int]()
        joined = []
        for name in flat:
            if name.start in taken:
                continue
            row = self._row(text, name, cover) if name.label == "ORG" else []
            taken |= {place.start for place in row}
            joined.append(replace(name, end=row[-1].end, canonical_id=None, canonical_name=None) if row else name)
        return joined

    def _row(self, text: str, body: Found, cover: Cover) -> list[Found]:
        """The places behind, up to the one behind "en"; none when the row has no "en"."""
        words = text[body.start : body.end].lower().split()
        serves = any(" ".join(words[:n]).endswith(self._heads) for n in (1, 2))
        if not serves or not any(" ".join(words[n:]) in self._towns for n in range(1, len(words))):
            return []
        row: list[Found] = []
        at = body.end
        while len(row) < _MOST and (gap := _NEXT.match(text, at)):
            place = cover.at(gap.end())
            if place is None or place.start != gap.end() or place.label not in _PLACES:
                return []
            row.append(place)
            at = place.end
            if "en" in gap.group():
                return row
        return []
