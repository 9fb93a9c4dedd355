"""Persons' names by what stands before them: honorifics, kinship, offices. Also the parts of a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.entities.schema import OfficesFile, PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]+(?:[A-Z][a-z]+)?(?:-[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ'’]+)*"
_INITIALS = r"(?:(?:[A-Z]|Th|Ch|Ph|IJ)\.[ -]?){1,5}"
_INITIAL = re.compile(r"^(?:[A-Z]|Th|Ch|Ph|IJ)\.")


@dataclass(frozen=True)
class NameParts:
    """A person's name, folded: what stands before the surname, and the surname with its particles."""

    given: str
    surname: str


class People:
    """The patterns of rules/people.yaml and offices.yaml, compiled."""

    def __init__(self, file: PeopleFile, offices: OfficesFile) -> None:
        self._particles = frozenset(p for particle in file.particles for p in particle.split(" "))
        self._not_names = frozenset(file.not_names)
        particle = alternatives([*file.particles, *(p[0].upper() + p[1:] for p in file.particles)])
        name = rf"((?:{_INITIALS})?(?:(?:{_CAPITAL}|{particle}){SPACE}){{0,4}}{_CAPITAL})(?![\w])"
        polite = rf"(?:(?i:{alternatives([*file.honorifics, *file.titles])}){SPACE}){{0,3}}"
        certain = [n for o in offices.offices if o.certain for n in (o.name, *o.aliases)]
        self._cued = [
            (True, re.compile(rf"(?i:(?<![\w-]){alternatives(file.private_before)}),?{SPACE}{polite}{name}")),
            (False, re.compile(rf"(?i:(?<![\w-]){alternatives(file.honorifics)}){SPACE}{polite}{name}")),
            (False, re.compile(rf"(?i:(?<!\w){alternatives(certain)}){SPACE}{polite}{name}")),
        ]

    def find(self, text: str, *, known: Cover, model: dict[int, int]) -> list[Found]:
        """Persons that a word in front gives away.

        Args:
            known: names of other kinds already found; a person's name stops where one begins.
            model: start -> end of the persons that the language model sees; its end is taken where both start alike.
        """
        found = []
        for private, pattern in self._cued:
            for match in pattern.finditer(text):
                start = match.start(1)
                end = model.get(start) or self._end(text, *match.span(1), known=known, private=private)
                if end > start:
                    found.append(Found(start, end, "PERSON", "rule", public=False, sure=private))
        return found

    def parts(self, name: str) -> NameParts:
        """Split a name: "Filip van As" -> "filip", "van as"; "A. Pot" -> "a.", "pot"; "De Boer" -> "", "de boer"."""
        words = fold(name).split()
        first = next((n for n, w in enumerate(words) if w in self._particles and n < len(words) - 1), len(words) - 1)
        initials = _INITIAL.match(name)
        if initials and len(words) == 1:
            at = name.rindex(".") + 1
            return NameParts(fold(name[:at]), fold(name[at:]).strip())
        return NameParts(" ".join(words[:first]), " ".join(words[first:]))

    def _end(self, text: str, start: int, end: int, *, known: Cover, private: bool) -> int:
        """Where the name ends: before the first word that cannot be part of it; `start` when nothing is left."""
        last = start
        for word in re.finditer(r"\S+", text[start:end]):
            at, bare = start + word.start(), word.group()
            held = known.at(at)
            stops = bare in self._not_names or (held is not None and held.origin != "model" and not (private and at == start))
            if stops:
                break
            if bare.lower() not in self._particles:
                last = start + word.end()
        return last
