"""Copied stretches: who took text from whom, and both texts side by side. Inputs: reuse, passages, documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pipeline.report.model import NOWHERE, Document
from pipeline.report.quotation import Pieces, pieces
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.tables import table_rows

WORDS_SHOWN = 150
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of text that stands in two documents; spans are code points in each."""

    source: Document
    taker: Document
    source_span: tuple[int, int]
    taker_span: tuple[int, int]
    words: int
    similarity: float

    @property
    def id(self) -> str:
        """Its anchor."""
        return f"s-{self.taker.id}-{self.taker_span[0]}"


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from one place to another, all stretches together; `documents` are those of the taker."""

    source: str
    taker: str
    stretches: int
    words: int
    documents: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch as readers see it: both texts, with the same words marked."""

    id: str
    source: Document
    taker: Document
    words: int
    similarity: float
    source_pieces: Pieces
    taker_pieces: Pieces


def copied_stretches(report: Report) -> tuple[Stretch, ...]:
    """All stretches between documents that count, longest first."""
    found = []
    passages = report.tables["passages"]
    documents = dict(zip(passages["passage_id"], passages["document_id"], strict=True))
    for row in table_rows(report.tables["reuse"]):
        taker = report.documents.get(documents.get(row.passage_id, ""))
        source = report.documents.get(documents.get(row.source_passage_id, ""))
        if taker is None or source is None or not (taker.counts and source.counts):
            continue
        spans = (int(row.source_start), int(row.source_end)), (int(row.start), int(row.end))
        found.append(Stretch(source, taker, *spans, int(row.words), float(row.similarity)))
    return tuple(sorted(found, key=lambda s: (-s.words, s.id)))


def flows(stretches: Iterable[Stretch], *, by: str = "code") -> list[Flow]:
    """Stretches between different places added up, most words first; `by` is an attribute of a document.

    A source without a municipality, such as a model text of an association, goes by `NOWHERE`.
    """
    found: dict[tuple[str, str], list[Stretch]] = {}
    for s in stretches:
        source, taker = getattr(s.source, by) or NOWHERE, getattr(s.taker, by)
        if taker and (by != "code" or source != taker):
            found.setdefault((source, taker), []).append(s)
    rows = [
        Flow(*ends, len(own), sum(s.words for s in own), len({s.taker.id for s in own})) for ends, own in found.items()
    ]
    return sorted(rows, key=lambda f: (-f.words, f.source, f.taker))


def side_by_side(stretch: Stretch) -> Pair:
    """Both texts, the words that they share marked, long ones cut off."""
    left, right = _shown(stretch.source, stretch.source_span), _shown(stretch.taker, stretch.taker_span)
    same = _same_words(left, right)
    texts = (
        pieces(document, (words[0][0], words[-1][1]) if words else (0, 0), marks)
        for document, words, marks in zip((stretch.source, stretch.taker), (left, right), same, strict=True)
    )
    return Pair(stretch.id, stretch.source, stretch.taker, stretch.words, stretch.similarity, *texts)


_Words = list[tuple[int, int, str]]


def _shown(document: Document, span: tuple[int, int]) -> _Words:
    text = document.text[slice(*span)]
    found = [
        (span[0] + m.start(), span[0] + len(m[0].rstrip()) + m.start(), m[0].strip()) for m in _WORD.finditer(text)
    ]
    return found[:WORDS_SHOWN]


def _same_words(left: _Words, right: _Words) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    matcher = SequenceMatcher(None, [w[2].lower() for w in left], [w[2].lower() for w in right], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    return (
        [(left[b.a][0], left[b.a + b.size - 1][1]) for b in blocks],
        [(right[b.b][0], right[b.b + b.size - 1][1]) for b in blocks],
    )


def place_name(report: Report, code: str) -> str:
    """A municipality, or what a text without one is called."""
    return report.place[code].name if code != NOWHERE else say("tekst zonder gemeente", "text without municipality")


def flow_row(report: Report, flow: Flow) -> dict[str, Any]:
    """A flow between two municipalities, as a row: "Duinrade → Zoutmonde"."""
    names = (place_name(report, code) for code in (flow.source, flow.taker))
    return {
        "name": " → ".join(names),
        "page": None,
        "href": f"bewijs/overname-{flow.taker.lower()}.html",
        "stretches": flow.stretches,
        "words": flow.words,
        "documents": flow.documents,
    }
