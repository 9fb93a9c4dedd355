"""From overlapping candidates to a flat list: rules and gazetteer beat the model, and the longest wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.entities.schema import SpansFile
from pipeline.entities.spans import RANK, Cover, Found
from pipeline.entities.templates import alternatives

_EDGES = " \t\u00a0,;:.!?\"“”„'‘’()[]•*-–"
_INITIALS_END = re.compile(r"\b[A-Z]\.$")


def settle(candidates: Iterable[Found], *, longer_wins: Iterable[str]) -> list[Found]:
    """A flat list by start, without overlaps.

    A name of the model stays when nothing else overlaps it, or when it is longer than, and holds, all that does (a body
    that is called after a place). Names found by a personal detail or a private person's cue always stay.
    """
    longer = frozenset(longer_wins)
    every = sorted(set(candidates), key=lambda f: (not f.sure, f.start - f.end, RANK[f.origin], f.start, f.label, f.value or ""))
    firm = _greedy([f for f in every if f.origin != "model"])
    cover = Cover(firm)
    chosen = [f for f in every if f.origin == "model" and _outranks(f, cover, longer)]
    return _greedy([*[f for f in every if f.sure], *chosen, *firm])


def mend_model_names(names: Iterable[Found], text: str, *, spans: SpansFile) -> list[Found]:
    """The model's names without quotes, articles and titles at their edges, and without those that are no names."""
    lead = re.compile(rf"(?i:{alternatives(spans.lead)})\s+")
    never = frozenset(spans.never)
    mended = [_trim(name, text, lead if name.label in spans.labels_trimmed else None) for name in names]
    return [name for name in mended if name.end > name.start and text[name.start : name.end] not in never]


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
    inside = [s for s in cover.spans if s.start < name.end and s.end > name.start] if not cover.free(name.start, name.end) else []
    return all(
        name.label in longer and not s.sure and s.label != name.label and name.start <= s.start and s.end <= name.end
        and (s.end - s.start) < (name.end - name.start)
        for s in inside
    )


def _greedy(ordered: Iterable[Found]) -> list[Found]:
    taken: list[Found] = []
    used: set[int] = set()
    for found in ordered:
        if found.start < found.end and used.isdisjoint(range(found.start, found.end)):
            taken.append(found)
            used.update(range(found.start, found.end))
    return sorted(taken, key=lambda f: f.start)
