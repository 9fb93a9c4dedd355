"""Persons of the language model without any sign that they are one: another label, but hidden as before.

A sign is a given name or surname of the lists, initials, an honorific, office, kinship or age beside it, or a link to
somebody who has one. Without it a single capital word behind "in" is mostly a place, and in a list of bodies, or by
default, a body.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.entities.ordinary import Ordinary
from pipeline.entities.people import People
from pipeline.entities.roles import Roles
from pipeline.entities.schema import PlacesFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives

_INITIALS = re.compile(r"(?<![\w-])[A-Z][a-z]?\.|(?<![\w-])[A-Z](?:[A-Z]|\.[A-Z]\.)(?=\s|$)")
_ODD = re.compile(r"\d|[a-zß-öø-ÿ][A-Z]|[!&]")
_DOUBLE = re.compile(r"(?<![\w-])[A-ZÀ-Þ][a-zß-öø-ÿ]{2,}-[A-ZÀ-Þ][a-zß-öø-ÿ]{2,}$")  # Jansen-Smit
_SURNAME = re.compile(r"(?<![\w-])[a-z']{1,4}[^\S\n]")
_LIST = re.compile(r"(?:,|[^\S\n](?:en|of))[^\S\n]")
_LISTED = ("ORG", "GPE", "LOC", "PRODUCT", "FAC")
_NEAR = 30


class Doubt:
    """Given names, ordinary words and words before a place, compiled."""

    def __init__(self, persons: frozenset[str], ordinary: Ordinary, places: PlacesFile, *, people: People) -> None:
        self._persons, self._ordinary, self._people = persons, ordinary, people
        self._place = re.compile(rf"(?i:(?<![\w-]){alternatives(places.inside)}){SPACE}$")

    def relabel(self, text: str, flat: list[Found], *, roles: Roles) -> list[Found]:
        """The names, in which who is no person for certain has the label that fits the place better."""
        suspects = {f.start: f for f in flat if self._is_suspect(text, f)}
        if not suspects:
            return flat
        evidence = roles.judge(text, Cover(flat))
        suspects = {at: f for at, f in suspects.items() if at not in evidence}
        certain = [f for f in flat if f.label == "PERSON" and f.start not in suspects]
        known = {self._people.parts(text[f.start : f.end]).surname for f in certain}
        beside = self._beside(text, flat, suspects)
        return [
            self._other(text, f, flat[n - 1 : n] + flat[n + 1 : n + 2])
            if f.start in suspects
            and f.start not in beside
            and self._people.parts(text[f.start : f.end]).surname not in known
            else f
            for n, f in enumerate(flat)
        ]

    def _is_suspect(self, text: str, name: Found) -> bool:
        written = text[name.start : name.end]
        if name.label != "PERSON" or name.origin != "model" or _INITIALS.search(written):
            return False
        if _DOUBLE.search(written):
            return False
        words = re.findall(r"[\w'’]+", written)
        if any(w.lower() in self._persons for w in words) or self._ordinary.has_sign(text, name):
            return False
        if self._ordinary.is_word(written):
            return False  # ordinary.py kept it with care
        whole = len(written.split()) == 1 or written.split()[0] in ("De", "Het", "'t", "’t")
        return (
            whole
            or bool(_ODD.search(written))
            or (not _SURNAME.search(written) and any(self._ordinary.is_word(w) for w in words))
        )

    def _beside(self, text: str, flat: list[Found], suspects: dict[int, Found]) -> set[int]:
        """Suspects in a list with somebody who is certainly a person."""
        found = set()
        for one, other in pairwise(f for f in flat if f.label == "PERSON"):
            pair = {one.start, other.start}
            if self._ordinary.joins(text, one, other) and len(pair & suspects.keys()) == 1:
                found |= pair & suspects.keys()
        return found

    def _other(self, text: str, name: Found, around: list[Found]) -> Found:
        label = "ORG"
        if self._place.search(text[max(0, name.start - _NEAR) : name.start]):
            label = "FAC" if text[name.start : name.end].startswith(("De ", "Het ", "'t ")) else "GPE"
        for other in around:
            first, last = sorted((name, other), key=lambda f: f.start)
            if other.label in _LISTED and _LIST.fullmatch(text, first.end, last.start):
                label = other.label
        return replace(name, label=label, public=False)
