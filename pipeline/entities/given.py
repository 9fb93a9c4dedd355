"""First names that stand alone, nicknames and bare initials of private people, which the language model passes over.

A word of the list of given names that is no ordinary word, body or place is somebody's name wherever it stands with a
capital; every other capital word needs a sign: an age behind it, "heet" or a kinship before it, or a place in a list
of first names. Better hidden than shown: what is found here is a private person until an office says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.entities.name_schema import GivenFile
from pipeline.entities.people import People
from pipeline.entities.schema import PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives

_LETTER = "a-zß-öø-ÿšćčžğışł"
_NAME = rf"[A-ZÀ-ÖØ-ÞŠŽİŞ][{_LETTER}]{{1,20}}(?:['’][{_LETTER}]{{1,15}})?(?:-[A-ZÀ-Þ]?[{_LETTER}]{{1,20}}){{0,2}}"
_WORD = re.compile(rf"(?<![\w@.’'/-]){_NAME}(?![\w@-]|\.\w)")
_OPENS = re.compile(r"(?:\A|\n|[.!?:…][\"'’”)]{0,2}\s)[\s\"'‘“„(•*–-]{0,4}\Z")
_INITIALS = re.compile(rf"(?<![\w.])[A-Z]\.{SPACE}(?:(?:van|de|der|den|het|el|al|ter|ten){SPACE}){{1,3}}[A-Z]\.(?!\w)")
_CAP = rf"[A-ZÀ-ÖØ-Þ][{_LETTER}'’]{{1,25}}"
_BRACKETED = re.compile(  # M.J. (Marjan) ter Heerdt
    rf"(?<![\w.])(?:[A-Z][a-z]?\.[ ]?){{1,5}} ?\({_CAP}\){SPACE}(?:(?:van|de|der|den|ter|ten|te|'t|el){SPACE}){{0,3}}"
    rf"{_CAP}(?:-{_CAP})?(?!\w)"
)
_TAIL = re.compile(rf"{SPACE}(?:(?:al|el|ul|bin)-{_CAP}|A{SPACE}[A-Z][a-z]{{1,5}})(?![\w-])")
_HALF = re.compile(r"-(?:van der|van den|van de|van|de|den|der|ter|ten|te)\Z")
_SECOND = re.compile(rf"{SPACE}{_CAP}(?:-{_CAP})?(?![\w-])")
_PARTICLED = re.compile(  # not "van" or "van de": Lea van Kenter works there
    rf"{SPACE}(?:van{SPACE}de[rn]|de[rn]|te[rn]?){SPACE}({_CAP}(?:-{_CAP})?)(?![\w-])"
)
_PARTS = re.compile(r"[\w'’]+")
_LETTERS = re.compile(r"(?:[A-Z]\.){1,3}")
_MISTAKEN = frozenset({"ORG", "GPE", "LOC", "PRODUCT", "FAC", "NORP", "EVENT", "DATE"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NEAR, _ROUNDS, _LONG = 40, 4, 4


class GivenNames:
    """The words of rules/given.yaml and the list of given names, compiled."""

    def __init__(
        self, file: GivenFile, given: frozenset[str], people: PeopleFile, *, common: frozenset[str], reader: People
    ) -> None:
        """`common` are ordinary words and names of places, in small letters; `reader` knows where a name ends."""
        self._reader, self._given, self._common = reader, given, common | _not_names(people)
        self._alone = given - self._common - frozenset(file.also_words)
        self._unsure = given - self._alone
        quote, joins = "[\"'‘’“”„]?", alternatives([*people.joins, "&"])
        self._not_behind = re.compile(rf"(?i:(?<![\w-]){alternatives(file.not_behind)}){SPACE}{quote}\Z")
        self._place = re.compile(rf"(?i:(?<![\w-]){alternatives(file.place_before)}){SPACE}\Z")
        self._near = re.compile(
            rf"(?i:(?<![\w-]){alternatives([*file.near, *people.private_before])}),?{SPACE}{quote}\Z"
        )
        self._called = re.compile(rf"(?i:(?<![\w-]){alternatives(file.called)}),?{SPACE}{quote}({_NAME})(?![\w@-])")
        self._saying = re.compile(rf"[\"'’”],?{SPACE}{alternatives(file.saying)}{SPACE}({_NAME})(?![\w@-])")
        years = alternatives(people.years)
        age = rf"{quote}(?:{SPACE}\(\d{{1,2}}(?:{SPACE}{years})?\)|,?{SPACE}\(?\d{{1,2}}{SPACE}{years}\b)"
        self._aged = re.compile(
            rf"(?<![\w@.’'/-])({_NAME}|(?:[A-Z]\.){{1,3}})(?={age}|,{SPACE}{alternatives(file.said)}\b)"
        )
        link = rf"(?:,(?:{SPACE}{joins})?|{SPACE}{joins}){SPACE}"
        extra = rf"(?:{alternatives(file.between)}{SPACE})?{quote}"
        self._after = re.compile(rf"{quote}{link}{extra}({_NAME})(?![\w@-])")
        self._before = re.compile(rf"(?<![\w@.’'/-])({_NAME}){quote}{link}{extra}\Z")
        self._next_letter = re.compile(rf"{link}((?:[A-Z]\.){{1,3}})(?!\w|{SPACE}[A-ZÀ-Þ][a-z])")
        self._behind = re.compile(rf"{SPACE}{alternatives(file.behind)}(?!\w)")

    def apply(self, text: str, flat: list[Found]) -> list[Found]:
        """The names with those of private people that stand alone; what the model took them for is left out."""
        found = {f.start: f for f in (*self._words(text, Cover(flat)), *self._signs(text, Cover(flat)))}
        for _ in range(_ROUNDS):
            cover = Cover(_over(flat, found.values()))
            new = [f for f in self._listed(text, cover) if f.start not in found]
            if not new:
                break
            found |= {f.start: f for f in new}
        return self._again(text, _over(flat, found.values()))

    def _words(self, text: str, cover: Cover) -> Iterator[Found]:
        """Given names, sure by themselves or by a word in front."""
        for match in _WORD.finditer(text):
            word = match.group().lower()
            if word not in self._given and not self._is_double(match.group()):
                continue
            before = text[max(0, match.start() - _NEAR) : match.start()]
            cued = self._near.search(before) is not None
            if not cued and (word in self._unsure or self._not_behind.search(before)):
                continue
            if one := self._take(text, *match.span(), cover=cover, cued=cued):
                yield one

    def _is_double(self, written: str) -> bool:
        """Anna-Sophie, Mei-Lin."""
        parts = written.split("-")
        saint = self._not_behind.search(f"{parts[0]} ")
        return len(parts) == 2 and parts[1][0].isupper() and not saint and any(p.lower() in self._alone for p in parts)

    def _signs(self, text: str, cover: Cover) -> Iterator[Found]:
        """Words with an age behind or "heet" before them, and persons of initials only."""
        for match in (*self._called.finditer(text), *self._aged.finditer(text)):
            word = match.group(1).lower()
            one = self._take(text, *match.span(1), cover=cover, cued=True)
            if one and (word in self._given or word not in self._common):
                yield one
        for match in self._saying.finditer(text):
            if cover.free(*match.span(1)) and match.group(1).lower() not in self._common:
                yield _hidden(match.start(1), max(match.end(1), self._reader.end_of(text, match.start(1), known=cover)))
        for match in (*_INITIALS.finditer(text), *_BRACKETED.finditer(text)):
            yield _hidden(*match.span())
        for person in cover.spans:
            if person.label == "PERSON":
                yield from self._longer(text, person, cover)

    def _longer(self, text: str, person: Found, cover: Cover) -> Iterator[Found]:
        """The person with the rest of the name, and the initials that "en" joins to initials: X. en Y."""
        match = self._behind.match(text, person.end) or self._rest(text, person)
        if match and all(_is_part(text, n, person, match.end()) for n in cover.over(person.start, match.end())):
            yield _hidden(person.start, match.end())
        letter = _LETTERS.fullmatch(text, person.start, person.end) and self._next_letter.match(text, person.end)
        if letter and cover.free(*letter.span(1)):
            yield _hidden(*letter.span(1))

    def _rest(self, text: str, person: Found) -> re.Match[str] | None:
        """What belongs to a name of which the model sees the beginning: Lina al-Masri, Hak-de Bijl, Tjon A Fat."""
        if _HALF.search(text[max(person.start, person.end - _NEAR) : person.end]):
            return _SECOND.match(text, person.end)
        if match := _TAIL.match(text, person.end):
            return match
        if text[person.start : person.end].lower() not in self._alone:
            return None
        if match := _PARTICLED.match(text, person.end):
            return match
        surname = _SECOND.match(text, person.end)
        return surname if surname and self._common.isdisjoint(_PARTS.findall(surname.group().lower())) else None

    def _listed(self, text: str, cover: Cover) -> Iterator[Found]:
        """What a comma or "en" joins to a first name is one too."""
        for person in cover.spans:
            if person.label != "PERSON" or person.public:
                continue
            written = text[person.start : person.end].lower()
            firm = " " not in written and (
                written in self._alone or (person.sure and person.origin == "rule" and written not in self._common)
            )
            for start, end in self._beside(text, person):
                if one := self._member(text, start, end, cover=cover, firm=firm):
                    yield one

    def _beside(self, text: str, person: Found) -> Iterator[tuple[int, int]]:
        """The capital words before and behind a name in a list."""
        if behind := self._after.match(text, person.end):
            yield behind.span(1)
        offset = max(0, person.start - _NEAR)
        if before := self._before.search(text[offset : person.start]):
            yield before.start(1) + offset, before.end(1) + offset

    def _member(self, text: str, start: int, end: int, *, cover: Cover, firm: bool) -> Found | None:
        held = cover.at(start)
        words = [w.lower() for w in _PARTS.findall(text[held.start : held.end] if held else text[start:end])]
        named = words[0] in self._given and self._common.isdisjoint(words)
        if held is not None and len(words) > 1:
            return _hidden(held.start, held.end) if named and _is_mistaken(held) and len(words) < _LONG else None
        if not named and not (firm and self._common.isdisjoint(words) and not _SECOND.match(text, end)):
            return None
        if held is not None and not named and not self._between_persons(text, start, end, cover):
            return None
        return self._take(text, start, end, cover=cover, cued=True)

    def _between_persons(self, text: str, start: int, end: int, cover: Cover) -> bool:
        """A word that the model takes for a body is a person's where one stands on both sides, or it opens the list."""
        sides = [cover.at(max(0, start - n)) for n in (2, 3, 4, 5)], [cover.at(end + n) for n in (2, 3, 4, 5)]
        before, behind = (any(n is not None and n.label == "PERSON" for n in side) for side in sides)
        return before and (behind or self._opens_list(text, start, cover))

    def _opens_list(self, text: str, start: int, cover: Cover) -> bool:
        """The person before this word opens the sentence: "Marjan en Ype wonen"."""
        person = next((p for n in (2, 3, 4, 5) if (p := cover.at(max(0, start - n)))), None)
        return person is not None and _OPENS.search(text[max(0, person.start - _NEAR) : person.start]) is not None

    def _again(self, text: str, flat: list[Found]) -> list[Found]:
        """A first name that is private here is not a body further on."""
        known = {text[f.start : f.end] for f in flat if f.label == "PERSON" and f.sure}
        known = {w for w in known if " " not in w and w.lower() not in self._common}
        return [_hidden(f.start, f.end) if _is_mistaken(f) and text[f.start : f.end] in known else f for f in flat]

    def _take(self, text: str, start: int, end: int, *, cover: Cover, cued: bool) -> Found | None:
        """The whole name that begins here; None where something else is known to stand."""
        held = cover.over(start, end)
        if len(held) > 1 or (held and not self._gives_way(text, held[0], start, end)):
            return None
        if held and not cued and held[0].label in _PLACES and self._place.search(text[max(0, start - _NEAR) : start]):
            return None
        whole = self._reader.end_of(text, start, known=cover)
        return _hidden(start, max(end, start + len(text[start:whole].rstrip("'’"))))

    def _gives_way(self, text: str, held: Found, start: int, end: int) -> bool:
        """What the model took the word for, with at most a small word before it ("Onze Pim"), or a month inside it."""
        if held.label == "DATE" and held.origin == "rule":
            return start <= held.start and held.end <= end
        lead = text[held.start : start].strip().lower()
        return _is_mistaken(held) and held.end == end and (not lead or lead in self._common)


def _not_names(people: PeopleFile) -> frozenset[str]:
    return frozenset(w.lower() for w in (*people.not_names, *people.private_before, *people.groups, *people.greetings))


def _is_mistaken(name: Found) -> bool:
    return name.origin == "model" and name.label in _MISTAKEN and name.public


def _is_part(text: str, name: Found, person: Found, end: int) -> bool:
    """Whether a name can be the rest of a person's: a person too, or a "body" behind a particle, as in Lea ter Stee."""
    behind_particle = bool(text[person.end : max(person.end, name.start)].strip())
    return name.label == "PERSON" or (behind_particle and _is_mistaken(name) and name.end <= end)


def _hidden(start: int, end: int) -> Found:
    return Found(start, end, "PERSON", "rule", public=False, sure=True)


def _over(flat: list[Found], found: Iterable[Found]) -> list[Found]:
    """The names, with the found ones (the longest first) in place of all that they touch."""
    taken: list[Found] = []
    used: set[int] = set()
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if used.isdisjoint(range(one.start, one.end)):
            taken.append(one)
            used.update(range(one.start, one.end))
    new = Cover(taken)
    return sorted([*taken, *(f for f in flat if new.free(f.start, f.end))], key=lambda f: f.start)
