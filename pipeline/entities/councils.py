"""Who holds a public office because of the company: chairs, secretaries and members near the words of a council, who
is on its list of those present, and who speaks there.

Without such words the role is known, and the name stays hidden. The words stand in rules/councils.yaml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.entities.evidence import BEHIND, Evidence
from pipeline.entities.meeting import Meeting, Placed, between, guest_zones, placed, whole_words
from pipeline.entities.motions import Motions
from pipeline.entities.name_schema import CouncilsFile
from pipeline.entities.people import People
from pipeline.entities.rows import joint, polite_word
from pipeline.entities.schema import PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_NEAR, _BESIDE, _WIDE = 400, 70, 160
_CHAIR, _LEAST = 2, 2  # words of a council near its chair; members near somebody who is called one
_LED, _LINE = 60, 1_500

Evidences = dict[int, Evidence]


class Councils:
    """The words of rules/councils.yaml, compiled."""

    def __init__(self, file: CouncilsFile, people: PeopleFile, *, reader: People) -> None:
        self._file, self._reader = file, reader
        self._sitting = Evidence("office", BEHIND, file.member, public=True)
        self._motions = Motions(file, people, member=self._sitting)
        self._council, self._groups = whole_words(file.council), whole_words(file.groups)
        self._elsewhere, self._minutes = whole_words([*file.groups, *file.bodies]), whole_words(file.minutes)
        self._board, self._court = whole_words(file.board), whole_words(file.court)
        self._town, self._sessions = whole_words(file.town), whole_words(file.sessions)
        self._seated = whole_words(file.seated)
        self._chambers = {office: whole_words(words) for office, words in file.chambers.items()}
        self._guests = re.compile(rf"(?<!\w){alternatives(fold(w) for w in file.guests)}")
        not_of = alternatives(fold(w) for w in file.not_of_council)
        self._of_council = re.compile(
            rf",?{SPACE}{alternatives(fold(w) for w in file.of_council)}(?!\w)(?!{SPACE}{not_of})"
        )
        polite = polite_word(people)
        honorific = alternatives(people.honorifics)
        self._led = re.compile(rf"(?i:(?<![\w-]){honorific}){SPACE}{polite}{{0,2}}$")
        self._says = re.compile(rf":|{SPACE}{alternatives(file.speaking)}(?!\w)")
        self._said = re.compile(rf"(?i:(?<![\w-]){alternatives(file.spoken)}){SPACE}{polite}{{1,3}}$")
        lists = alternatives([*file.attending, *file.voting])
        self._list = re.compile(rf"^[^\S\n]*(?:[-–*•][^\S\n]*)?(?i:(?:de{SPACE})?{lists})(?!\w)[^\n]*", re.M)
        voting = alternatives(file.voting)
        self._voted = re.compile(rf"(?<!\w){alternatives(fold(w) for w in file.voting)}(?!\w)")
        self._vote = re.compile(rf"^[^\S\n]*(?i:{voting})(?!\w)")
        self._leads = re.compile(rf"^[^\S\n]*{alternatives(file.leads)}:", re.M)
        self._subject = re.compile(rf"(?i:(?<![\w-]){alternatives(file.subjects)}){SPACE}{polite}{{0,3}}$")
        self._and = joint(people)
        self._plain = re.compile(rf"[^\S\n]{{0,4}}(?:[,;.]|$|\n|{SPACE}en{SPACE})")

    def surname(self, text: str, person: Found) -> str:
        """The surname of a person, folded."""
        return self._reader.parts(text[person.start : person.end]).surname

    def is_loose(self, evidence: Evidence) -> bool:
        """An office that only a council makes public, and here did not."""
        file = self._file
        return not evidence.public and evidence.office in {*file.chairs, *file.secretaries, *file.members}

    def beside(self, evidence: Evidences) -> Evidences:
        """The evidence, with a mark at roles that somebody has beside an office."""
        roles = self._file.beside_office
        return {at: replace(e, beside=not e.public and e.office in roles) for at, e in evidence.items()}

    def weigh(self, folded: str, evidence: Evidences) -> Evidences:
        """The evidence, in which an office that only a council makes public is so where a council is."""
        file = self._file
        loose = {*file.chairs, *file.secretaries, *file.members, file.clerk, file.member}
        if not any(e.office in loose for e in evidence.values()):
            return evidence
        found = {kind: placed(pattern, folded) for kind, pattern in self._patterns().items()}
        seated = sorted(at for at, e in evidence.items() if e.public and e.office == file.member)
        weighed = dict(evidence)
        last = -_NEAR
        for at in sorted(at for at, e in evidence.items() if e.kind == "office" and e.office in loose):
            one = self._weighed(folded, at, evidence[at], found, seated)
            if evidence[at].office in file.members:
                before = weighed.get(last)
                if not one.public and before is not None and before.public and at - last < _BESIDE:
                    one = replace(one, office=before.office, public=True)  # the same row: "voor stemden de leden A, B"
                last = at
            weighed[at] = one
        return weighed

    def _patterns(self) -> dict[str, re.Pattern[str]]:
        named = {"council": self._council, "elsewhere": self._elsewhere, "board": self._board, "court": self._court}
        named |= {"groups": self._groups, "sessions": self._sessions}
        return {**named, "town": self._town, **self._chambers}

    def _weighed(
        self, folded: str, at: int, evidence: Evidence, found: Mapping[str, Placed], seated: list[int]
    ) -> Evidence:
        file, office = self._file, evidence.office or ""
        if office == file.clerk:
            return replace(evidence, public=not _court(at, found))
        if office == file.member:
            return replace(evidence, office=self._chamber(at, found))
        if office in file.secretaries:
            return replace(evidence, office=file.secretaries[office], public=True) if _signs(at, found) else evidence
        words = found["council"].near(at - _NEAR, at + _NEAR)
        sitting = found["sessions"].near(at - _NEAR, at + _NEAR) and not found["groups"].near(at - _NEAR, at + _NEAR)
        quiet = not found["elsewhere"].near(at - _NEAR, at + _NEAR)
        if office in file.chairs:
            named = self._of_council.search(folded, at, at + _LED)
            clerk = file.clerk in folded[max(0, at - _BESIDE) : at + _BESIDE] and not _court(at, found)
            beside = clerk and not found["groups"].near(at - _NEAR, at + _NEAR)
            held = named or sitting or beside or (len(words) >= _CHAIR and quiet)
            return replace(evidence, office=file.chairs[office], public=True) if held else evidence
        vote = self._voted.search(folded, max(0, at - _LED), at)
        alone = not found["groups"].near(at - _NEAR, at + _NEAR) and (vote or len(words) >= _CHAIR)
        if between(seated, at - _NEAR, at + _NEAR) >= _LEAST or (words and quiet) or alone:
            office = file.members[office]
            return replace(evidence, office=self._chamber(at, found) if office == file.member else office, public=True)
        return evidence

    def _chamber(self, at: int, found: Mapping[str, Placed]) -> str:
        """In which body somebody with a party sits, by the words around."""
        if not found["town"].near(at - _NEAR, at + _NEAR):
            for office in self._chambers:
                if found[office].near(at - _NEAR, at + _NEAR):
                    return office
        return self._file.member

    def add(self, text: str, names: Cover, evidence: Evidences) -> Evidences:
        """The evidence, and that of persons who are on a list of a council or speak in its meeting.

        Nobody becomes a member with other evidence at any mention of the surname, or near words of guests.
        """
        persons = [p for p in names.spans if p.label == "PERSON"]
        folded = fold(text)
        if not persons or not self._council.search(folded):
            return evidence
        groups = self._groups_of(text, persons)
        meeting = self._meeting(folded, self._seats(groups, evidence))
        known = {p.start for group in groups if any(p.start in evidence for p in group) for p in group}
        listed = self._listed(text, [p for p in persons if p.start not in known], meeting)
        meeting = replace(meeting, members=sorted({*meeting.members, *self._seats(groups, listed)}))
        guests = {p.start for group in groups if self._holds_guest(text, group, meeting) for p in group}
        free = [p for p in persons if p.start not in known | guests and meeting.holds(p.start)]
        return self._spoken(text, free, meeting) | listed | self._motions.find(text, persons, known) | evidence

    def _holds_guest(self, text: str, group: list[Found], meeting: Meeting) -> bool:
        """One of the surname is near guests, is spoken of, or has a first name and nothing else: a private person."""
        return any(
            meeting.is_guest(p.start)
            or self._subject.search(text[max(0, p.start - _LED) : p.start])
            or self._reader.parts(text[p.start : p.end]).given.rstrip().isalpha()
            for p in group
        )

    def _groups_of(self, text: str, persons: list[Found]) -> list[list[Found]]:
        """The mentions of each surname."""
        groups: dict[str, list[Found]] = defaultdict(list)
        for person in persons:
            groups[self._reader.parts(text[person.start : person.end]).surname].append(person)
        return list(groups.values())

    def _seats(self, groups: list[list[Found]], evidence: Evidences) -> set[int]:
        """Where members of a council are named, known ones by their surname."""
        held = {at for at, e in evidence.items() if e.public and e.office in (self._file.member, *self._file.chambers)}
        return {p.start for group in groups if any(p.start in held for p in group) for p in group}

    def _meeting(self, folded: str, members: Iterable[int]) -> Meeting:
        lists = (self._council, self._groups, self._minutes, self._seated, self._leads)
        council, groups, minutes, seated, leads = (placed(pattern, folded) for pattern in lists)
        guests = guest_zones(self._guests, folded)
        return Meeting(self._sitting, council, groups, minutes, seated, leads, guests=guests, members=sorted(members))

    def _listed(self, text: str, free: list[Found], meeting: Meeting) -> Evidences:
        """Who stands without another role in a line of those present or voting, where members of a council do."""
        found: Evidences = {}
        for line in self._list.finditer(text):
            start, end = line.start(), min(line.end(), line.start() + _LINE)
            vote = self._vote.match(line.group()) is not None
            if not meeting.lists(start, end, vote=vote):
                continue
            plain = [p for p in free if start <= p.start < end and self._plain.match(text, p.end)]
            found |= {p.start: meeting.member for p in plain}
        return found

    def _spoken(self, text: str, free: list[Found], meeting: Meeting) -> Evidences:
        """De heer A vraagt; aldus mevrouw B; mevrouw C en de heer D steunen."""
        found: Evidences = {}
        for n in range(len(free) - 1, -1, -1):
            person, after = free[n], free[n + 1] if n + 1 < len(free) else None
            before = text[max(0, person.start - _LED) : person.start]
            led = self._led.search(before) is not None
            row = after and after.start in found and self._and.fullmatch(text, person.end, after.start)
            says = row or self._says.match(text, person.end)
            if self._said.search(before) or (led and says):
                found[person.start] = meeting.member
        return found


def _court(at: int, found: Mapping[str, Placed]) -> bool:
    """Words of a court stand near."""
    return bool(found["court"].near(at - _NEAR, at + _NEAR))


def _signs(at: int, found: Mapping[str, Placed]) -> bool:
    """A secretary right beside a mayor or the college, or near one with no other body there."""
    if found["board"].near(at - _BESIDE, at + _BESIDE):
        return True
    near, others = (found[kind].near(at - _WIDE, at + _WIDE) for kind in ("board", "elsewhere"))
    return bool(near) and not others
