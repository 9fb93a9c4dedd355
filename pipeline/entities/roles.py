"""The evidence beside a person's name: an office, or that it is a private person.

Only words that can stand between an office and its holder may lie between them: "wethouder jeugd, mevrouw X",
"X, directeur van Y". A verb, a full stop or another person ends the search; it goes no further than a window of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.entities.evidence import BEHIND, DIRECT, LOOSE, Cue, Cues, Evidence
from pipeline.entities.scene import Scene, Step
from pipeline.entities.schema import OfficesFile, PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import alternatives
from pipeline.text import fold

_MINOR = re.compile(r" \((?:\d|1[0-7])(?: jaar)?\)")
_BODIES, _LIST = ("GPE", "ORG", "LOC"), 4


class Roles:
    """Words of offices and of private persons, compiled."""

    def __init__(self, people: PeopleFile, offices: OfficesFile, *, window_words: int) -> None:
        self._window, self._party_office = window_words, offices.party_office
        polite = {fold(w) for phrase in (*people.honorifics, *people.titles) for w in phrase.split(" ")}
        self._between = polite | {fold(w) for w in (*people.between, *people.portfolios)}
        self._portfolios = frozenset(people.portfolios)
        self._joins, self._appositions = frozenset(people.joins), frozenset(people.appositions)
        self._owning, self._definite = frozenset(people.owning), frozenset(people.definite)
        self._belonging, self._participation = frozenset(people.belonging) | polite, frozenset(people.participation)
        self._offices = {fold(n): (o, False) for o in offices.offices for n in (o.name, *o.aliases)}
        self._offices |= {fold(n): (o, True) for o in offices.offices for n in o.plural}
        self._taking = frozenset(people.taking)
        self._before_place = frozenset(people.before_place)
        self._office = re.compile(rf"(?<!\w){alternatives(self._offices)}(?!\w|-\w)")
        self._before = _whole_words(people.private_before)
        self._after = _whole_words(people.private_after)

    def judge(self, text: str, names: Cover) -> dict[int, Evidence]:
        """The evidence for each person, by the start of the name."""
        scene = Scene(text, names)
        offices = [self._cue(m) for m in self._office.finditer(scene.folded) if _is_office(names, *m.span())]
        before = [Cue(*m.span()) for m in self._before.finditer(scene.folded) if names.free(*m.span())]
        after = [Cue(*m.span()) for m in self._after.finditer(scene.folded) if names.free(*m.span())]
        left, right = Cues([*offices, *before]), Cues([*offices, *after])
        people = [p for p in names.spans if p.label == "PERSON"]
        return {p.start: e for p in people if (e := self._one(scene, p, left=left, right=right))}

    def _cue(self, match: re.Match[str]) -> Cue:
        office, plural = self._offices[re.sub(r"\s+", " ", match.group())]
        return Cue(*match.span(), office.name, plural, office.public)

    def _one(self, scene: Scene, person: Found, *, left: Cues, right: Cues) -> Evidence | None:
        if self._participates(scene, person.end) or _is_minor(scene, person):
            return Evidence("private", DIRECT)
        behind = (self._right(scene, person, right), self._row_before(scene, person, right))
        found = (self._left(scene, person, left), self._party(scene, person), *behind)
        best = _strongest([e for e in found if e])
        if best is None and _is_reached(scene, person):
            return Evidence("private", BEHIND)
        if best is None or best.kind == "private":
            return best
        return replace(best, body=best.body or self._body(scene, person.end))

    def _left(self, scene: Scene, person: Found, cues: Cues) -> Evidence | None:
        loose = others = joined = owned = False
        body, nearer = None, ""
        for step in _counted(scene.left(person.start, words=_LIST * self._window), words=self._window):
            loose |= bool(step.breaks)
            cue = cues.ending.get(step.end)
            if cue is not None and cue.office is None and step.breaks > 1:
                return None
            if cue is not None:
                shared = cue.plural and (others or (loose and not step.breaks))  # "wethouders A, B en C"
                listed = loose and not shared and self._listed(scene, person, breaks=step.breaks)
                astray = joined or owned or listed
                loose = loose and not shared
                return None if cue.office and astray else _from_left(cue, loose=loose, others=others, body=body)
            owned |= not nearer and step.word in self._owning
            if step.name is not None and step.name.label == "PERSON":
                others, joined = True, False
            elif joined or not (step.name or self._passes(step) or step.word in self._joins):
                return None
            body = scene.shown(step.name) if step.name is not None and step.name.label in _BODIES else body
            joined |= step.word in self._joins and nearer not in self._portfolios
            loose |= step.word in (",", ":", "(") and not others
            nearer = step.word or "."
        return None

    def _right(self, scene: Scene, person: Found, cues: Cues) -> Evidence | None:
        opened, definite = False, False
        for step in scene.right(person.end, words=self._window):
            opened |= bool(step.breaks) or step.word in self._appositions or step.word in (",", "(")
            cue = cues.beginning.get(step.start)
            if cue is not None and cue.office is None and (step.breaks > 1 or self._is_astray(scene, step, cue)):
                return None
            if cue is not None:
                joined = definite and self._next_word(scene, cue.end) in self._joins
                alone = not step.breaks or scene.stands_alone(person)
                return self._from_right(scene, cue, opened=opened and alone and not joined)
            if step.name is not None and step.name.label == "PERSON":
                return None
            if step.name is None and not (opened and self._passes(step)) and step.word not in self._taking:
                return None
            definite |= step.word in self._definite
        return None

    def _row_before(self, scene: Scene, person: Found, cues: Cues) -> Evidence | None:
        """A of "A, B en C, wethouders" and of "A en B (raadsleden)"."""
        others = False
        for step in scene.right(person.end, words=self._window):
            cue = cues.beginning.get(step.start)
            if cue is not None:
                shared = cue.plural and others and not self._claimed(scene, cue.end)
                return Evidence("office", BEHIND, cue.office, public=cue.public) if shared else None
            others |= step.name is not None and step.name.label == "PERSON"
            if step.breaks or not (step.name or self._passes(step) or step.word in self._joins):
                return None
        return None

    def _is_astray(self, scene: Scene, step: Step, cue: Cue) -> bool:
        """The "uit" of "roept de heer X uit", and not that of "X uit Kampen"."""
        if step.word not in self._before_place:
            return False
        behind = next(iter(scene.right(cue.end, words=1)), None)
        if behind is None or (behind.name is None and not behind.word.isalpha()):
            return True
        return behind.name is None and behind.word not in self._definite and scene.text[behind.start].islower()

    def _listed(self, scene: Scene, person: Found, *, breaks: int) -> bool:
        """The name is one in a list ("de wethouder, mevrouw X en de heer Y"), or opens a line of running text."""
        for n, step in enumerate(scene.right(person.end, words=self._window)):
            if step.name is not None and step.name.label == "PERSON" and not step.breaks:
                return n > 0
            if n == 0 and step.word in self._joins:
                return True
            if step.name is not None or not (step.word == "," or step.word in self._between):
                break
        return bool(breaks) and not scene.stands_alone(person)

    def _next_word(self, scene: Scene, at: int) -> str:
        return next((step.word for step in scene.right(at, words=1)), "")

    def _passes(self, step: Step) -> bool:
        return step.is_sign or step.word in self._between

    def _from_right(self, scene: Scene, cue: Cue, *, opened: bool) -> Evidence | None:
        if cue.office is None:
            return Evidence("private", BEHIND)
        if not opened or self._claimed(scene, cue.end):
            return None
        return Evidence("office", BEHIND, cue.office, self._body(scene, cue.end), cue.public)

    def _claimed(self, scene: Scene, end: int) -> bool:
        """The office that ends here stands right before another person, or announces one with a colon or comma."""
        for step in scene.right(end, words=self._window):
            if step.name is not None:
                return step.name.label == "PERSON" and not step.breaks
            if step.breaks or (step.word not in self._between and step.word != ","):
                return step.word == ":"
        return False

    def _party(self, scene: Scene, person: Found) -> Evidence | None:
        """Mevrouw X (CDA), de heer Y van de PvdA, Z, VVD."""
        name = self._belongs_to(scene, person.end)
        if name is None or not name.party:
            return None
        return Evidence("office", BEHIND, self._party_office, scene.shown(name), public=True)

    def _participates(self, scene: Scene, end: int) -> bool:
        """X van de kinderraad, (15) van onze cliëntenraad: a child or client, whatever the office before the name."""
        for step in scene.right(end, words=self._window):
            if step.word in self._participation:
                return True
            if step.breaks or not (step.word in self._belonging or step.word in (",", "(", ")") or _is_age(step)):
                return False
        return False

    def _body(self, scene: Scene, end: int) -> str | None:
        """The body or place right behind a name or an office: van gemeente X, (Y), van het Z."""
        name = self._belongs_to(scene, end)
        return scene.shown(name) if name and name.label in _BODIES else None

    def _belongs_to(self, scene: Scene, end: int) -> Found | None:
        for step in scene.right(end, words=self._window):
            if step.name is not None:
                return step.name if not step.breaks else None
            if step.word not in self._belonging and step.word not in (",", "("):
                return None
        return None


def _from_left(cue: Cue, *, loose: bool, others: bool, body: str | None) -> Evidence | None:
    if cue.office is None:
        return Evidence("private", BEHIND if loose else DIRECT)
    if others and not cue.plural:
        return None
    return Evidence("office", LOOSE if loose else DIRECT, cue.office, body, cue.public)


def _is_minor(scene: Scene, person: Found) -> bool:
    """One name and an age below eighteen: Kees (16)."""
    alone = " " not in scene.text[person.start : person.end]
    return alone and _MINOR.match(scene.text, person.end) is not None


def _is_reached(scene: Scene, person: Found) -> bool:
    """A private address, number or mail address stands right behind: J. Bos (jbos@post.example)."""
    held = scene.names.at(person.end + 2) if scene.text[person.end : person.end + 2] in (" (", ", ") else None
    return held is not None and held.label == "ID"


def _is_office(names: Cover, start: int, end: int) -> bool:
    """No part of a name; an office that is a body too (de Kinderombudsman) is both, and "Vlaams Parlementslid" one."""
    return all((n.start, n.end, n.label) == (start, end, "ORG") or n.label == "NORP" for n in names.over(start, end))


def _counted(steps: Iterable[Step], *, words: int) -> Iterator[Step]:
    """Steps up to so many words; persons and what stands in brackets do not count: "wethouders A (zorg), B"."""
    inside, counted = False, 0
    for step in steps:
        inside |= step.word == ")"
        if not inside:
            yield step
            counted += not (step.is_sign or (step.name is not None and step.name.label == "PERSON"))
            if counted > words:
                return
        inside &= step.word != "("


def _is_age(step: Step) -> bool:
    return step.word.isdigit() or (step.name is not None and step.name.label == "DATE")


def _strongest(found: list[Evidence]) -> Evidence | None:
    """The nearest word, a private one before an office; "huisarts X (CDA)" speaks in the office, not the profession."""
    ordered = sorted(found, key=lambda e: (-e.weight, e.kind != "private"))
    public = [e for e in ordered if e.public and e.weight >= BEHIND]
    if public and all(e.kind == "office" for e in ordered):
        return public[0]
    return ordered[0] if ordered else None


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(fold(w) for w in words)}(?!\w|-\w)")
