"""From overlapping candidates to a flat list: rules and gazetteer beat the model, and the longest wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.schema import SpansFile
from pipeline.entities.spans import RANK, Cover, Found
from pipeline.entities.templates import alternatives

_EDGES = " \t\u00a0,;:.!?\"“”„'‘’()[]•*-–"
_OPENING = re.compile(r"(?:^|[.!?:;\n*•])[\s\"'‘’“”(]*$")
_INITIALS_END = re.compile(r"\b[A-Z]\.$")


def settle(candidates: Iterable[Found], *, longer_wins: Iterable[str]) -> list[Found]:
    """A flat list by start, without overlaps.

    A name of the model stays when nothing else overlaps it, or when it is longer than, and holds, all that does (a body
    that is called after a place). Names found by a personal detail or a private person's cue always stay.
    """
    longer = frozenset(longer_wins)
    every = sorted(
        set(candidates), key=lambda f: (not f.sure, f.start - f.end, RANK[f.origin], f.start, f.label, _tie(f))
    )
    firm = _greedy([f for f in every if f.origin != "model"])
    cover = Cover(firm)
    chosen = [f for f in every if f.origin == "model" and _outranks(f, cover, longer)]
    return _greedy([*[f for f in every if f.sure], *chosen, *firm])


def _tie(found: Found) -> tuple[bool, str, str]:
    """An entry (its id has no colon) before a family of names, then by id and value, so that no order is left open."""
    key = found.canonical_id or ""
    return ":" in key, key, found.value or ""


def mend_model_names(names: Iterable[Found], text: str, *, spans: SpansFile) -> list[Found]:
    """The model's names without quotes, articles and titles at their edges, and without those that are no names."""
    lead = re.compile(rf"(?i:{alternatives(spans.lead)})\s+")
    law = re.compile(rf"(?i:{alternatives(spans.law_words)})")
    mended = [_trim(name, text, lead if name.label in spans.labels_trimmed else None) for name in names]
    return [name for name in mended if _is_name(name, text, spans, law)]


def _is_name(name: Found, text: str, spans: SpansFile, law: re.Pattern[str]) -> bool:
    written = text[name.start : name.end]
    if not written or written in spans.never:
        return False
    if name.label in spans.with_capital and written.islower():
        return False
    if name.label in spans.with_capital and name.label != "PERSON" and _opens_line(text, name.start, name.end):
        return False  # persons are judged with more care in ordinary.py
    return name.label != "LAW" or law.search(written) is not None


def _opens_line(text: str, start: int, end: int) -> bool:
    """One word whose capital may only come from its place.

    It opens a sentence and the text has it in small letters too, or it fills its line and stands nowhere else.
    """
    word = text[start:end]
    if " " in word or not _OPENING.search(text[max(0, start - 4) : start] if start > 3 else "\n"):
        return False
    alone = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n", ":")
    small = re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is not None
    return small or (alone and len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text)) == 1)


def _trim(name: Found, text: str, lead: re.Pattern[str] | None) -> Found:
    start, end = name.start, name.end
    while start < end and (text[start] in _EDGES or text[start].isspace()) and text[start] != "'":
        start += 1
    while end > start and (text[end - 1] in _EDGES or text[end - 1].isspace()) and not _closes(text, start, end):
        end -= 1
    while lead and (match := lead.match(text, start, end)) and not _is_name_article(name, match.group()):
        start = match.end()
    return replace(name, start=start, end=end)


def _closes(text: str, start: int, end: int) -> bool:
    """A bracket that was opened inside the name, or the full stop of an initial, belongs to it."""
    last = text[end - 1]
    return (last == ")" and "(" in text[start:end]) or (last == "." and bool(_INITIALS_END.search(text, start, end)))


def _is_name_article(name: Found, word: str) -> bool:
    """De in De Boer or De Vuurtoren, Van in Van Rijn: a capital makes it part of the name, but for dates."""
    return word[:1].isupper() and name.label in ("PERSON", "ORG", "FAC", "LOC", "GPE")


def _outranks(name: Found, cover: Cover, longer: frozenset[str]) -> bool:
    return all(
        name.label in longer
        and not held.sure
        and held.label not in (name.label, "PERSON")
        and name.start <= held.start
        and held.end <= name.end
        and (held.start, held.end) != (name.start, name.end)
        for held in cover.over(name.start, name.end)
    )


def _greedy(ordered: Iterable[Found]) -> list[Found]:
    taken: list[Found] = []
    used: set[int] = set()
    for found in ordered:
        if found.start < found.end and used.isdisjoint(range(found.start, found.end)):
            taken.append(found)
            used.update(range(found.start, found.end))
    return sorted(taken, key=lambda f: f.start)
