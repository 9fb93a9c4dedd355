"""Streets, squares and districts by the ends of their names, or by a word before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.entities.schema import PlacesFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives

_LOOK_BACK, _POLITE = 40, 12
_FIRST_NAME = re.compile(
    r"(?<![\w-])((?:[A-Z]\.){1,4}|[A-ZÀ-Þ][a-zß-öø-ÿ]{2,15})[^\S\n](?:(?:van|de|der|den|ter|ten)[^\S\n]){0,2}$"
)


class Sites:
    """Streets, squares and districts by the ends of their names."""

    def __init__(
        self,
        file: PlacesFile,
        name: str,
        honorifics: Iterable[str],
        *,
        ordinary: frozenset[str],
        persons: frozenset[str],
    ) -> None:
        self._ordinary, self._persons = ordinary, persons
        self._polite = re.compile(rf"(?i:(?<![\w-]){alternatives(honorifics)}){SPACE}$")  # mevrouw Verkade
        word = r"[A-ZÀ-ÖØ-Þ][\w-]{2,40}"
        street = r"[A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]|-[A-ZÀ-ÖØ-Þ]?){2,40}"
        before = rf"(?:(?:(?:{alternatives(file.street_firsts)}){SPACE})?(?:[Vv]an{SPACE}(?:(?:der|den|de){SPACE})?)?)"
        roads = alternatives(file.road_cues)
        self._patterns = [
            (
                "FAC",
                re.compile(
                    rf"(?i:\b{alternatives(file.street_cues)}){SPACE}((?:{word}{SPACE})?{before}{word}{alternatives(file.street_endings)})\b"
                ),
            ),
            (
                "FAC",
                re.compile(rf"(?<![\w-])(?=[A-ZÀ-ÖØ-Þ])({before}{street}{alternatives(file.street_names)})(?![\w-])"),
            ),
            ("FAC", re.compile(rf"(?<!\w){roads}{SPACE}([AN]\d{{1,3}})(?![\w-])")),
            ("LOC", re.compile(rf"(?<![\w-])({word}{alternatives(file.district_endings)})\b")),
            ("LOC", re.compile(rf"(?<![\w-]){alternatives(file.district_cues)}{SPACE}({name})")),
        ]

    def find(self, text: str) -> list[Found]:
        """Named streets (FAC) and districts (LOC)."""
        matches = [(label, match) for label, pattern in self._patterns for match in pattern.finditer(text)]
        return [
            Found(self._from_first_name(text, m.start(1)) if lab == "FAC" else m.start(1), m.end(1), lab, "rule")
            for lab, m in matches
            if m.group(1).lower() not in self._ordinary
            if not self._polite.search(text, max(0, m.start(1) - _POLITE), m.start(1))
        ]

    def _from_first_name(self, text: str, start: int) -> int:
        """Where the street's name begins with that of a person: Vincent van Goghweg, J.D. van Leeuwenstraat."""
        named = _FIRST_NAME.search(text, max(0, start - _LOOK_BACK), start)
        if named and ("." in named.group(1) or named.group(1).lower() in self._persons):
            return named.start(1)
        return start
