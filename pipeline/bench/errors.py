"""What a finder of concepts gets wrong in labelled texts: false hits, misses, and one concept taken for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.bench.texts import LabelledText, Span

Kind = Literal["false hit", "miss", "confusion"]
Finder = Callable[[str, Sequence[tuple[int, int]]], Sequence[Span]]
_NONE = "-"


@dataclass(frozen=True)
class ErrorCase:
    """One mistake, in a sentence that may be shown.

    Attributes:
        concept: found for a false hit or confusion, meant for a miss.
        other: for a confusion, the concept that was meant.
        pieces: the sentence without private names; True where the words in question stand.
        sentence: the sentence as it is, to look for what found it; never shown.
        span: the words in question, counted from the start of that sentence.
        lookalike: the gold marks these words as a look-alike.
        on_topic: whether the text is about youth care.
    """

    kind: Kind
    concept: str
    other: str
    source: str
    pieces: tuple[tuple[str, bool], ...]
    sentence: str
    span: tuple[int, int]
    lookalike: bool = False
    on_topic: bool = True


@dataclass(frozen=True)
class Tally:
    """Counts of one concept. A hit is a found span that touches one of the same concept in the gold."""

    hits: int
    found: int
    meant: int
    met: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was meant that was found."""
        return self.met / self.meant if self.meant else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def find_errors(texts: Iterable[LabelledText], finder: Finder) -> tuple[list[ErrorCase], dict[str, Tally]]:
    """All mistakes in the order of the texts, and the counts by concept.

    Args:
        texts: labelled texts.
        finder: text and its sentences -> spans.
    """
    cases: list[ErrorCase] = []
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        found = list(finder(text.text, text.sentences))
        _count(counts, found, text.mentions)
        cases += [_case(text, span, meant) for span, meant in _wrong(found, text.mentions)]
        confused = {id(m) for _, m in _wrong(found, text.mentions) if m}
        missed = [m for m in text.mentions if not _met(m, found) and id(m) not in confused]
        cases += [_case(text, m, None, missed=True) for m in missed]
    fields = ("hits", "found", "meant", "met")
    return cases, {c: Tally(*(counts[c][f] for f in fields)) for c in sorted(counts)}


def _count(counts: dict[str, Counter[str]], found: Sequence[Span], meant: Sequence[Span]) -> None:
    for span in found:
        counts.setdefault(span.concept, Counter()).update({"found": 1, "hits": int(_met(span, meant))})
    for span in meant:
        counts.setdefault(span.concept, Counter()).update({"meant": 1, "met": int(_met(span, found))})


def _met(span: Span, others: Sequence[Span]) -> bool:
    return any(span.concept == other.concept and span.touches(other) for other in others)


def _wrong(found: Sequence[Span], meant: Sequence[Span]) -> list[tuple[Span, Span | None]]:
    """Each found span that is not meant, with what was meant there and went unfound, if anything."""
    open_ones = [m for m in meant if not _met(m, found)]
    wrong = [span for span in found if not _met(span, meant)]
    return [(span, next((m for m in open_ones if span.touches(m)), None)) for span in wrong]


def _case(text: LabelledText, span: Span, meant: Span | None, *, missed: bool = False) -> ErrorCase:
    start, end = next(((a, b) for a, b in text.sentences if a <= span.start < b), (span.start, span.end))
    end = max(end, span.end)
    kind: Kind = "miss" if missed else "confusion" if meant else "false hit"
    parts = ((start, span.start, False), (span.start, span.end, True), (span.end, end, False))
    return ErrorCase(
        kind=kind,
        concept=span.concept,
        other=meant.concept if meant else _NONE,
        source=text.id,
        pieces=tuple((text.shown(a, b), marked) for a, b, marked in parts if a < b),
        sentence=text.text[start:end],
        span=(span.start - start, span.end - start),
        lookalike=any(span.touches(other) and span.concept == other.concept for other in text.lookalikes),
        on_topic=text.on_topic,
    )
