"""Places in a text, linked to CBS codes by the gazetteer with the boundaries of the document's year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.entities.schema import PlacesFile, VillagesFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.places import Area, Municipality, Places

_MISTAKEN = ("ORG", "LOC", "FAC")
_BRACKETS = re.compile(r"\s{0,9}\([^(\n]*\)$")
_WORD = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w-]+")
_LOOK_BACK = 40
_SHORT, _LONG = 2, 4
_SURNAME = re.compile(r"(?<![\w.-])[A-ZÀ-ÖØ-Þ][\w.-]*[^\S\n]$")
_MARKED = re.compile(r"[^\S\n]\((?:NH|L|O|ZH|Gld|NB|Gd|Ov|Lb|Fr|Gr|Dr)\.?\)")
_ARTICLE, _UPON = re.compile(r"(?<![\w-])de[^\S\n]$"), re.compile(r"(?<![\w-])[Oo]p[^\S\n]$")
_HEADLINE = re.compile(
    r"(?<![\w'-])([A-ZÀ-Þ'][A-ZÀ-Þ'-]{1,20}(?:[^\S\n][A-ZÀ-Þ'-]{2,20}){0,3})(?=[^\S\n]?[-–/,]|[^\S\n]\(|$|[^\S\n][A-ZÀ-Þ][a-zß-öø-ÿ])",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"^[^a-zß-öø-ÿ\n]{12,200}$", re.MULTILINE)
_APART = re.compile(r"[.,;?!(][^\S\n]{1,2}$|\($")  # ". Utrecht: NJi", ", Utrecht 2012", ", Utrecht" that ends a line
_PRINTED = re.compile(r"(?:[:,.]|[^\S\n](?:19|20)\d\d(?!\w)|\)?[^\S\n]*(?:\n|$))")
_POSTCODE = re.compile(r"(?<!\w)\d{4}[^\S\n]?[A-Z]{2}[^\S\n]{1,4}$")
_PLACES = ("GPE", "LOC")


@dataclass(frozen=True)
class Setting:
    """What is known of the document: its year and its municipality's code."""

    year: int | None
    municipality_code: str | None


class Locations:
    """All names of places, compiled."""

    def __init__(self, file: PlacesFile, villages: VillagesFile, places: Places) -> None:
        self._file, self._places = file, places
        self._municipalities: dict[str, list[Municipality]] = defaultdict(list)
        for m in places.municipalities:
            for name in dict.fromkeys((m.name, _BRACKETS.sub("", m.name), *m.aliases)):
                self._municipalities[name].append(m)
        self._regions = {n: r for r in places.regions for n in (r.name, *r.aliases)}
        self._provinces = {n: p for p in places.provinces for n in (p.name, *p.aliases)}
        coded = {*self._municipalities, *self._regions, *self._provinces}
        self._quarters = frozenset(villages.quarters)
        uncoded = {**dict.fromkeys(villages.villages, "GPE"), **dict.fromkeys(villages.districts, "LOC")}
        uncoded |= dict.fromkeys(villages.quarters, "LOC")
        self._villages = {name: label for name, label in uncoded.items() if name not in coded | file.areas.keys()}
        placed = {*self._municipalities, *villages.villages, *(n for n, lab in file.areas.items() if lab == "GPE")}
        self._capitals = {n.upper(): n for n in placed if len(n) > _SHORT}
        shouted = [n for n, name in self._capitals.items() if len(n) > _LONG and name not in file.needs_evidence]
        self._shouted = re.compile(rf"(?<![\w-])({alternatives(shouted)})(?![\w-])")
        self.words = frozenset(n.lower() for n in (*coded, *file.areas, *self._villages))  # one word or more, folded
        names = alternatives({*coded, *file.areas, *self._villages})
        self._names = re.compile(rf"(?<![\w-]){names}(?!\w|-[A-Za-z])")
        parts, sides = alternatives(file.parts), alternatives(file.sides)
        self._parts = re.compile(rf"(?<![\w-])(?:{parts}{SPACE}{names}|{names}[- ]{sides})(?![\w-])")
        self._cue = _behind(file.place_cues)
        self._region_cue, self._province_cue = _behind(file.region_cues), _behind(file.province_cues)
        self._municipality_cue = _behind(file.municipality_cues)
        marks = alternatives(file.province_marks)
        self._mark = re.compile(rf"\s?\(({marks})\)|,{SPACE}({marks})\b")
        self._adjectives = self._all_adjectives()

    def find(self, text: str, *, setting: Setting, model: Cover) -> list[Found]:
        """Municipalities, provinces, regions, villages, districts and adjectives of places.

        Args:
            setting: of the document.
            model: what the language model sees: evidence for names that are also ordinary words, and right about
                villages and districts that have no code.
        """
        matches = list(self._names.finditer(text))
        seen = {(n.start, n.end): n.label for n in model.spans if n.label in _PLACES}
        matches = [m for m in matches if m.span() in seen or self._is_allowed(m, model)]
        proven = {m.group() for m in matches if m.span() in seen or self._cued(text, m)}
        own = self._own_names(setting)
        found = []
        for n, match in enumerate(matches):
            name = match.group()
            doubtful = name in self._file.needs_evidence or (len(name) < 5 and name not in self._provinces)
            doubtful |= name in self._villages and _SURNAME.search(_before(text, match.start())) is not None
            capital = text[match.start() - 2 : match.start() - 1].isupper()
            behind_code = capital and _POSTCODE.search(_before(text, match.start())) is not None
            if doubtful and name not in own | proven and not (behind_code or self._enumerated(text, matches, n)):
                continue
            found.append(replace(self._link(text, match, setting, seen.get(match.span())), sure=behind_code))
        found += [
            Found(*m.span(), "LOC", "rule") for m in self._parts.finditer(text) if m.group() not in self._villages
        ]
        found += [replace(self._link(text, m, setting, None), sure=True) for m in self._datelines(text)]
        return found + self._find_adjectives(text)

    def _datelines(self, text: str) -> Iterator[re.Match[str]]:
        """GOES - Intervence opent: a municipality in capitals that opens a line, or a name in a line of capitals."""
        for line in _HEADLINE.finditer(text):
            opens = text[line.start() - 1 : line.start()] in ("", "\n")
            if line.group(1) in self._capitals and (opens or text[line.end() : line.end() + 2].strip()[:1] in "-–/,"):
                yield line
        for line in _CAPITALS.finditer(text):
            yield from self._shouted.finditer(text, *line.span())

    def stands_as_place(self, text: str, start: int) -> bool:
        """A word that makes a place of what follows, such as in, te, uit or dorp, stands before it."""
        return self._cue.search(_before(text, start)) is not None

    def knows(self, text: str, name: Found) -> bool:
        """The words are the name of a place on the lists."""
        return self._names.fullmatch(text, name.start, name.end) is not None

    def _own_names(self, setting: Setting) -> set[str]:
        own = self._places.by_code(setting.municipality_code) if setting.municipality_code else None
        return {own.name, _BRACKETS.sub("", own.name), *own.aliases} if own else set()

    def _cued(self, text: str, match: re.Match[str]) -> bool:
        opens = text[match.start() - 1 : match.start()] in ("", "\n") and text[match.end() : match.end() + 1] == ":"
        before = _before(text, match.start())
        return opens or self._cue.search(before) is not None or self._is_area(match.group(), before)

    def _enumerated(self, text: str, matches: list[re.Match[str]], n: int) -> bool:
        """Beside a name that needs no evidence, with only a comma or a word like "en" between."""
        gaps = [(matches[n - 1], text[matches[n - 1].end() : matches[n].start()])] if n else []
        gaps += [(m, text[matches[n].end() : m.start()]) for m in matches[n + 1 : n + 2]]
        return any(
            len(g) <= 5 and "," in g + "," * (" en " in g) and m.group() not in self._file.needs_evidence
            for m, g in gaps
        )

    def _link(self, text: str, match: re.Match[str], setting: Setting, seen: str | None) -> Found:
        name, before = self._capitals.get(match.group(), match.group()), _before(text, match.start())
        if name in self._villages:
            area = name in self._quarters or _ARTICLE.search(before) is not None  # "in de Heikant"
            label = "LOC" if area else self._villages[name]
            return Found(*match.span(), label, "gazetteer")
        region, province = self._regions.get(name), self._provinces.get(name)
        municipalities = self._municipalities.get(name, [])
        if region and (self._region_cue.search(before) or not (municipalities or province)):
            return _found(match, "LOC", region)
        if province and (self._province_cue.search(before) or not municipalities):
            return _found(match, "GPE", province)
        if municipalities and not region and self._is_area(name, before):
            return Found(*match.span(), "LOC", "gazetteer")
        if not municipalities:
            return Found(*match.span(), self._file.areas.get(name, "GPE"), "gazetteer")
        if province and self._is_town(text, match, before):
            chosen = self._only(municipalities, setting)
        else:
            mark = self._mark.match(text, match.end())
            chosen = self._choose(municipalities, setting, mark=mark, sure=not province)
        return _found(match, "GPE", chosen)

    def _is_town(self, text: str, match: re.Match[str], before: str) -> bool:
        """Utrecht the town, not the province: by the words before it, a postcode, or as the place of a publisher."""
        if self._municipality_cue.search(before) or _POSTCODE.search(before):
            return True
        around = before + text[match.end() : match.end() + _LOOK_BACK]
        listed = any(name in around for name in self._provinces)
        return not listed and bool(_APART.search(before) and _PRINTED.match(text, match.end()))

    def _is_allowed(self, match: re.Match[str], model: Cover) -> bool:
        """A village inside another name of the model is none; a district may be what the model calls a body."""
        if match.group() in self._quarters:
            return all(held.label != "PERSON" for held in model.over(*match.span()))
        held = model.over(*match.span()) if match.group() in self._villages else []
        if not all((h.start, h.end) == match.span() and h.label in _MISTAKEN for h in held):
            return False
        return not held or self.stands_as_place(match.string, match.start()) or not _is_surname(match)

    def _is_area(self, name: str, before: str) -> bool:
        """Op Texel, de Noordoostpolder: the island or the land, and not the municipality."""
        return bool(_ARTICLE.search(before)) or (name in self._file.islands and bool(_UPON.search(before)))

    def _choose(
        self, candidates: list[Municipality], setting: Setting, *, mark: re.Match[str] | None, sure: bool
    ) -> Municipality | None:
        """The one municipality that the name can mean in this document, or None."""
        if mark:
            province = self._file.province_marks[mark.group(1) or mark.group(2)]
            return self._only([m for m in candidates if m.province == province], setting)
        home = self._places.by_code(setting.municipality_code) if setting.municipality_code else None
        near = [m for m in candidates if home and home.jeugdregio == m.jeugdregio]
        name = _BRACKETS.sub("", candidates[0].name)
        if near:
            return self._only(near, setting)
        return self._only(candidates, setting) if sure and (name not in self._file.shared or home is None) else None

    def _only(self, candidates: list[Municipality], setting: Setting) -> Municipality | None:
        held = [self._places.in_year(m.code, setting.year) for m in candidates]
        codes = {m.code: m for m in held if m}
        return next(iter(codes.values())) if len(codes) == 1 else None

    def _find_adjectives(self, text: str) -> list[Found]:
        return [
            Found(*m.span(), "NORP", "gazetteer", canonical_id=area.code, canonical_name=area.name)
            for m in _WORD.finditer(text)
            if (area := self._adjectives.get(m.group()))
        ]

    def _all_adjectives(self) -> dict[str, Municipality | Area]:
        made: dict[str, Municipality | Area] = {}
        for municipality in self._places.municipalities:
            name = municipality.name
            if name not in self._file.needs_evidence and " " not in name:
                for loss, gain in self._file.endings:
                    if name.endswith(loss):
                        made.setdefault(name[: len(name) - len(loss)] + gain, municipality)
        for word, name in self._file.adjectives.items():
            known = (
                self._provinces.get(name)
                or self._regions.get(name)
                or next(iter(self._municipalities.get(name, [])), None)
            )
            if known:
                made[word] = known
        taken = {*self._municipalities, *self._regions, *self._provinces, *self._file.not_adjectives}
        return {word: area for word, area in made.items() if word not in taken}


def _behind(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?i:(?<![\w-]){alternatives(cues)}){SPACE}$")


def _is_surname(match: re.Match[str]) -> bool:
    """Somebody in the text is called so: Lute Eleveld."""
    return re.search(rf"(?<![\w.-])[A-ZÀ-ÖØ-Þ][\w.-]*[^\S\n]{re.escape(match.group())}(?!\w)", match.string) is not None


def _before(text: str, at: int) -> str:
    return text[max(0, at - _LOOK_BACK) : at]


def _found(match: re.Match[str], label: str, area: Area | Municipality | None) -> Found:
    code, name = (area.code, area.name) if area else (None, None)
    end = match.end() + (marked.end() - match.end() if (marked := _MARKED.match(match.string, match.end())) else 0)
    return Found(match.start(), end, label, "gazetteer", canonical_id=code, canonical_name=name)
