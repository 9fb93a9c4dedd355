"""The names of removed.yaml: wherever one stands, nothing is shown of it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.name_schema import RemovedFile
from pipeline.entities.people import People
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import alternatives
from pipeline.text import fold


class Removed:
    """The list, compiled."""

    def __init__(self, file: RemovedFile, people: People) -> None:
        self._people = people
        names = {" ".join(fold(name).split()) for name in file.names}
        self._pattern = re.compile(rf"(?<![\w-]){alternatives(names)}(?!\w|-\w)") if names else None
        self._surnames = {name: people.parts(name).surname for name in names if " " in name}

    def apply(self, text: str, found: list[Found]) -> list[Found]:
        """The names found, with each removed one as a private person in place of all that it touches.

        Other mentions of its surname in this text become private too.
        """
        if self._pattern is None:
            return found
        matches = list(self._pattern.finditer(fold(text)))
        if not matches:
            return found
        persons = Cover([f for f in found if f.label == "PERSON"])
        gone = Cover(_apart([_whole(m, persons) for m in matches]))
        surnames = {self._surnames.get(" ".join(m.group().split())) for m in matches}
        kept = [self._hide(f, text, surnames) for f in found if gone.free(f.start, f.end)]
        return sorted([*kept, *gone.spans], key=lambda f: f.start)

    def _hide(self, name: Found, text: str, surnames: set[str | None]) -> Found:
        if name.label != "PERSON" or self._people.parts(text[name.start : name.end]).surname not in surnames:
            return name
        return replace(name, public=False, office=None, body=None, canonical_id=None, canonical_name=None)


def _whole(match: re.Match[str], persons: Cover) -> Found:
    """The removed name with all of the person's name that it is part of: "Filip van As" for the removal "Van As"."""
    held = persons.over(*match.span())
    start, end = min([match.start(), *(f.start for f in held)]), max([match.end(), *(f.end for f in held)])
    return Found(start, end, "PERSON", "rule", public=False, sure=True)


def _apart(spans: list[Found]) -> list[Found]:
    """The spans by start, without those that an earlier one reaches into."""
    kept: list[Found] = []
    for span in sorted(spans, key=lambda f: (f.start, -f.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
