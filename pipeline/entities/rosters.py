"""Office holders by where their names stand: under a party, in a row of signatures, beside a colleague; and offices
that only a council makes public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.columns import Columns
from pipeline.entities.councils import Councils
from pipeline.entities.evidence import BEHIND, DIRECT, Evidence
from pipeline.entities.name_schema import RostersFile
from pipeline.entities.parties import Parties
from pipeline.entities.rows import Rows, polite_word
from pipeline.entities.schema import OfficesFile, PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_BEFORE, _WIDE = 110, 400
_SIGNING, _SHORT, _LETTER, _SPACES, _HEARING = 900, 24, 4_000, 20, 3_000
_LINES = re.compile(r"\n{1,2}")
_NEXT_LINE = re.compile(r"[^\n]{0,200}\n{1,2}")
_LEAST = 2

Evidences = dict[int, Evidence]


class Rosters:
    """The words of rules/rosters.yaml, compiled."""

    def __init__(
        self, file: RostersFile, people: PeopleFile, offices: OfficesFile, *, councils: Councils, towns: frozenset[str]
    ) -> None:
        """`towns` are names of places in small letters: a local party may end with one."""
        self._file, self._councils = file, councils
        self._rows = Rows(people)
        self._columns = Columns(file, people, offices)
        self._parties = Parties(file, people, rows=self._rows, towns=towns)
        polite = rf"(?:(?i:{alternatives([*people.honorifics, *people.titles])})\s{{1,4}})*"
        own, colleagues, together = (alternatives(words) for words in (file.owners, file.colleagues, file.together))
        where = rf"(?:{SPACE}(?:uit|van|in){SPACE}[\w'-]+)?,?"
        self._colleague = re.compile(
            rf"(?:(?i:(?<!\w){own}){SPACE}(?:[\w-]+{SPACE})?(?i:{colleagues}){where}|(?i:(?<!\w){together})){SPACE}{polite}$"
        )
        signer = rf"(?:[Dd]e{SPACE})?({alternatives(file.signers)})"
        self._signers = re.compile(rf"(?i:(?<!\w){signer},?\s{{1,40}}{signer}),?")
        self._board = re.compile(
            rf"(?i:(?<!\w){alternatives(file.signed_for)})(?:{SPACE}van{SPACE}[\w' -]{{2,30}})?([,:]?)"
        )
        self._board_meeting = re.compile(
            rf"(?i:^[^\n]{{0,40}}{alternatives(file.board_meetings)}(?!\w))[^\n]{{0,60}}\n{{1,2}}"
            rf"(?:[^\n]{{1,60}}\n{{1,2}}){{0,2}}(?=(?i:{alternatives(file.present)}):)",
            re.M,
        )
        self._present = re.compile(rf"(?i:{alternatives([*file.present, *file.absent])}):([^\n]{{1,400}})\n{{0,2}}")
        self._signing, self._questioned = _words(file.signing), _words(file.questions)
        self._place = re.compile(rf"(?:\n|[;,]|\s)(?:{alternatives(fold(w) for w in file.signed_behind)} )?$")
        self._hearing = _words(file.hearings)
        self._answer = re.compile(rf"^(?i:{alternatives(file.answers)})(?!\w)[^\n]{{0,60}}$", re.M)
        self._alone = re.compile(polite_word(people) + "{0,3}")
        self._regional = _words(file.regional)
        self._heading = re.compile(rf"^({alternatives(file.headings)})(?!\w)[^.:;\n]{{0,40}}:?[^\S\n]*$", re.I | re.M)

    def add(self, text: str, names: Cover, evidence: Evidences) -> Evidences:
        """The evidence of `roles.Roles.judge`, with that of lists and signatures for persons who had none."""
        known = self._councils.weigh(fold(text), evidence)
        persons = [p for p in names.spans if p.label == "PERSON"]
        known = known | self._signed(text, persons)
        lists = [*self._parties.find(text, names, persons)]
        lists += [find(text, names, persons) for find in (self._regions, self._for_places)]
        lists += [self._parties.near(text, names, persons, known)]
        finders = (self._board_list, self._board_members, self._under_heading, self._questions)
        lists += [find(text, persons) for find in finders]
        for found in lists:
            known = self._joined(known, found)
        known = self._joined(known, self._columns.find(text, persons, known, self._hidden(text, persons, known)))
        known = self._councils.add(text, names, known)
        return self._councils.beside(self._colleagues(text, persons, known))

    def _hidden(self, text: str, persons: list[Found], known: Evidences) -> set[int]:
        """Where a surname stands that somebody private carries."""
        surname = self._councils.surname
        names = {surname(text, p) for p in persons if p.sure or ((e := known.get(p.start)) and e.kind == "private")}
        return {p.start for p in persons if surname(text, p) in names} if names else set()

    def _joined(self, known: Evidences, more: Evidences) -> Evidences:
        """Both; a list of a council says more than "voorzitter" or "lid" beside a name in it."""
        better = {at: e for at, e in more.items() if at in known and self._councils.is_loose(known[at])}
        return more | known | better

    def _under_heading(self, text: str, persons: list[Found]) -> Evidences:
        """Raadsleden en hun nevenfuncties: and under it one name a line."""
        found: Evidences = {}
        opening = {p.start: p for p in persons if text[p.start - 1 : p.start] in ("", "\n")}
        for match in self._heading.finditer(text):
            rows: list[Found] = []
            at = _LINES.match(text, match.end())
            while at and at.end() in opening:
                rows.append(opening[at.end()])
                at = _NEXT_LINE.match(text, at.end())
            if len(rows) >= _LEAST:
                held = Evidence("office", BEHIND, self._file.headings[match.group(1).lower()], public=True)
                found |= {p.start: held for p in rows}
        return found

    def _signed(self, text: str, persons: list[Found]) -> Evidences:
        """De secretaris, de burgemeester, A B."""
        found: Evidences = {}
        for match in self._signers.finditer(text):
            row = self._rows.behind(text, persons, match.end())
            if len(row) == _LEAST:
                for person, office in zip(row, match.groups(), strict=True):
                    name = self._file.signers[office.lower()]
                    found[person.start] = Evidence("office", DIRECT, name, public=True)
        return found

    def _board_members(self, text: str, persons: list[Found]) -> Evidences:
        found: Evidences = {}
        for match in self._board.finditer(text):
            if self._hearing.search(fold(text[max(0, match.start() - _HEARING) : match.end() + _HEARING])):
                continue  # a civil servant speaks there
            held = Evidence("office", BEHIND, self._file.board_member, public=True)
            row = self._rows.behind(text, persons, match.end())
            listed = match.group(1) == ":"  # else another role follows behind a comma
            found |= {p.start: held for p in row if text[p.end : p.end + 1] != "," or listed}
        return found

    def _board_list(self, text: str, persons: list[Found]) -> Evidences:
        """Besluitenlijst college: Aanwezig: A (burgemeester), B, C. Afwezig met kennisgeving: D."""
        found: Evidences = {}
        held = Evidence("office", BEHIND, self._file.board_member, public=True)
        for match in self._board_meeting.finditer(text):
            line = self._present.match(text, match.end())
            while line:
                row = [p for p in persons if line.start(1) <= p.start < line.end(1)]
                found |= {p.start: held for p in row if text[p.end : p.end + 1] in (",", ";", ".", "\n", "")}
                line = self._present.match(text, line.end())
        return found

    def _for_places(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Ondertekening: Voor Venray: A; voor Aalten: B en C."""
        found: Evidences = {}
        for place in names.spans:
            if place.label != "GPE" or place.canonical_id is None or text[place.end : place.end + 2] != ": ":
                continue
            before = fold(text[max(0, place.start - _SIGNING) : place.start])
            if self._place.search(before[-_SHORT:] or "\n") and self._signing.search(before):
                held = Evidence("office", BEHIND, self._file.regional_office, place.canonical_name, public=True)
                found |= {p.start: held for p in self._rows.behind(text, persons, place.end + 2)}
        return found if len({e.body for e in found.values()}) >= _LEAST else {}

    def _questions(self, text: str, persons: list[Found]) -> Evidences:
        """Vragen aan het college, signed by A and B, each on a line; and then: Beantwoording."""
        found: Evidences = {}
        ends = {p.end: p for p in persons}
        for match in self._answer.finditer(text):
            if not self._questioned.search(fold(text[max(0, match.start() - _LETTER) : match.start()])):
                continue
            at = _skip_back(text, match.start())
            while (person := ends.get(at)) and self._alone.fullmatch(text[text.rfind("\n", 0, at) + 1 : person.start]):
                found[person.start] = Evidence("office", BEHIND, self._file.council_office, public=True)
                at = _skip_back(text, text.rfind("\n", 0, at) + 1)
        return found

    def _regions(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Deelnemers: A (Teylingen), B (Katwijk)."""
        found: Evidences = {}
        for person in persons:
            place = names.at(person.end + 2) if text[person.end : person.end + 2] == " (" else None
            if place is None or place.label != "GPE" or place.canonical_id is None:
                continue
            headed = self._regional.search(fold(text[max(0, person.start - _WIDE) : person.start]))
            if headed and text[place.end : place.end + 1] == ")":
                body = place.canonical_name
                found[person.start] = Evidence("office", BEHIND, self._file.regional_office, body, public=True)
        return found if len(found) >= _LEAST else {}

    def _colleagues(self, text: str, persons: list[Found], known: Evidences) -> Evidences:
        """Wethouder A en zijn collega B; haar collega's B en C; A, known elsewhere, and his predecessor B."""
        found = dict(known)
        surname = self._councils.surname
        surnames = {surname(text, p): e for p in reversed(persons) if (e := known.get(p.start)) and e.public}
        hidden = {surname(text, p) for p in persons if (e := known.get(p.start)) and e.kind == "private"}
        for n, person in enumerate(persons):
            before = persons[n - 1] if n else person
            holder = found.get(before.start)
            near = "\n" not in text[before.end : person.start]
            if holder is None and near and (name := surname(text, before)) not in hidden:
                holder = surnames.get(name)
            own = found.get(person.start)
            if n == 0 or (own and (own.kind == "office" or own.weight > BEHIND)) or holder is None or not holder.public:
                continue
            words = text[max(0, person.start - _BEFORE, before.end) : person.start]
            if person.start - before.end < _WIDE and self._colleague.search(words):
                same = replace(holder, body=None, weight=BEHIND)
                row = self._rows.row(text, persons, n)
                found |= {p.start: same for p in row if p.start not in found} | {person.start: same}
        return found


def _skip_back(text: str, at: int) -> int:
    """Where the text before the spaces and line breaks (twenty at most) ends."""
    before = text[max(0, at - _SPACES) : at]
    return at - len(before) + len(before.rstrip())


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(fold(w) for w in words)}(?!\w|-\w)")
