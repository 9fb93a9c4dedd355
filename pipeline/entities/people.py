"""Persons' names by what stands before them: honorifics, kinship, offices. Also the parts of a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.entities.schema import OfficesFile, PeopleFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, alternatives
from pipeline.text import fold

_CAPITAL = r"(?:[dDlL]['’])?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]+(?:[A-Z][a-z]+)?(?:-[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ'’]+)*"
_FIRST = r"(?<![A-Z]\.)(?<![A-Z]\.[ -])"  # a name begins with its first initial
_INITIALS = r"(?:(?:[A-Z]|Th|Ch|Chr|Ph|IJ|Tj|Sj|Joh|Jac|Fr|Alb)\.[ -]?){1,5}"
_INITIALS_BEFORE = re.compile(r"(?<![\w.-])(?:(?:[A-Z]|Th|Ch|Chr|Ph|IJ|Tj|Sj|Joh|Jac|Fr|Alb)\.){1,5}[^\S\n]$")
_NEAR, _SHORT = 80, 20
_COMMA = re.compile(r",[^\S\n](?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])")
_OPENS = frozenset("([,;:&+")
_INITIAL = re.compile(r"^(?:[A-Z]|Th|Ch|Chr|Ph|IJ|Tj|Sj|Joh|Jac|Fr|Alb)\.")
_ONLY_INITIALS = re.compile(_INITIALS)
_NEXT = re.compile(
    rf"(?<=[a-zß-ÿ])[^\S\n]{{1,40}}(?={_INITIALS}[^\S\n]?[A-ZÀ-ÖØ-Þ][a-zß-ÿ])|(?<=[a-zß-ÿ])/(?=[A-ZÀ-ÖØ-Þ])"
)


@dataclass(frozen=True)
class NameParts:
    """A person's name, folded: what stands before the surname, and the surname with its particles."""

    given: str
    surname: str


class People:
    """The patterns of rules/people.yaml and offices.yaml, compiled."""

    def __init__(
        self, file: PeopleFile, offices: OfficesFile, *, persons: frozenset[str], given: frozenset[str] = frozenset()
    ) -> None:
        """`persons` are given names and surnames in small letters; `given` the given names alone."""
        self._persons, self._given = persons, given
        self._particles = frozenset(p for particle in file.particles for p in particle.split(" "))
        self._not_names = frozenset(file.not_names)
        particle = f"(?>{alternatives([*file.particles, *(p[0].upper() + p[1:] for p in file.particles)])})"
        rest = rf"(?:(?:{_CAPITAL}|{particle}){SPACE}){{0,4}}{_CAPITAL}(?!\w)"
        any_name, full_name = rf"((?:{_INITIALS})?{rest})", rf"((?:{_INITIALS}|(?=[A-ZÀ-ÖØ-Þ])){rest})"
        polite = rf"(?:(?i:{alternatives([*file.honorifics, *file.titles])}){SPACE}){{0,3}}"
        certain = [n for o in offices.offices for n in (o.name, *o.aliases) if o.certain]
        private, relative = alternatives(file.private_before), alternatives(file.relatives)
        one_of = alternatives(w for w in file.private_before if w not in file.plural_before)
        of = rf"(?:{private}|{one_of},|{relative}{SPACE}{alternatives(file.particles[:1])}){SPACE}['‘’\"“]?"
        self._cued = [
            ("private", re.compile(rf"(?i:(?<![\w-]){of}){polite}{full_name}")),
            ("polite", re.compile(rf"(?i:(?<![\w-]){alternatives(file.honorifics)}){SPACE}{polite}{any_name}")),
            ("office", re.compile(rf"(?i:(?<!\w){alternatives(certain)}){SPACE}{polite}{full_name}")),
        ]
        cue = alternatives([*file.private_before, *file.honorifics, *file.initialed])
        self._initial = re.compile(
            rf"(?i:(?<![\w-]){cue}){SPACE}((?:[A-Z]\.){{1,3}})(?!\w|\.\w|{SPACE}(?:[a-z'’]{{1,4}}{SPACE}){{0,2}}[A-ZÀ-Þ][^\W\d_])"
        )
        joins = alternatives(file.joins)
        plural = [*file.groups, *(n for o in offices.offices for n in o.plural)]
        one = rf"{polite}(?:{_INITIALS})?{rest}"
        self._list = re.compile(
            rf"(?i:(?<!\w){alternatives(plural)}):?{SPACE}((?:{one},?{SPACE}(?:{joins}{SPACE})?){{1,30}}{one})"
        )
        self._any = re.compile(rf"{_FIRST}(?<!\w){any_name}")
        called = rf"(?:{_INITIALS}|{_CAPITAL}{SPACE})\({_CAPITAL}\)"
        self._called = re.compile(rf"{_FIRST}(?<![\w-])({called}{SPACE}(?:{particle}{SPACE})?{_CAPITAL})(?!\w)")
        self._one = re.compile(rf"{_FIRST}{polite}((?:{_INITIALS})?{rest})")
        self._author = re.compile(
            rf"(?<![\w-])((?:{particle}{SPACE})?{_CAPITAL},{SPACE}(?:(?:[A-Z]|Th|Ch|Tj)\.[ -]?){{1,4}}(?<! )"
            rf"(?:{SPACE}{particle})?)(?=(?:{SPACE})?(?:\((?:19|20)\d\d|\(red|,|&|;|en{SPACE}[A-ZÀ-Þ]|e\.a\.|et{SPACE}al))"
        )
        self._turned = re.compile(
            rf"^((?:{particle}{SPACE})?{_CAPITAL},{SPACE}([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{{1,15}})(?:{SPACE}{particle})?)(?=,|$)",
            re.MULTILINE,
        )
        self._listed = re.compile(
            rf"^((?:{particle}{SPACE})?{_CAPITAL},{SPACE}{_INITIALS}(?<! )(?:{SPACE}{particle})?)"
            r"(?=[^\S\n]?(?:[–-]|\t|\())",
            re.MULTILINE,
        )
        sentence_start = alternatives(file.not_names)
        self._partner = re.compile(
            rf"(?<![\w-])(?:{sentence_start}{SPACE})?((?:{_CAPITAL}{SPACE}){{0,2}}{_CAPITAL}){SPACE}{joins}{SPACE}$"
        )
        where = alternatives(file.dwelling)
        self._dweller = re.compile(rf"(?<![\w-])({_CAPITAL}{SPACE}{rest}),?{SPACE}{where}{SPACE}$")
        self._given_behind = re.compile(rf"[Vv]an{SPACE}(?=({_CAPITAL}){SPACE}(?:{particle}{SPACE})?{_CAPITAL})")
        self._sir, self._madam = (
            re.compile(rf"(?i:(?<![\w-]){alternatives(words)}){SPACE}{polite}$") for words in (file.men, file.women)
        )
        public = alternatives(n for o in offices.offices if o.public for n in (o.name, *o.aliases))
        two = rf"((?:{_INITIALS}|{_CAPITAL}{SPACE}){rest})"
        self._holder = re.compile(rf"(?<![\w-]){_FIRST}{two},{SPACE}(?i:{public})(?!\w|-\w)")
        self._member = re.compile(rf"(?<!\w){_FIRST}{any_name}{SPACE}\($")
        words = [*file.honorifics, *file.titles, *(n for o in offices.offices for n in (o.name, *o.aliases, *o.plural))]
        self._lead = re.compile(rf"(?i:(?:de{SPACE})?{alternatives(words)}){SPACE}")

    def find(self, text: str, *, known: Cover, model: dict[int, int]) -> list[Found]:
        """Persons that a word in front gives away.

        Args:
            known: names of other kinds already found; a person's name stops where one begins.
            model: start -> end of the persons that the language model sees; its end is taken where both start alike.
        """
        found = []
        for kind, pattern in self._cued:
            for match in pattern.finditer(text):
                end = self._end(text, match, model)
                if known.free(match.start(), match.start() + 1):
                    found += self._cut(text, match.start(1), end, known=known, kind=kind)
        for listed in self._list.finditer(text):
            for match in self._one.finditer(text, *listed.span(1)):
                if text[match.start(1)].islower():
                    continue  # "de leden van de Commissie"
                end = model.get(match.start(1), match.end(1))
                found += self._cut(text, match.start(1), end, known=known, kind="office")
        found += [Found(*m.span(1), "PERSON", "rule", public=False, sure=True) for m in self._initial.finditer(text)]
        found += [f for f in self._authors(text) if known.free(f.start, f.end)]
        return found + self._members(text, known)

    def _end(self, text: str, match: re.Match[str], model: dict[int, int]) -> int:
        """Where the model ends the name, unless it leaves out the surname behind initials or a given name."""
        end, whole = model.get(match.start(1), match.end(1)), match.end(1)
        written, rest = text[match.start(1) : end], text[end:whole].split()
        if not rest or text[end : end + 1].strip():
            return end
        short = _ONLY_INITIALS.fullmatch(written) or written.lower() in self._given
        return whole if short or rest[-1].lower() in self._persons else end

    def _authors(self, text: str) -> list[Found]:
        """Zuidema, K., Mulder, J. van & Smit-Bos, H.A. (2009); "Aalbers, M. - VVD" on a line; A.J. (Ton) Eek."""
        listed = [m for m in self._turned.finditer(text) if m.group(2).lower() in self._persons]
        found = [*self._author.finditer(text), *listed, *self._listed.finditer(text), *self._called.finditer(text)]
        return [Found(*m.span(1), "PERSON", "rule", public=False) for m in found]

    def _members(self, text: str, known: Cover) -> list[Found]:
        """Whose name stands before a party in brackets or an office: Jansen (CDA); Jan Jansen, wethouder."""
        parties = [p for p in known.spans if p.party and text[p.start - 1 : p.start] == "("]
        holders = [f for m in self._holder.finditer(text) for f in self._cut(text, *m.span(1), known=known)]
        members = [self._member.search(text, max(0, p.start - _NEAR), p.start) for p in parties]
        found = [(self._skip_lead(text, m), m.end(1)) for m in members if m]
        return [f for start, end in found for f in self._cut(text, start, end, known=known)] + holders

    def _skip_lead(self, text: str, match: re.Match[str]) -> int:
        """Where the name begins behind its office: Raadslid Jansen; a motion "van Mieke Peters"."""
        start, end = match.span(1)
        while lead := self._lead.match(text, start, end):
            start = lead.end()
        word = self._given_behind.match(text, start, end)
        return word.end() if word and word.group(1).lower() in self._given else start

    def gender(self, text: str, at: int) -> str:
        """What the honorific right before a name says: "m", "f" or nothing."""
        before = text[max(0, at - _SHORT) : at]
        return "m" if self._sir.search(before) else "f" if self._madam.search(before) else ""

    def find_beside(self, text: str, persons: list[Found], addresses: list[Found], *, known: Cover) -> list[Found]:
        """Names that others give away: "Harm" in "Harm en Joke Lubbers", "Dirkje Postmus" before "van de Kerkweg 3"."""
        partners = [
            self._partner.search(text, max(0, p.start - _NEAR), p.start)
            for p in persons
            if " " in text[p.start : p.end]
        ]
        dwellers = [self._dweller.search(text, max(0, a.start - _NEAR), a.start) for a in addresses]
        found = [f for m in partners if m for f in self._cut(text, *m.span(1), known=known, kind="office")]
        found = [f for f in found if all(held.label != "PERSON" for held in known.over(f.start, f.end))]
        return found + [f for m in dwellers if m for f in self._cut(text, *m.span(1), known=known, kind="private")]

    def mend(self, names: list[Found], text: str, *, known: Cover) -> list[Found]:
        """The model's persons without an office before them and without what is no part of a name behind them."""
        mended = []
        for name in (one for whole in names for one in self._apart(whole, text)):
            initials = _INITIALS_BEFORE.search(text, max(0, name.start - _SHORT), name.start)
            start = initials.start() if initials else name.start
            while match := self._lead.match(text, start, name.end):
                start = match.end()
            cut = self._cut(text, start, name.end, known=known, kind="model")
            mended += [replace(name, start=one.start, end=one.end, public=False) for one in cut]
        return mended

    def _apart(self, name: Found, text: str) -> list[Found]:
        """Names that the model takes for one: "A. Bos C. Vos", "Aziz, Petra"; not "Bakker, J.", "Wit, Jan de"."""
        following = _NEXT.search(text, name.start, name.end)
        if following and (text[following.start()] == "/" or _INITIAL.match(text[name.start : name.end])):
            return [replace(name, end=following.start()), *self._apart(replace(name, start=following.end()), text)]
        comma = _COMMA.search(text, name.start, name.end)
        if comma is None or text[comma.end() : name.end].split(" ", 1)[0].lower() not in self._persons:
            return [name]
        if text[name.end - 1].islower() and text[name.start : name.end].rsplit(maxsplit=1)[-1] in self._particles:
            return [name]
        return [replace(name, end=comma.start()), replace(name, start=comma.end())]

    def end_of(self, text: str, start: int, *, known: Cover) -> int:
        """Where the name that begins at `start` ends, with its surname; `start` when none begins there."""
        match = self._any.match(text, start)
        cut = self._cut(text, start, match.end(), known=known, kind="private") if match else []
        held = known.at(cut[0].end - 1) if cut else None
        return max([start, *(c.end for c in cut), *([held.end] if held and held.label == "PERSON" else [])])

    def parts(self, name: str) -> NameParts:
        """Split a name: "Filip van As" -> "filip", "van as"; "A. Pot" -> "a.", "pot"; "De Boer" -> "", "de boer"."""
        words = fold(name).split()
        first = next((n for n, w in enumerate(words) if w in self._particles and n < len(words) - 1), len(words) - 1)
        initials = _INITIAL.match(name)
        if initials and len(words) == 1:
            at = name.rindex(".") + 1
            return NameParts(fold(name[:at]), fold(name[at:]).strip())
        return NameParts(" ".join(words[:first]), " ".join(words[first:]))

    def _cut(self, text: str, start: int, end: int, *, known: Cover, kind: str = "office") -> list[Found]:
        """The person at start:end, ended before the first word that is no part of a name; none when nothing is left."""
        last, after_particle, only_initials, only_given = start, False, True, kind != "office"
        for word in re.finditer(r"\S+", text[start:end]):
            at, bare = start + word.start(), word.group()
            particle = bare.lower() in self._particles
            strange = bare[0] in _OPENS or (bare[0].islower() and bare[1:2] not in ("'", "’"))
            strange |= bare in self._not_names and not (kind == "polite" and after_particle and last == start)
            if (strange and not particle) or (particle and bare[0].isupper() and after_particle):
                break
            lone = (only_initials or only_given) and after_particle  # "J.W.M. van Schijndel" is no J.W.M. of Schijndel
            initialed = only_initials and last > start and not particle  # "A.B. Zomer" is no season
            if not initialed and _ends_name(
                known.at(at), first=at == start, after_particle=after_particle and not lone, kind=kind
            ):
                break
            last = last if particle else start + word.end()
            only_initials &= particle or _INITIAL.match(bare) is not None
            only_given &= particle or bare.lower() in self._given
            after_particle = particle and bare[0].islower()
        return [Found(start, last, "PERSON", "rule", public=False, sure=kind == "private")] if last > start else []


def _ends_name(held: Found | None, *, first: bool, after_particle: bool, kind: str) -> bool:
    """A known name begins here. A place can be (part of) a surname, but not in "X van Zwolle" or behind an office."""
    if held is None or held.label == "PERSON":
        return False
    if held.label in ("GPE", "LOC"):
        return kind in ("office", "model") if first else after_particle and held.canonical_id is not None
    if kind == "polite" and held.label == "ORG" and held.origin == "gazetteer" and held.end - held.start < _SHORT:
        return not first  # "mevrouw Lindenhout", who is called like a body
    return not (first and kind == "private")
