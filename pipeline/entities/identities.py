"""Who is who in one document: evidence at one mention of a person holds for the other mentions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from pipeline.entities.evidence import BEHIND, DIRECT, Evidence
from pipeline.entities.gazetteer import slug
from pipeline.entities.people import NameParts, People
from pipeline.entities.spans import Cover, Found
from pipeline.text import fold

_SHORTEST, _SHORT_HALF, _NEAR = 3, 5, 400
_INITIALS, _LOOK_BACK = re.compile(r"(?<![\w.-])(?:[A-Z]\.){1,5}[^\S\n]$"), 16
_INITIAL = re.compile(r"[a-z]\.(?:[ -]?[a-z]\.){0,3}")
_MISTAKEN = ("ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT")


def settle_people(text: str, persons: list[Found], evidence: dict[int, Evidence], *, people: People) -> list[Found]:
    """Give each person an office, or leave the person private.

    A person is public only with evidence of a public office: at this mention, at another mention of the same full name,
    or, for a bare surname, at the one office holder of that surname when no private person in the text carries it too.
    Who has a profession keeps it as office, and stays private.
    """
    parts = {p.start: people.parts(text[p.start : p.end]) for p in persons}
    groups: dict[str, list[Found]] = defaultdict(list)
    for person in persons:
        groups[parts[person.start].surname].append(person)
    _join_halves(groups, evidence, parts)
    settled = [one for group in groups.values() for one in _settle_group(text, group, evidence, parts, people)]
    return sorted(settled, key=lambda p: p.start)


def other_mentions(text: str, persons: list[Found], *, known: Cover, people: People) -> list[Found]:
    """Places where a known person's full name, surname, or a private person's first name stands unnoticed."""
    wanted: set[str] = set()
    for person in persons:
        written = text[person.start : person.end]
        parts = people.parts(written)
        surname = written[len(written) - len(parts.surname) :]
        forms = (
            written,
            surname,
            surname[:1].upper() + surname[1:],
            *_first_name(written, parts, person),
            *_half(surname),
        )
        wanted |= {form for form in forms if len(form) >= _SHORTEST and not form.islower() and "\n" not in form}
    if not wanted:
        return []
    ordered = sorted(wanted, key=lambda f: (-len(f), f))
    pattern = re.compile(rf"(?<![\w@-])(?:{'|'.join(map(re.escape, ordered))})(?![\w@]|-\w)")
    spans = [(_from_initials(text, m.start()), m.end()) for m in pattern.finditer(text)]
    return [Found(*span, "PERSON", "rule", public=False) for span in spans if known.free(*span)]


def _from_initials(text: str, start: int) -> int:
    initials = _INITIALS.search(text, max(0, start - _LOOK_BACK), start) if text[start - 2 : start - 1] == "." else None
    return initials.start() if initials else start


def surnames_again(text: str, flat: list[Found], *, people: People) -> list[Found]:
    """The names, in which what the model takes for a body or place is a person when somebody in the text is called so.

    "Wethouder Jan Oldhof" ... "Heeft Oldhof": only the surname, of somebody with a given name, initials or particle.
    """
    surnames: set[str] = set()
    for person in (f for f in flat if f.label == "PERSON"):
        written = text[person.start : person.end]
        parts = people.parts(written)
        surname = written[len(written) - len(parts.surname) :]
        if parts.given or " " in surname:
            surnames |= {surname, surname[:1].upper() + surname[1:]}
    if not surnames:
        return flat
    return [
        replace(f, label="PERSON", origin="rule", public=False, canonical_id=None, canonical_name=None)
        if f.origin == "model" and f.label in _MISTAKEN and text[f.start : f.end] in surnames
        else f
        for f in flat
    ]


def _first_name(written: str, parts: NameParts, person: Found) -> list[str]:
    given = written[: len(parts.given)].split(" ", maxsplit=1)[0]
    return [given] if not person.public and given and "." not in given else []


def _half(surname: str) -> list[str]:
    """Rampersad of Rampersad-Koning."""
    first, hyphen, second = surname.partition("-")
    return [first] if hyphen and " " not in first and len(first) > _SHORT_HALF and second[:1].isupper() else []


def _join_halves(groups: dict[str, list[Found]], evidence: dict[int, Evidence], parts: dict[int, NameParts]) -> None:
    """Roos, with nothing beside it, is Roos-Abbink when nobody else in the text is called so."""
    halves: dict[str, list[str]] = defaultdict(list)
    for surname in groups:
        if "-" in surname:
            halves[surname.split("-", 1)[0]].append(surname)
    for half in sorted(groups.keys() & halves.keys()):
        bare = all(not parts[p.start].given and p.start not in evidence for p in groups[half])
        if bare and len(halves[half]) == 1:
            groups[halves[half][0]] += groups.pop(half)


def _settle_group(
    text: str, group: list[Found], evidence: dict[int, Evidence], parts: dict[int, NameParts], people: People
) -> list[Found]:
    holders: dict[str, Evidence] = {}
    for person in group:
        own = evidence.get(person.start)
        if own and own.kind == "office":
            given = parts[person.start].given
            holders[given] = _stronger(holders.get(given), own)
    private = {parts[p.start].given for p in group if (e := evidence.get(p.start)) and e.kind == "private"}
    genders = _genders(text, group, evidence, people)
    shared = {p.start: _shared(parts[p.start].given, holders, private) for p in group}
    for person in group:
        gender = people.gender(text, person.start)
        other = _last_named(person, group, parts)  # "de heer Hage (ABT)" is no "mevrouw Hage"
        if not parts[person.start].given and ((gender and gender not in genders) or _is_another(other, holders)):
            shared[person.start] = None
    return [_settle_one(text, p, evidence.get(p.start), shared[p.start]) for p in group]


def _stronger(one: Evidence | None, other: Evidence) -> Evidence:
    """The evidence of the higher weight; it takes over the body from the other one when the office is the same."""
    if one is None:
        return other
    best, rest = (other, one) if _rank(other) > _rank(one) else (one, other)
    return replace(best, body=best.body or (rest.body if rest.office == best.office else None))


def _rank(evidence: Evidence) -> tuple[bool, int]:
    return not evidence.beside, evidence.weight


def _shared(given: str, holders: dict[str, Evidence], private: set[str]) -> Evidence | None:
    """The evidence of other mentions that holds for a mention with these given names."""
    same = holders.get(given)
    if given:
        return same if same is not None and (given not in private or same.weight == DIRECT) else None
    named = [e for g, e in holders.items() if g and not _initialed(g, holders, private)]
    firm = [e for e in named if not e.beside]
    best = same or (firm[0] if len(firm) == 1 else named[0] if len(named) == 1 else None)
    if private or best is None or (best.public and not all(e.public for e in firm)):
        return None
    return best


def _last_named(person: Found, group: list[Found], parts: dict[int, NameParts]) -> str:
    """The given name with which the surname was last written, shortly before."""
    near = [p for p in group if person.start - _NEAR < p.start < person.start and parts[p.start].given]
    return parts[max(near, key=lambda p: p.start).start].given.strip() if near else ""


def _is_another(given: str, holders: dict[str, Evidence]) -> bool:
    """Nobody with an office has this given name or its initial."""
    named = [g for g, e in holders.items() if g and e.public]
    return bool(given and named) and all(g[:1] != given[:1] for g in named)


def _genders(text: str, group: list[Found], evidence: dict[int, Evidence], people: People) -> set[str]:
    """What the honorifics before those with an office say; before anybody of the name, where they say nothing."""
    said = [(g, evidence.get(p.start)) for p in group if (g := people.gender(text, p.start))]
    held = {g for g, e in said if e and e.public}
    counts = Counter(g for g, _ in said)
    return held or {g for g, n in counts.items() if 2 * n > counts.total()}


def _initialed(given: str, holders: dict[str, Evidence], private: set[str]) -> Evidence | None:
    """That of Harmke, who is H. too when nobody else of the surname has that initial."""
    if private or not _INITIAL.fullmatch(given.strip()):
        return None
    written_out = [g for g in holders if g.strip() != given.strip() and g[:1] == given[:1]]
    return holders[written_out[0]] if len(written_out) == 1 and written_out[0].strip()[-1:].isalpha() else None


def _settle_one(text: str, person: Found, own: Evidence | None, shared: Evidence | None) -> Found:
    if own is not None and own.kind == "private":
        return replace(person, public=False, office=None, body=None, canonical_id=None, canonical_name=None)
    best = own if own is not None else shared
    if own is not None and shared is not None and shared.public and own.beside:
        best = shared
    if best is None or (best.weight < BEHIND and shared is None):
        return replace(person, public=False, canonical_id=None, canonical_name=None)
    body = best.body or (shared.body if shared and shared.office == best.office else None)
    if not (best.public and (best.weight >= BEHIND or (shared is not None and shared.public))):
        return replace(person, public=False, office=best.office, body=body, canonical_id=None, canonical_name=None)
    name = " ".join(text[person.start : person.end].split())
    return replace(
        person,
        public=True,
        office=best.office,
        body=body,
        canonical_id=f"person:{slug(fold(name))}",
        canonical_name=name,
        sure=False,
    )
