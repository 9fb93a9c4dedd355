"""What a text calls by a name once, it calls so again: abbreviations, short forms and repeats of names found.

"Nieuwe Perspectieven (NP)", "de stichting (hierna: Rondom)", "basisschool Het Anker" ... "Het Anker".
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.schema import SpansFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives

_REPEATED = ("ORG", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "FAC")
_SHORTENED = ("ORG", "PRODUCT", "LAW", "EVENT")
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_SHORTEST = 3
_MOST = 400  # names repeated in one text: more would make one pattern of the whole text


class Echo:
    """Words that introduce a short name, and words of a kind that it leaves out."""

    def __init__(self, file: SpansFile, *, ordinary: frozenset[str], persons: frozenset[str]) -> None:
        self._common, self._never = ordinary | persons, frozenset(file.never)
        says = alternatives(file.short_names)
        quote = "[\"'‘’“”„]?"
        self._short = re.compile(
            rf"[\"'’”]?(?:,?{SPACE}\(?(?:{says}):?{SPACE}(?:(?:de|het){SPACE})?|{SPACE}\()"
            rf"{quote}([A-ZÀ-Þ][\w&+-]{{1,14}})(?![\w-])"
        )
        self._kind = re.compile(rf"(?i:{alternatives(file.kind_words)}){SPACE}(?=[A-ZÀ-Þ'])")

    def find(self, text: str, names: Cover) -> list[Found]:
        """Other places where a name of `names`, or its short form, stands free."""
        forms: dict[str, Found] = {}
        for name in names.spans:
            if name.label in _SHORTENED and (short := self._abbreviation(text, name)):
                forms.setdefault(short, name)
        for name in names.spans:
            written = text[name.start : name.end]
            if (name.label in _REPEATED and name.origin == "rule") or (name.origin == "model" and " " in written):
                self._add(forms, written, name)
            if name.label in _SHORTENED and (kind := self._kind.match(written)):
                self._add(forms, written[kind.end() :], name)
        if not forms:
            return []
        ordered = sorted(forms, key=lambda f: (-len(f), f))[:_MOST]
        pattern = re.compile(rf"(?<![\w-]){alternatives(ordered)}(?![\w]|-\w)")
        return [
            replace(forms[m.group()], start=m.start(), end=m.end(), origin="rule", party=False, sure=False)
            for m in pattern.finditer(text)
            if m.group() in forms and names.free(*m.span())
        ]

    def _abbreviation(self, text: str, name: Found) -> str | None:
        match = self._short.match(text, name.end)
        if not match or match.group(1).lower() in self._common or match.group(1) in self._never:
            return None
        said = "(" not in match.group() or ":" in match.group() or match.group(1)[1:2].isupper()
        return match.group(1) if said else None

    def _add(self, forms: dict[str, Found], written: str, name: Found) -> None:
        if "\n" in written or len(written) < _SHORTEST or not _CAPITAL.match(written) or written in self._never:
            return
        if " " in written or written.lower() not in self._common:
            forms.setdefault(written, name)
