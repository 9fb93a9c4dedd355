"""Office holders by where their names stand: under a party, in a row of signatures, beside a colleague; and offices
that only a council makes public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.councils import Councils
from pipeline.entities.evidence import BEHIND, DIRECT, Evidence
from pipeline.entities.name_schema import RostersFile
from pipeline.entities.schema import PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_BEFORE, _WIDE = 110, 400
_SEATS = re.compile(r"(?:[^\S\n]?\([^)\n]{1,20}\))?:[^\S\n]")
_BRACKET = re.compile(r"[^\S\n]\(([A-ZÀ-Þ][^()\n,;]{1,32})\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]{0,2}(?:/[A-Z]{2,4})?")
_DASH = re.compile(r"[^\S\n]?(?:[–-]|:|\t)[^\S\n]?")
_LINES = re.compile(r"\n{1,2}")
_NEXT_LINE = re.compile(r"[^\n]{0,200}\n{1,2}")
_LEAST = 2

Evidences = dict[int, Evidence]


class Rosters:
    """The words of rules/rosters.yaml, compiled."""

    def __init__(self, file: RostersFile, people: PeopleFile, *, councils: Councils, towns: frozenset[str]) -> None:
        """`towns` are names of places in small letters: a local party may end with one."""
        self._file, self._councils, self._towns = file, councils, towns
        polite = rf"(?:(?i:{alternatives([*people.honorifics, *people.titles])})\s{{1,4}})*"
        self._gap = re.compile(rf"(?:[^\S\n]?\([^)\n]{{1,60}}\))?(?:,|;|,?[^\S\n]en)?[^\S\n]{{1,40}}{polite}")
        self._named = re.compile(rf",{SPACE}(?i:{alternatives(people.honorifics)}){SPACE}")
        self._polite = re.compile(rf"\s{{0,4}}{polite}")
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
            rf"(?:[^\n]{{1,60}}\n{{1,2}}){{0,2}}(?i:{alternatives(file.present)}):([^\n]{{1,400}})",
            re.M,
        )
        self._regional = _words(file.regional)
        self._party_word = re.compile(
            rf"(?:(?<![\w-])|(?<=stads)|(?<=dorps)|(?<=gemeente)){alternatives(file.party_words)}(?!\w|-\w)"
        )
        self._local = re.compile(rf"{alternatives(fold(w) for w in file.party_openings)} ")
        self._group = re.compile(rf"(?:{alternatives(file.group_words)}){SPACE}(?:(?:de|het){SPACE})?[\"'‘’“”]?$")
        self._from = re.compile(
            rf"^(?i:{alternatives(file.askers)}):[^\S\n]*([^\n(]{{1,120}})\(([A-ZÀ-Þ][^()\n,;]{{1,32}})\)", re.M
        )
        self._heading = re.compile(rf"^({alternatives(file.headings)})(?!\w)[^.:;\n]{{0,40}}:?[^\S\n]*$", re.I | re.M)

    def add(self, text: str, names: Cover, evidence: Evidences) -> Evidences:
        """The evidence of `roles.Roles.judge`, with that of lists and signatures for persons who had none."""
        known = self._councils.weigh(fold(text), evidence)
        persons = [p for p in names.spans if p.label == "PERSON"]
        known = known | self._signed(text, persons)
        named = [find(text, names, persons) for find in (self._listed, self._dashed, self._regions, self._heads)]
        lists = [find(text, persons) for find in (self._board_list, self._board_members, self._under_heading)]
        for found in [*named, self._brackets(text, names, persons, known), *lists]:
            known = self._joined(known, found)
        known = self._councils.add(text, names, known)
        return self._councils.beside(self._colleagues(text, persons, known))

    def _joined(self, known: Evidences, more: Evidences) -> Evidences:
        """Both; a list of a council says more than "voorzitter" or "lid" beside a name in it."""
        better = {at: e for at, e in more.items() if at in known and self._councils.is_loose(known[at])}
        return more | known | better

    def _listed(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """CDA (4 zetels): A, B en C; "SGP, A" on a line of its own; "(PvdA, mevrouw A; D66, de heer B)"."""
        starts = {p.start: n for n, p in enumerate(persons)}
        found: Evidences = {}
        for party in (n for n in names.spans if n.party):
            seats = _SEATS.match(text, party.end)
            line = text[party.start - 1 : party.start] in ("", "\n") and text[party.end : party.end + 2] == ", "
            named = not seats and self._named.match(text, party.end)
            at = seats.end() if seats else party.end + 2 if line or named else None
            polite = self._polite.match(text, at) if at is not None else None
            if polite is None or polite.end() not in starts:
                continue
            row = self._row(text, persons, starts[polite.end()])
            if named and not (text[party.start - 1] in "( " and text[row[0].end : row[0].end + 1] in (";", ")")):
                continue
            row = row[:1] if named else row
            if line and not seats and text[row[-1].end : row[-1].end + 1] not in ("", "\n"):
                continue
            held = Evidence("office", BEHIND, self._file.council_office, party.canonical_name, public=True)
            found |= {p.start: held for p in row}
        return found

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
            row = self._row_behind(text, persons, match.end())
            if len(row) == _LEAST:
                for person, office in zip(row, match.groups(), strict=True):
                    name = self._file.signers[office.lower()]
                    found[person.start] = Evidence("office", DIRECT, name, public=True)
        return found

    def _board_members(self, text: str, persons: list[Found]) -> Evidences:
        found: Evidences = {}
        for match in self._board.finditer(text):
            held = Evidence("office", BEHIND, self._file.board_member, public=True)
            row = self._row_behind(text, persons, match.end())
            listed = match.group(1) == ":"  # else another role follows behind a comma
            found |= {p.start: held for p in row if text[p.end : p.end + 1] != "," or listed}
        return found

    def _board_list(self, text: str, persons: list[Found]) -> Evidences:
        """Besluitenlijst college: Aanwezig: A (burgemeester), B, C."""
        found: Evidences = {}
        held = Evidence("office", BEHIND, self._file.board_member, public=True)
        for match in self._board_meeting.finditer(text):
            row = [p for p in persons if match.start(1) <= p.start < match.end(1)]
            found |= {p.start: held for p in row if text[p.end : p.end + 1] in (",", ";", ".", "\n", "")}
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

    def _heads(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Van: A en B (Lokaal Belang)."""
        found: Evidences = {}
        for match in self._from.finditer(text):
            held = names.over(*match.span(2))
            if any(h.party for h in held) or self._is_party(text, match.group(2), held):
                row = [p for p in persons if match.start(1) <= p.start < match.end(1)]
                found |= {p.start: Evidence("office", BEHIND, self._file.council_office, public=True) for p in row}
        return found

    def _brackets(self, text: str, names: Cover, persons: list[Found], known: Evidences) -> Evidences:
        """Mevrouw A (Lokaal 13), where others have a party of the lists in brackets."""
        members = [p for p in persons if (e := known.get(p.start)) and e.office == self._file.council_office]
        if not members:
            return {}
        found: Evidences = {}
        for person in persons:
            match = _BRACKET.match(text, person.end)
            if match and self._is_party(text, match.group(1), names.over(*match.span(1))):
                found[person.start] = Evidence("office", BEHIND, self._file.council_office, match.group(1), public=True)
        return found

    def _dashed(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Two lines or more like "Aalbers, M. - VVD"."""
        found: Evidences = {}
        for person in persons:
            dash = _DASH.match(text, person.end) if text[person.start - 1 : person.start] in ("", "\n") else None
            party = names.at(dash.end()) if dash else None
            if party is not None and party.party and text[party.end : party.end + 1] in ("", "\n"):
                held = Evidence("office", BEHIND, self._file.council_office, party.canonical_name, public=True)
                found[person.start] = held
        return found if len(found) >= _LEAST else {}

    def _is_party(self, text: str, written: str, held: Iterable[Found]) -> bool:
        if self._party_word.search(fold(written)):
            return True
        local = self._local.match(fold(written))
        if local and written[local.end() :].lower() in self._towns:
            return True
        if any(h.origin == "gazetteer" and h.label in ("ORG", "GPE") and not h.party for h in held):
            return False
        spoken = re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", text)
        grouped = any(self._group.search(text[max(0, m.start() - 30) : m.start()]) for m in spoken)
        return grouped or _ABBREVIATION.fullmatch(written) is not None

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
                row = self._row(text, persons, n)
                found |= {p.start: same for p in row if p.start not in found} | {person.start: same}
        return found

    def _row_behind(self, text: str, persons: list[Found], at: int) -> list[Found]:
        """The row that begins there, titles aside; empty where no person does."""
        polite = self._polite.match(text, at)
        first = next((n for n, p in enumerate(persons) if polite and p.start == polite.end()), None)
        return [] if first is None else self._row(text, persons, first)

    def _row(self, text: str, persons: list[Found], first: int) -> list[Found]:
        """The person and those behind, as long as only commas, "en", titles and brackets stand between."""
        row = [persons[first]]
        for person in persons[first + 1 :]:
            if not self._gap.fullmatch(text, row[-1].end, person.start):
                break
            row.append(person)
        return row


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(fold(w) for w in words)}(?!\w|-\w)")
