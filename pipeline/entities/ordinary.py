"""Words that the model takes for persons only because a sentence or a heading gives them a capital, out of its names.

Every doubt keeps the name: a person who is missed here would be shown in a report, a word that is kept is only hidden.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from pipeline.entities.roles import Roles
from pipeline.entities.schema import OfficesFile, PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import alternatives

_BEFORE = 80
_QUOTES = "\"'‘’“”„«»([*"
_LETTER = re.compile(r"([A-Z])\.(?:[^\S\n]+(\S+))?$")
_LINE_LETTER = re.compile(r"^[^\S\n]*([A-Z])\.(?=\s)", re.M)
_NUMBERED = re.compile(r"^\s*+(?:[-–*•]\s*+)?(?:(?:\w+\s)?\d+(?:\.\d+)*[.):]?|[a-z][.)])?\s*$")
_SENTENCE_END = re.compile(r"(?:^|\s)([^\s.]{2,}|\S*\d)[.!?…]+[)\"'’”]*\s+$|[!?…][)\"'’”]*\s+$")
_MIDDLE = re.compile(r"(?<=[\w,;])[^\S\n]+([A-ZÀ-ÖØ-Þ][\w'’]*(?:-\w+)*)(?![\w-])")
_QUOTED = re.compile(r":\s*$")
_NEXT = re.compile(r"[^\S\n]+([\w'’-]+)")


class Ordinary:
    """The words of rules/ordinary_words.txt, and what tells that one of them is a name all the same."""

    def __init__(self, words: frozenset[str], people: PeopleFile, offices: OfficesFile) -> None:
        self._words = words
        every = [n for o in offices.offices for n in (o.name, *o.aliases, *o.plural)]
        cues = alternatives([*people.honorifics, *people.titles, *people.private_before, *people.greetings, *every])
        self._cue = re.compile(rf"(?i:(?<![\w-]){cues})[,:]?[^\S\n]*\n?[^\S\n]*[{re.escape(_QUOTES)}]*\Z")
        self._age = re.compile(rf"\s{{0,9}}\(\d{{1,2}}\b|,?\s\(?\d{{1,2}}\s{alternatives(people.years)}\b")
        polite = alternatives([*people.honorifics, *people.titles])
        sign = rf"(?:[,;/&]|{alternatives(people.joins)}|\n)"
        self._joined = re.compile(rf"[^\S\n]{{0,9}}{sign}[^\S\n]{{0,9}}(?:(?i:{polite})\s{{1,9}}){{0,3}}")

    def drop(self, text: str, flat: list[Found], *, roles: Roles) -> list[Found]:
        """The names without ordinary words that only their place gives a capital.

        One word goes when it came from the model alone, opens a sentence, line or list item, has no sign of a person
        beside it, and has a capital nowhere else in mid-sentence. (A part of somebody else's name comes back with
        `other_mentions`.) The letter of a list goes, with such a word behind it ("B. Wie"), when the letters before
        it open lines too.
        """
        suspects = {f.start for f in flat if self._is_suspect(text, f)}
        if not suspects:
            return flat
        cover, evidence, uses = Cover(flat), roles.judge(text, Cover(flat)), _capitals(text)
        beside = self._beside(text, flat, suspects)
        dropped = {
            f.start
            for f in flat
            if f.start in suspects - evidence.keys() - beside and not self._used_as_name(text, f, cover, uses)
        }
        return [f for f in flat if f.start not in dropped]

    def _is_suspect(self, text: str, name: Found) -> bool:
        if name.label != "PERSON" or name.origin != "model" or self._age.match(text, name.end):
            return False
        before = text[max(0, name.start - _BEFORE) : name.start]
        written = text[name.start : name.end]
        if listed := _LETTER.match(written):
            return _opens_item(text, name.start, listed[1]) and self.is_word(listed[2] or _next_word(text, name.end))
        return self.is_word(written) and _opens_sentence(before, text, name) and not self._cue.search(before)

    def has_sign(self, text: str, name: Found) -> bool:
        """A word or an age beside the name makes it a person."""
        before = text[max(0, name.start - _BEFORE) : name.start]
        return bool(self._age.match(text, name.end) or self._cue.search(before))

    def joins(self, text: str, one: Found, other: Found) -> bool:
        """Only a comma, "en" or a line break, and titles, stand between two names."""
        return bool(self._joined.fullmatch(text, one.end, other.start))

    def is_word(self, written: str) -> bool:
        """An ordinary word that has a capital here."""
        return written[:1].isupper() and written.replace("’", "'").lower() in self._words

    def _beside(self, text: str, flat: list[Found], suspects: set[int]) -> set[int]:
        """Suspects that a comma, "en" or a line break joins to somebody who is certainly a person."""
        found = set()
        for one, other in pairwise(f for f in flat if f.label == "PERSON"):
            if self.joins(text, one, other) and len({one.start, other.start} & suspects) == 1:
                found |= {one.start, other.start} & suspects
        return found

    def _used_as_name(self, text: str, name: Found, cover: Cover, uses: Mapping[str, list[int]]) -> bool:
        """The word stands somewhere else with a capital that its place does not explain, and not in another name."""
        word = text[name.start : name.end].rsplit(maxsplit=1)[-1]
        return any(
            (held := cover.at(at)) is None or held.label == "PERSON"
            for at in uses.get(word, ())
            if at != name.start and not _NUMBERED.match(_line_before(text, at))
        )


def _capitals(text: str) -> dict[str, list[int]]:
    """Where each word with a capital stands behind another word on its line."""
    places: dict[str, list[int]] = defaultdict(list)
    for match in _MIDDLE.finditer(text):
        places[match.group(1)].append(match.start(1))
    return places


def _opens_sentence(before: str, text: str, name: Found) -> bool:
    line = _line_before(text, name.start)
    if _NUMBERED.match(line.rstrip(_QUOTES)):
        return not line.strip() or not _LETTER.match(line.strip())
    bare = before.rstrip(_QUOTES)
    closed = text[name.end : name.end + 1] in tuple(_QUOTES[:8])
    return bool(_SENTENCE_END.search(bare) or (bare != before and not closed and _QUOTED.search(bare)))


def _opens_item(text: str, start: int, letter: str) -> bool:
    """The name's letter opens a line, and so do all letters before it in the alphabet (the next one, for A)."""
    opening = {m[1] for m in _LINE_LETTER.finditer(text)}
    needed = {chr(code) for code in range(ord("A"), ord(letter))} or {"B"}
    return not _line_before(text, start).strip() and needed <= opening


def _line_before(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at]


def _next_word(text: str, at: int) -> str:
    match = _NEXT.match(text, at)
    return match[1] if match else ""
