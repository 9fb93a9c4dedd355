"""From overlapping candidates to a flat list: rules and gazetteer beat the model, and the longest wins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.schema import SpansFile
from pipeline.entities.spans import RANK, Cover, Found
from pipeline.entities.templates import alternatives

_EDGES = " \t\u00a0,;:.!?\"“”„'‘’()[]•*-–"
_OPENING = re.compile(r"(?:^|[.!?:;\n*•])[\s\"'‘’“”(]{0,9}$")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BOARD = re.compile(
    r"(?:[Cc]ollege|[Cc]olleges|[Rr]aad|[Rr]aden|[Gg]emeenteraad|B&W)\b(?=.*\bvan\b)(?!.*(?:State|Beroep|Kerken|Europa|Elf))"
)
_POSTCODE = re.compile(r"\d{4} ?[A-Z]{2}\b")
_COMPOUND = 3  # of the labels model_words, the first ones
_GOES_ON = re.compile(r"[^\S\n][a-zß-öø-ÿ]")
_INITIALS_END = re.compile(r"\b[A-Z]\.$")


def settle(candidates: Iterable[Found], *, spans: SpansFile) -> list[Found]:
    """A flat list by start, without overlaps.

    A name of the model stays when nothing else overlaps it, or when it is longer than, and holds, all that does (a body
    that is called after a place). Names found by a personal detail or a private person's cue always stay.
    """
    every = sorted(set(candidates), key=lambda f: (not f.sure, f.start - f.end, RANK[f.origin], f.start, *_tie(f)))
    firm = _greedy([f for f in every if f.origin != "model"])
    cover = Cover(firm)
    chosen = [_as_entry(f, cover) for f in every if f.origin == "model" and _outranks(f, cover, spans)]
    return _greedy([*[f for f in every if f.sure], *chosen, *firm])


def _tie(found: Found) -> tuple[bool, str, str, str]:
    """An entry (its id has no colon) before a family of names, then by label, id and value: no order is left open."""
    key = found.canonical_id or ""
    return ":" in key, found.label, key, found.value or ""


def mend_model_names(names: Iterable[Found], text: str, *, spans: SpansFile, ordinary: frozenset[str]) -> list[Found]:
    """The model's names without quotes, articles and titles at their edges, and without those that are no names."""
    lead = re.compile(rf"(?i:{alternatives(spans.lead)})\s+")
    law = re.compile(rf"(?i:{alternatives(spans.law_words)})")
    mended = [_trim(name, text, spans, lead if name.label in spans.labels_trimmed else None) for name in names]
    mended = [name for name in mended if not _is_word(name, text, ordinary, spans)]
    counts = Counter(_WORD.findall(text))
    return [name for name in mended if _is_name(name, text, spans, law) and not _is_opening(name, text, spans, counts)]


def _is_word(name: Found, text: str, ordinary: frozenset[str], spans: SpansFile) -> bool:
    """An ordinary word, or a compound of two, with a capital; persons are judged with more care in ordinary.py."""
    word = text[name.start : name.end].lower()
    if name.label in ("PERSON", "DATE"):
        return False
    if word in ordinary:
        return name.label in spans.model_words or _opens(text, name.start)
    return name.label in spans.model_words[:_COMPOUND] and _is_compound(word.replace("-", ""), ordinary)


def _is_compound(word: str, ordinary: frozenset[str]) -> bool:
    """Stuur+groep, aanmeld+formulier, scholing+s+budget."""
    for cut in range(3, len(word) - 3):
        first, last = word[:cut], word[cut:]
        if last in ordinary and any(part in ordinary for part in (first, first.removesuffix("s"), first + "en")):
            return True
    return False


def _is_name(name: Found, text: str, spans: SpansFile, law: re.Pattern[str]) -> bool:
    written = text[name.start : name.end]
    if (
        not written
        or _BOARD.match(written)
        or _POSTCODE.match(written)
        or written in spans.never
        or name.label in spans.unmarked
    ):
        return False
    if name.label in spans.with_capital and written.islower():
        return False
    return name.label != "LAW" or law.search(written) is not None


def _is_opening(name: Found, text: str, spans: SpansFile, counts: Counter[str]) -> bool:
    """One word whose capital may only come from its place; persons are judged with more care in ordinary.py.

    It opens a sentence and the text has it in small letters too, or it fills its line and stands nowhere else.
    """
    start, end = name.start, name.end
    word = text[start:end]
    if name.label not in spans.with_capital or name.label == "PERSON" or " " in word or not _opens(text, start):
        return False
    alone = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n", ":")
    return counts[word.lower()] > 0 or (alone and counts[word] == 1)


def _opens(text: str, start: int) -> bool:
    return bool(_OPENING.search(text[max(0, start - 4) : start] if start > 3 else "\n"))


def _trim(name: Found, text: str, spans: SpansFile, lead: re.Pattern[str] | None) -> Found:
    start, end = name.start, name.end
    while start < end and (text[start] in _EDGES or text[start].isspace()) and text[start] != "'":
        start += 1
    while end > start and (text[end - 1] in _EDGES or text[end - 1].isspace()) and not _closes(text, start, end):
        end -= 1
    while lead and (match := lead.match(text, start, end)) and not _is_name_article(name, match.group().strip(), spans):
        start = match.end()
    return replace(name, start=start, end=end)


def _closes(text: str, start: int, end: int) -> bool:
    """A bracket opened inside the name, an initial's full stop, or a mark that ends no sentence belongs to it."""
    last = text[end - 1]
    if last in "!?":
        return bool(_GOES_ON.match(text, end))
    return (last == ")" and "(" in text[start:end]) or (last == "." and bool(_INITIALS_END.search(text, start, end)))


def _is_name_article(name: Found, word: str, spans: SpansFile) -> bool:
    """De in De Boer or De Vuurtoren, Van in Van Rijn: a capital makes it part of the name, but for dates."""
    return word[:1].isupper() and word not in spans.areas and name.label in ("PERSON", "ORG", "FAC", "LOC", "GPE")


def _outranks(name: Found, cover: Cover, spans: SpansFile) -> bool:
    return all(
        (name.label in spans.longer_wins or held.label == name.label in spans.longer_from)
        and not held.sure
        and _gives_way(held, name, spans)
        and name.start <= held.start
        and held.end <= name.end
        and (held.start, held.end) != (name.start, name.end)
        for held in cover.over(name.start, name.end)
    )


def _gives_way(held: Found, name: Found, spans: SpansFile) -> bool:
    """A place or date inside a body's name; a body inside a longer one ("Icare" in "Icare Jeugdgezondheidszorg"); the
    beginning of a longer title or programme.
    """
    if held.label != name.label:
        return held.label in spans.longer_over
    return held.label == "ORG" or (held.label in spans.longer_from and held.start == name.start)


def _as_entry(name: Found, cover: Cover) -> Found:
    """The longer name of a programme in the lists is still that programme."""
    held = cover.at(name.start)
    if held is None or held.label != name.label or held.label == "ORG" or not held.canonical_id:
        return name
    return replace(name, canonical_id=held.canonical_id, canonical_name=held.canonical_name)


def _greedy(ordered: Iterable[Found]) -> list[Found]:
    taken: list[Found] = []
    used: set[int] = set()
    for found in ordered:
        if found.start < found.end and used.isdisjoint(range(found.start, found.end)):
            taken.append(found)
            used.update(range(found.start, found.end))
    return sorted(taken, key=lambda f: f.start)
