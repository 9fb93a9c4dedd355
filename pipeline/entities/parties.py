"""Members of a council by a party beside the name: in brackets, before a colon or comma, behind "van" or "namens"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.entities.evidence import BEHIND, Evidence
from pipeline.entities.name_schema import RostersFile
from pipeline.entities.rows import Rows, polite_word
from pipeline.entities.schema import PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_SEATS = re.compile(r"(?:[^\S\n]?\([^)\n]{1,20}\))?:[^\S\n]")
_BRACKET = re.compile(r"[^\S\n]\(([A-ZÀ-Þ][^()\n,;]{1,32})\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]{0,2}(?:/[A-Z]{2,4})?")
_DASH = re.compile(r"[^\S\n]?(?:[–-]|:|\t)[^\S\n]?")
_ITEM = re.compile(r"(?:^|[.;:\n][^\S\n]{0,4})([A-ZÀ-Þ][^,.;:\n]{1,48}),[^\S\n]$")
_NAMES = r"([A-ZÀ-Þ][\w'’/-]{1,30}(?:[^\S\n](?:[A-ZÀ-Þ][\w'’-]{1,30}|\d{1,4})){0,3})"
_SEATED = re.compile(r"^[A-ZÀ-Þ][^\n():]{2,40}[^\S\n]\(\d{1,2}(?:[^\S\n]zetels?)?\):[^\S\n]", re.M)
_OF = re.compile(rf"[^\S\n](?:van|namens)[^\S\n](?:(?:de|het)[^\S\n])?{_NAMES}")
_BEFORE, _NEAR, _LEAST = 70, 300, 2
_YEAR = re.compile(r"[^\S\n]?(?:19|20)\d\d$")
_ENCLOSED = re.compile(rf"(?<![\w'’/-]){_NAMES}[^\S\n]\($")

Evidences = dict[int, Evidence]


class Parties:
    """The words of rules/rosters.yaml about parties, compiled."""

    def __init__(self, file: RostersFile, people: PeopleFile, *, rows: Rows, towns: frozenset[str]) -> None:
        """`towns` are names of places in small letters: a local party may end with one."""
        self._file, self._rows, self._towns = file, rows, towns
        self._named = re.compile(rf",{SPACE}(?i:{alternatives(people.honorifics)}){SPACE}")
        self._party_word = re.compile(
            rf"(?:(?<![\w-])|(?<=stads)|(?<=dorps)|(?<=gemeente)){alternatives(file.party_words)}(?!\w|-\w)"
        )
        self._local = re.compile(rf"{alternatives(fold(w) for w in file.party_openings)} ")
        self._scene = re.compile(rf"(?<![\w-]){alternatives(fold(w) for w in file.party_scenes)}(?![\w-])")
        self._group = re.compile(rf"(?:{alternatives(file.group_words)}){SPACE}(?:(?:de|het){SPACE})?[\"'‘’“”]?$")
        self._from = re.compile(
            rf"^(?i:{alternatives(file.askers)}):[^\S\n]*([^\n(]{{1,120}})\(([A-ZÀ-Þ][^()\n,;]{{1,32}})\)", re.M
        )
        self._voice = re.compile(
            rf"(?i:(?<!\w)namens){SPACE}(?:(?:de|het){SPACE})?{_NAMES}(?:-fractie)?(?:{SPACE}[a-z]+){{0,2}}"
            rf"{SPACE}{polite_word(people)}{{0,3}}$"
        )

    def find(self, text: str, names: Cover, persons: list[Found]) -> list[Evidences]:
        """What parties beside names tell, one kind of list after the other."""
        finders = (self._listed, self._dashed, self._heads, self._items, self._enclosed)
        return [find(text, names, persons) for find in finders]

    def _enclosed(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Burgerbelangen Kerkrade (A)."""
        found: Evidences = {}
        for person in persons:
            at = max(0, person.start - _BEFORE)
            match = _ENCLOSED.search(text[at : person.start]) if text[person.end : person.end + 1] == ")" else None
            if match:
                start, end = (at + place for place in match.span(1))
                held = names.over(start, end)
                if any(h.party for h in held) or self._party_word.search(fold(match.group(1))):
                    found[person.start] = self._member(match.group(1))
        return found

    def near(self, text: str, names: Cover, persons: list[Found], known: Evidences) -> Evidences:
        """Who belongs to a party that is on no list, where others belong to one of the lists."""
        members = {p.start for p in persons if (e := known.get(p.start)) and e.office == self._file.council_office}
        if not members:
            return self._alone(text, names, persons)
        found: Evidences = {}
        for person in persons:
            match = _BRACKET.match(text, person.end)
            if match and self._is_party(text, match.group(1), names.over(*match.span(1))):
                found[person.start] = self._member(match.group(1))
            elif person.start not in members and (party := self._spoken_for(text, names, person)):
                found[person.start] = self._member(party)
        return found | self._in_row(text, names, persons, members | found.keys())

    def _alone(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Mirjam Elzerman (Amersfoort2014), near words of a council."""
        found: Evidences = {}
        for person in persons:
            match = _BRACKET.match(text, person.end)
            if match and not _ABBREVIATION.fullmatch(match.group(1)):
                near = fold(text[max(0, person.start - _NEAR) : person.end + _NEAR])
                held = names.over(*match.span(1))
                named = not self._is_body(match.group(1)) and self._is_party(text, match.group(1), held)
                if named and self._scene.search(near):
                    found[person.start] = self._member(match.group(1))
        return found

    def _member(self, party: str | None = None) -> Evidence:
        return Evidence("office", BEHIND, self._file.council_office, party, public=True)

    def _spoken_for(self, text: str, names: Cover, person: Found) -> str | None:
        """De heer A van Wij Zuidplas; namens Gemeentebelangen tekende B."""
        before = text[max(0, person.start - _BEFORE) : person.start]
        for match, at in ((_OF.match(text, person.end), 0), (self._voice.search(before), person.start - len(before))):
            if match is None:
                continue
            start, end = (at + place for place in match.span(1))
            held = names.over(start, end)
            if any(h.party and h.start == start for h in held):
                return match.group(1)
            if not _ABBREVIATION.fullmatch(match.group(1)) and self._is_party(text, match.group(1), held):
                return match.group(1)
        return None

    def _in_row(self, text: str, names: Cover, persons: list[Found], members: set[int]) -> Evidences:
        """The "(Alert)" of a row in which two others or more have a party in brackets."""
        found: Evidences = {}
        for row in self._rows.split(text, persons):
            if sum(p.start in members for p in row) < _LEAST:
                continue
            for person in (p for p in row if p.start not in members):
                match = _BRACKET.match(text, person.end)
                held = names.over(*match.span(1)) if match else []
                if match and not any(h.origin == "gazetteer" for h in held) and not self._is_body(match.group(1)):
                    found[person.start] = self._member(match.group(1))
        return found

    def _is_body(self, written: str) -> bool:
        return any(word in self._file.no_parties for word in fold(written).split())

    def _items(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Burgerbelang, A; PvdA, B; or one such pair a line: one known party is enough for its neighbours."""
        found: Evidences = {}
        chain: list[tuple[Found, str, bool]] = []
        for person in [*persons, None]:
            item = _ITEM.search(text[max(0, person.start - _BEFORE) : person.start]) if person else None
            start = person.start - 2 - len(item.group(1)) if person and item else 0
            follows = chain and not text[chain[-1][0].end : start].strip(" .;\n")
            if chain and not (item and follows):
                if len(chain) >= _LEAST and any(known for *_, known in chain):
                    found |= {p.start: self._member(party) for p, party, _ in chain}
                chain = []
            if person and item and text[person.end : person.end + 1] in ("", "\n", ";", "."):
                held = names.over(start, start + len(item.group(1)))
                party = any(h.party for h in held) or self._is_party(text, item.group(1), held)
                chain.append((person, item.group(1), party))
        return found

    def _listed(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """CDA (4 zetels): A, B en C; "SGP, A" on a line of its own; "(PvdA, mevrouw A; D66, de heer B)"."""
        starts = {p.start: n for n, p in enumerate(persons)}
        found: Evidences = {}
        for match in _SEATED.finditer(text):
            found |= {p.start: self._member() for p in self._rows.behind(text, persons, match.end())}
        for party in (n for n in names.spans if n.party):
            seats = _SEATS.match(text, party.end)
            line = text[party.start - 1 : party.start] in ("", "\n") and text[party.end : party.end + 2] == ", "
            named = not seats and self._named.match(text, party.end)
            at = seats.end() if seats else party.end + 2 if line or named else None
            first = starts.get(self._rows.skip_polite(text, at)) if at is not None else None
            if first is None:
                continue
            row = self._rows.row(text, persons, first)
            if named and not (text[party.start - 1] in "( " and text[row[0].end : row[0].end + 1] in (";", ")")):
                continue
            row = row[:1] if named else row
            if line and not seats and text[row[-1].end : row[-1].end + 1] not in ("", "\n"):
                continue
            found |= {p.start: self._member(party.canonical_name) for p in row}
        return found

    def _heads(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Van: A en B (Lokaal Belang)."""
        found: Evidences = {}
        for match in self._from.finditer(text):
            held = names.over(*match.span(2))
            if any(h.party for h in held) or self._is_party(text, match.group(2), held):
                row = [p for p in persons if match.start(1) <= p.start < match.end(1)]
                found |= {p.start: self._member() for p in row}
        return found

    def _dashed(self, text: str, names: Cover, persons: list[Found]) -> Evidences:
        """Two lines or more like "Aalbers, M. - VVD"."""
        found: Evidences = {}
        for person in persons:
            dash = _DASH.match(text, person.end) if text[person.start - 1 : person.start] in ("", "\n") else None
            party = names.at(dash.end()) if dash else None
            if party is not None and party.party and text[party.end : party.end + 1] in ("", "\n"):
                found[person.start] = self._member(party.canonical_name)
        return found if len(found) >= _LEAST else {}

    def _is_party(self, text: str, written: str, held: Iterable[Found]) -> bool:
        if self._party_word.search(fold(written)):
            return True
        if _YEAR.search(written) and _YEAR.sub("", written).lower() in self._towns:
            return True
        local = self._local.match(fold(written))
        if local and written[local.end() :].lower() in self._towns:
            return True
        if any(h.origin == "gazetteer" and h.label in ("ORG", "GPE") and not h.party for h in held):
            return False
        spoken = re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", text)
        grouped = any(self._group.search(text[max(0, m.start() - 30) : m.start()]) for m in spoken)
        return grouped or _ABBREVIATION.fullmatch(written) is not None
