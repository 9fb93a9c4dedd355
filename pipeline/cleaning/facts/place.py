"""Where a document comes from: municipality, youth-care region, province or the country, on evidence or left open.

Evidence, the best first: what the source or file declares, the host name, formulas and datelines in the head and at the
end, the title, and a name that is mentioned far more than others. Codes follow the borders of the document's year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.facts.national import national_evidence
from pipeline.cleaning.facts.place_names import Mention, PlaceIndex
from pipeline.cleaning.facts.working_area import find_area
from pipeline.places import Municipality
from pipeline.text import count_words, fold

HEAD, TAIL = 1500, 1000  # characters in which a formula speaks for the whole document
HEAD_LINES, LINE_WORDS = 6, 14  # a letterhead: short lines at the very start
SCAN = 200_000  # characters in which mentions are counted
STRONG, TITLE = 2, 3  # weights of "gemeente X" and of a name in the title, against 1 for a bare name
DOMINANCE = ((7, 0.65, 0.6), (3, 0.85, 0.5))  # weight and share from which mentions alone decide, and how surely


@dataclass(frozen=True)
class FoundPlace:
    """A document's place; None where there is no evidence.

    Attributes:
        code: CBS code valid in the document's year.
        name: name of that municipality.
        level: for whom the text speaks: municipality, jeugdregio, province or national.
        origin: the evidence for it: ``declared:<key>``, file, host, formula, dateline, title or mentions, or what
            `working_area` and `national` tell.
        confidence: 0-1.
        jeugdregio: of the municipality, or named as the working area.
        province: of the municipality or region.
    """

    code: str | None = None
    name: str | None = None
    level: str | None = None
    origin: str | None = None
    confidence: float | None = None
    jeugdregio: str | None = None
    province: str | None = None


@dataclass(frozen=True)
class _Text:
    raw: str
    folded: str
    title: str


def find_place(
    text: str, *, extract: Extract, declared: Mapping[str, Any], url: str, date: str | None, places: PlaceIndex
) -> FoundPlace:
    """The place of a document.

    Args:
        text: the clean text.
        extract: the file's own facts; its margins are read as the first lines.
        declared: what the source says.
        url: address of the resource.
        date: the document's ISO date; decides between a municipality and its successor.
        places: gazetteer and words.
    """
    whole = f"{extract.margins}\n\n{text[:SCAN]}".strip()
    content = _Text(whole, fold(whole), extract.title or "")
    evidence = [
        *_declared_places(declared, extract, content, places),
        *_host_places(url, 0.92, places),
        *_host_places(extract.url or "", 0.9, places),
        *_text_places(content, places),
    ]
    national = national_evidence(whole, extract=extract, declared=declared, url=url, words=places.national)
    best = max(evidence, key=lambda one: one[2], default=None)
    if best and best[2] > (national.confidence if national else 0.0):
        municipality, origin, confidence = best
        held = places.places.in_year(municipality.code, int(date[:4]) if date else None) or municipality
        return FoundPlace(
            held.code, held.name, "municipality", origin, round(confidence, 3), held.jeugdregio or None, held.province
        )
    area = find_area(whole, extract=extract, declared=declared, url=url, places=places)
    if national and national.confidence >= (area.confidence or 0.0):
        return FoundPlace(level="national", origin=national.origin, confidence=national.confidence)
    return FoundPlace(None, None, area.level, area.origin, area.confidence, area.jeugdregio, area.province)


Evidence = tuple[Municipality, str, float]


def _declared_places(
    declared: Mapping[str, Any], extract: Extract, content: _Text, places: PlaceIndex
) -> Iterator[Evidence]:
    for key in places.words.codes:
        digits = str(declared.get(key) or "").upper().removeprefix("GM")
        found = places.places.by_code(f"GM{digits.zfill(4)}") if digits.isdigit() else None
        if found:
            yield found, f"declared:{key}", 0.99
    fields = [(f"declared:{key}", declared.get(key)) for key in places.words.declared]
    for n, (origin, value) in enumerate([*fields, ("file", extract.creator)]):
        found = _of_field(str(value or ""), content, places)
        if found:
            yield found, origin, 0.97 - n * 0.005


def _of_field(value: str, content: _Text, places: PlaceIndex) -> Municipality | None:
    name = places.strip(value)
    if places.places.named(value):
        name = value
    found = _one(name, content, places)
    plain = fold(value).strip() == fold(name)
    if found and plain and places.places.province_named(name):  # "Utrecht" alone may be the province
        return found if _speaks(fold(name), content, places) else None
    return found


def _speaks(key: str, content: _Text, places: PlaceIndex) -> bool:
    """The text calls this name a municipality."""
    mentions = (m for m in places.municipalities.mentions(content.raw, content.folded) if m.key == key)
    befores = (content.folded[max(0, m.start - 60) : m.start] for m in mentions)
    return any(places.municipal.search(before) or places.formal.search(before) for before in befores)


def _host_places(url: str, confidence: float, places: PlaceIndex) -> Iterator[Evidence]:
    name = places.in_host(urlsplit(url).netloc)
    if name:
        found = places.named(name)
        if len(found) == 1:
            yield found[0], "host", 0.75 if fold(name) in places.doubtful else confidence


def _one(name: str, content: _Text, places: PlaceIndex) -> Municipality | None:
    """The municipality of a name; of several, the only one whose province or region the text names."""
    found = places.named(name)
    if len(found) > 1:
        found = tuple(m for m in found if any(fold(area) in content.folded for area in (m.province, m.jeugdregio)))
    return found[0] if len(found) == 1 else None


def _text_places(content: _Text, places: PlaceIndex) -> Iterator[Evidence]:
    formal: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    datelines: list[str] = []
    for mention in places.municipalities.mentions(content.raw, content.folded):
        before = content.folded[max(0, mention.start - 60) : mention.start]
        if places.other.search(before):
            continue
        edge = mention.start < HEAD or mention.end > len(content.raw) - TAIL
        if edge and (places.formal.search(before) or _is_letterhead(content.folded, mention, places)):
            formal[mention.key] += 1
        elif mention.start < HEAD and _is_dateline(content.folded, mention) and mention.key not in places.press:
            datelines.append(mention.key)
        weights[mention.key] += _weight(content, mention, before, places)
    for mention in places.municipalities.mentions(content.title, fold(content.title)):
        before = fold(content.title)[: mention.start]
        if not places.other.search(before) and (mention.key not in places.doubtful or places.municipal.search(before)):
            weights[mention.key] += TITLE
            yield from _evidence(mention.key, "title", 0.65, content, places)
    yield from _decide(formal, weights, datelines, content, places)


def _decide(
    formal: Counter[str], weights: Counter[str], datelines: list[str], content: _Text, places: PlaceIndex
) -> Iterator[Evidence]:
    if formal:
        ranked = formal.most_common(2)
        if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
            yield from _evidence(ranked[0][0], "formula", 0.88 if len(ranked) == 1 else 0.7, content, places)
    if len(set(datelines)) == 1:
        yield from _evidence(datelines[0], "dateline", 0.7, content, places)
    total = sum(weights.values())
    for key, weight in weights.most_common(1):
        for enough, share, confidence in DOMINANCE:
            if weight >= enough and weight >= share * total:
                yield from _evidence(key, "mentions", confidence, content, places)


def _evidence(key: str, origin: str, confidence: float, content: _Text, places: PlaceIndex) -> Iterator[Evidence]:
    found = _one(key, content, places)
    if found:
        yield found, origin, confidence


def _weight(content: _Text, mention: Mention, before: str, places: PlaceIndex) -> int:
    if places.municipal.search(before) or places.formal.search(before):
        return STRONG
    if mention.key in places.doubtful:
        return 0
    return 0 if places.surname.search(content.raw[max(0, mention.start - 40) : mention.start]) else 1


def _is_letterhead(folded: str, mention: Mention, places: PlaceIndex) -> bool:
    """ "Gemeente X" as a line of its own, or in a short line above the text: "Visie op jeugd, gemeente X, mei 2012"."""
    start = folded.rfind("\n", 0, mention.start) + 1
    before, after = (
        folded[start : mention.start],
        folded[mention.end : folded.find("\n", mention.end) % (len(folded) + 1)],
    )
    if not places.letterhead.search(before):
        return False
    alone = before.count(" ") == 1 and after[:1] in ("", ",", ".")
    return alone or (folded.count("\n\n", 0, start) < HEAD_LINES and count_words(before + after) < LINE_WORDS)


def _is_dateline(folded: str, mention: Mention) -> bool:
    """A line that begins with the name and a dash, or a comma and a date: "Zwolle - ", "Zwolle, 3 maart"."""
    if folded[folded.rfind("\n", 0, mention.start) + 1 : mention.start].strip():
        return False
    rest = folded[mention.end : mention.end + 6].lstrip(" ")
    return rest.startswith("- ") or (rest.startswith(",") and any(c.isdigit() for c in rest[:5]))
