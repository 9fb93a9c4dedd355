"""Known names (entries) and families of names (patterns) in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from pipeline.entities.knowledge import Knowledge, names_of
from pipeline.entities.schema import GazetteerFile, Pattern, Run, SpansFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, YEAR, alternatives, compile_template
from pipeline.places import Places
from pipeline.text import fold

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BLANKS = re.compile(r"[^\S\n]+")
_CAPITAL = rf"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-\w+)*(?:-{SPACE}(?:en|of){SPACE}\w[\w-]*)?"
_INSIDE = rf"(?:van|voor|en|met|tegen|naar|de|het|der|&|in(?!{SPACE}(?:De|Het|de|het|'t)\b))"
_ALL_CAPITALS_FROM = 6
_EXCLAIMED = re.compile(r"!(?=[,;:)]|[^\S\n][a-z])")
_STREET = re.compile(rf"{SPACE}(?:aan|langs){SPACE}(?:de|het){SPACE}[A-ZÀ-Þ]")
_OPENS = re.compile(r"(?:^|[.!?:;\n\"'‘“•*-])\s{0,3}$")
_FOLLOWED = re.compile(r"[^\S\n](?:(?:van|de|der|den|ter|ten|el)[^\S\n]){0,2}[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]")


@dataclass(frozen=True)
class _Alias:
    written: str
    folded: str
    tokens: int
    any_case: bool
    label: str
    canonical_id: str
    name: str
    party: bool


class Gazetteer:
    """All entries, by their first word, and all patterns, compiled."""

    def __init__(self, knowledge: Knowledge, places: Places) -> None:
        self._ordinary, self._persons = knowledge.ordinary, knowledge.persons
        self._never = frozenset(knowledge.rules.spans.never)
        where, villages = alternatives(knowledge.rules.spans.whereabouts), knowledge.rules.villages.villages
        self._towns = frozenset([*_place_names(places), *villages])
        self._where = re.compile(rf"{SPACE}{where}{SPACE}")
        branches = [*knowledge.rules.spans.branches, *_place_names(places)]
        opening = "".join(sorted({re.escape(branch[0]) for branch in branches}))
        self._branch = re.compile(rf"{SPACE}(?=[{opening}]){alternatives(branches)}(?![\w-])")
        variants = alternatives([*knowledge.rules.spans.variants, *_place_names(places)])
        self._variant = re.compile(rf"{SPACE}(?=[A-ZÀ-Þ']){variants}(?![\w-])")
        self._aliases: dict[tuple[str, str], list[_Alias]] = defaultdict(list)
        for gazetteer in knowledge.gazetteers.values():
            for entry in gazetteer.entries:
                label, key = entry.label or gazetteer.label, entry.code or entry.id
                for written in names_of(entry):
                    folded = fold(written)
                    tokens = _TOKEN.findall(folded)
                    alias = _Alias(
                        written, folded, len(tokens), written in entry.any_case, label, key, entry.name, entry.party
                    )
                    self._aliases[tokens[0], tokens[1] if len(tokens) > 1 else ""].append(alias)
        self._programmes = {a.folded for many in self._aliases.values() for a in many if a.label == "PRODUCT"}
        self._unsaid = {
            pattern.id: re.compile(rf" {alternatives(g.unsaid)}(?= [A-ZÀ-Þ'])")
            for g in knowledge.gazetteers.values()
            for pattern in g.patterns
            if g.unsaid and pattern.entry
        }
        built_in = {
            "name": name_pattern(knowledge.rules.spans),
            "year": YEAR,
            "years": rf"{YEAR}(?:[-–/]{YEAR})?",
            "words": rf"[a-z][\w,-]{{2,30}}(?:{SPACE}[\w,-]{{2,30}}){{0,6}}?",
            "run": rf"{_CAPITAL}(?:(?:{SPACE}{_INSIDE}){{0,2}}{SPACE}{_CAPITAL}){{0,4}}",
            "topic": rf"{_CAPITAL}(?:{SPACE}(?:(?:en|voor|&){SPACE})?{_CAPITAL}){{0,4}}",
            "capital": rf"(?!{alternatives(knowledge.rules.spans.articles)}\b){_CAPITAL}",
            "title": r"[A-ZÀ-Þ0-9][^'‘’“”\"\n]{2,60}",
            "place": alternatives(_place_names(places)),
        }
        self._patterns = [
            (
                pattern,
                pattern.label or g.label,
                compile_template(pattern.pattern, built_in | slots, edge=r"\w"),
                _needs(pattern, g),
            )
            for g in knowledge.gazetteers.values()
            for slots in [_slots(g)]
            for pattern in g.patterns
        ]

    def find(self, text: str) -> list[Found]:
        """Names of entries and patterns; they can overlap."""
        folded = fold(text)
        return [*self._entries(text, folded), *self._families(text, folded)]

    def _entries(self, text: str, folded: str) -> list[Found]:
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(folded)]
        found = []
        for n, (start, end) in enumerate(tokens):
            after = folded[slice(*tokens[n + 1])] if n + 1 < len(tokens) else ""
            first = folded[start:end]
            for alias in (
                *self._aliases.get((first, ""), ()),
                *(self._aliases.get((first, after), ()) if after else ()),
            ):
                last = n + alias.tokens - 1
                if last < len(tokens) and self._is_first_name(alias, text, tokens[last][1]):
                    continue
                if last < len(tokens) and _matches(alias, text, folded, start, tokens[last][1]):
                    found.append(self._whole(alias, text, start, tokens[last][1]))
        return found

    def _whole(self, alias: _Alias, text: str, start: int, end: int) -> Found:
        """A body with its branch (Cordaan Jeugd, GroenLinks Nijmegen) and with its article (De Hoenderloo Groep)."""
        if alias.label == "PRODUCT":
            more = self._variant.match(text, end) or _EXCLAIMED.match(text, end)
            more = None if more and fold(text[start : more.end()]) in self._programmes else more
            return _found(alias, start, more.end() if more else end)
        if alias.label != "ORG":
            return _found(alias, start, end)
        branch = self._branch.match(text, end)
        lead = text[max(0, start - 3) : start] == "De " and not _OPENS.search(text[max(0, start - 6) : start - 3])
        found = _found(alias, start - 3 * lead, branch.end() if branch else end)
        if not branch:
            return found
        name = _BLANKS.sub(" ", text[found.start : found.end])
        return replace(found, canonical_id=f"branch:{slug(name)}", canonical_name=name)

    def _is_first_name(self, alias: _Alias, text: str, end: int) -> bool:
        """Rob in "Rob Hesselink" is no council."""
        return alias.tokens == 1 and alias.folded in self._persons and bool(_FOLLOWED.match(text, end))

    def _families(self, text: str, folded: str) -> list[Found]:
        met: dict[frozenset[str], bool] = {}
        for *_, needs in self._patterns:
            for words in needs:
                if words not in met:
                    met[words] = any(word in folded for word in words)
        return [
            self._family(pattern, label, match)
            for pattern, label, compiled, needs in self._patterns
            if all(met[words] for words in needs)
            for match in compiled.finditer(text)
            if self._is_family(match, label, match.group(pattern.span or 0))
        ]

    def _is_family(self, match: re.Match[str], label: str, name: str) -> bool:
        whole = _stands_alone(match.string, match.start(), match.end()) and not _heads(label, match)
        return whole and not self._is_word(name)

    def _family(self, pattern: Pattern, label: str, match: re.Match[str]) -> Found:
        """The name without the place or street where it is: "De Klamp" of "De Klamp in Hengelo"."""
        start, end = match.span(pattern.span or 0)
        text = match.string
        tails = (m.start() for m in self._where.finditer(text, start, end) if text[m.end() : end] in self._towns)
        street = _STREET.search(text, start, end)
        end = min([end, *tails, *([street.start()] if street else [])])
        name = _BLANKS.sub(" ", text[start:end])
        name = self._unsaid[pattern.id].sub("", name) if pattern.id in self._unsaid else name
        key = f"{pattern.entry or pattern.id}:{slug(name)}"
        return Found(start, end, label, "gazetteer", canonical_id=key, canonical_name=name, party=pattern.party)

    def _is_word(self, written: str) -> bool:
        return written in self._never or written.lower() in self._ordinary


def name_pattern(spans: SpansFile) -> str:
    """A regular expression for words with a capital, joined by small words."""
    article, joint = alternatives(spans.articles), alternatives(spans.joints)
    return rf"(?:{article}{SPACE})?{_CAPITAL}(?:(?:{SPACE}{joint}){{0,2}}{SPACE}{_CAPITAL}){{0,4}}"


def slug(name: str) -> str:
    """A name as part of an id: letters and digits, joined by hyphens."""
    return "-".join(re.findall(r"\w+", fold(name)))


def _slots(gazetteer: GazetteerFile) -> dict[str, str]:
    lists = {name: alternatives(words) for name, words in gazetteer.slots.items()}
    endings = {n: rf"(?=[A-ZÀ-ÖØ-Þ])[\w-]{{0,40}}(?i:{alternatives(e)})" for n, e in gazetteer.endings.items()}
    return lists | endings | {name: _run(run) for name, run in gazetteer.runs.items()}


def _needs(pattern: Pattern, gazetteer: GazetteerFile) -> list[frozenset[str]]:
    """For each slot that a match must fill from a list: the list, folded; a text without any of them has no match."""
    required = re.findall(r"\{(\w+)\}", re.sub(r"\[[^\[\]]{0,99}\]", "", pattern.pattern))
    lists = {**gazetteer.slots, **gazetteer.endings}
    return [frozenset(fold(w).split(" ")[0] for w in lists[slot]) for slot in required if slot in lists]


def _run(run: Run) -> str:
    word = rf"(?i:{alternatives(run.stems)})[\w-]*"
    return rf"{word}(?:(?:,{SPACE}|{SPACE}(?:{alternatives(run.joints)}{SPACE}){{0,2}}){word}){{0,9}}"


def _place_names(places: Places) -> list[str]:
    names = [name for m in places.municipalities for name in (m.name, *m.aliases)]
    names += [name for area in (*places.regions, *places.provinces) for name in (area.name, *area.aliases)]
    return names or ["-"]


def _matches(alias: _Alias, text: str, folded: str, start: int, end: int) -> bool:
    if _BLANKS.sub(" ", folded[start:end]) != alias.folded or not _stands_alone(text, start, end):
        return False
    written = _BLANKS.sub(" ", text[start:end])
    same = all(a.isupper() == b.isupper() for a, b in zip(written, alias.written, strict=True))
    return alias.any_case or same or (len(written) >= _ALL_CAPITALS_FROM and written.isupper())


def _heads(label: str, match: re.Match[str]) -> bool:
    """The title of the document itself, alone on its line."""
    text, end = match.string, match.end()
    return (
        label == "WORK_OF_ART"
        and text[match.start() - 1 : match.start()] in ("", "\n")
        and text[end : end + 1] in ("", "\n")
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not part of a compound: AWBZ in AWBZ-begeleiding is no name by itself."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (after[:1] == "-" and after[1:].isalpha()) and not (before[-1:] == "-" and before[:1].isalnum())


def _found(alias: _Alias, start: int, end: int) -> Found:
    return Found(
        start,
        end,
        alias.label,
        "gazetteer",
        canonical_id=alias.canonical_id,
        canonical_name=alias.name,
        party=alias.party,
    )
