"""Sentences to label, and sentences that a person labelled -> lines of gold markup, or rows for the ladder."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.bench.texts import Span
from pipeline.errors import InputError

CODES = {"benoemen": "B", "voornemen": "V", "maatregel": "M", "middelen": "G", "resultaat": "R"}
FLAGS = {"negated": "n", "conditional": "c", "quoted": "q", "past": "p"}
_SAFE = str.maketrans("[]{}<>|\n\r\t", "()()()/   ")  # one sign for one, so that spans stay right


@dataclass(frozen=True)
class Task:
    """A sentence to label, without private names, with what the program thinks of it.

    Attributes:
        facts: what helps to judge it: municipality, year, the sentences around it; without private names.
        score: how much a label would teach, 0 to 1.
    """

    id: str
    text: str
    mentions: tuple[Span, ...] = ()
    step: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    score: float = 0.0


@dataclass(frozen=True)
class Labelled:
    """A sentence as a person labelled it; spans are code points of `text`."""

    id: str
    text: str
    mentions: tuple[Span, ...]
    step: str | None
    flags: tuple[str, ...] = ()


def check_labelled(labelled: Sequence[Labelled], concepts: Collection[str]) -> None:
    """Check what came back from another program.

    Raises:
        InputError: at the first sentence with an unknown concept, step or flag, spans that overlap, or a step too
            many or too few.
    """
    for one in labelled:
        problem = _problem(one, concepts)
        if problem:
            remedy = "correct it where you labelled it, and export again"
            raise InputError(f"{problem}: {one.text[:80]!r}", where=f"sentence {one.id}", remedy=remedy)


def _problem(one: Labelled, concepts: Collection[str]) -> str | None:
    spans = sorted(one.mentions, key=lambda s: (s.start, s.end))
    unknown = [s.concept for s in spans if s.concept.removeprefix("!") not in concepts]
    real = [s for s in spans if not s.concept.startswith("!")]
    if unknown:
        return f"there is no concept {unknown[0]!r}"
    if any(a.end > b.start for a, b in pairwise(spans)):
        return "two concepts overlap"
    if any(not 0 <= s.start < s.end <= len(one.text) for s in spans):
        return "a concept lies outside the sentence"
    if real and one.step is None:
        return f"it has a concept ({real[0].concept}) but no step"
    if one.step is not None and (one.step not in CODES or not real):
        return f"the step {one.step!r} is unknown" if one.step not in CODES else f"a step ({one.step}), but no concept"
    return f"the flag {one.flags[0]!r} is unknown" if set(one.flags) - set(FLAGS) else None


def to_markup(labelled: Sequence[Labelled], *, author: str, theme: str) -> str:
    """A file for data/gold/source/<author>/<theme>.txt; each sentence is a fragment of its own.

    Signs that the markup needs for itself are replaced: "[naam]" becomes "(naam)".
    """
    head = f"theme: {theme}\nauthor: {author}\nmarks: concepts\n---\n"
    return head + "\n\n".join(_line(one) for one in labelled) + "\n"


def _line(one: Labelled) -> str:
    text, parts, at = one.text.translate(_SAFE), [], 0
    for span in sorted(one.mentions, key=lambda s: s.start):
        start, end = _trimmed(text, span)
        parts += [text[at:start], "{", span.concept, "|", text[start:end], "}"]
        at = end
    code = CODES[one.step] if one.step else "-"
    flags = "".join(FLAGS[f] for f in FLAGS if f in one.flags)
    return f"{code}{flags}: {''.join([*parts, text[at:]]).strip()}"


def to_rows(labelled: Sequence[Labelled], *, theme: str) -> str:
    """Lines for models/ladder/sentences.csv (sentence, step, theme), of the sentences that have a step."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([one.text, one.step, theme] for one in labelled if one.step)
    return out.getvalue()


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
