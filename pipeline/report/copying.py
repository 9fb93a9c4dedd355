"""Who took text from whom (table copying), and the stretches themselves, side by side (tables reuse, passages)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pipeline.report.cards import known
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
    """What a municipality took over from one source.

    Attributes:
        source: code of a municipality; id of a document that no municipality wrote, such as a model text.
        taker: code of the municipality.
        passages: those of the taker with such a stretch; `words` their stretches, `documents` their documents.
        years: first and last year in which it did.
    """

    source: str
    taker: str
    passages: int
    words: int
    documents: int
    years: tuple[str, ...] = ()


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


def flows(report: Report) -> list[Flow]:
    """Who took over from whom, as far as that may be told; most words first."""
    table = report.tables["copying"]
    rows = table_rows(table[table["told"] & table["municipality_code"].isin(list(report.place))])
    found = [
        Flow(row.source, row.municipality_code, int(row.passages), int(row.words), int(row.documents), _years(row))
        for row in rows
    ]
    return sorted(found, key=lambda f: (-f.words, f.source, f.taker))


def _years(row: Any) -> tuple[str, ...]:
    return tuple(sorted({str(date)[:4] for date in (row.first_date, row.last_date) if known(date)}))


def by_region(report: Report, found: Iterable[Flow]) -> list[Flow]:
    """Flows added up by region; sources that are no municipality, or of no region, go by `NOWHERE`."""
    ends: dict[tuple[str, str], list[Flow]] = {}
    for flow in found:
        source, taker = (report.place[c].region if c in report.place else "" for c in (flow.source, flow.taker))
        if taker:
            ends.setdefault((source or NOWHERE, taker), []).append(flow)
    return [
        Flow(*end, sum(f.passages for f in own), sum(f.words for f in own), sum(f.documents for f in own))
        for end, own in ends.items()
    ]


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


def source_name(report: Report, source: str) -> str:
    """A municipality, or the title of a text that is of no municipality."""
    if source in report.place:
        return report.place[source].name
    document = report.documents.get(source)
    return f"“{document.title}”" if document else say("tekst zonder gemeente", "text without municipality")


def flow_row(report: Report, flow: Flow) -> dict[str, Any]:
    """A flow between two municipalities, as a row: "Duinrade → Zoutmonde"."""
    name = f"{source_name(report, flow.source)} → {source_name(report, flow.taker)}"
    return end_row(flow, name=name, page=None)


def end_row(flow: Flow, *, name: str, page: str | None) -> dict[str, Any]:
    """A flow as a row; its number opens both texts side by side."""
    href = f"bewijs/overname-{flow.taker.lower()}.html"
    facts = {"passages": flow.passages, "words": flow.words, "documents": flow.documents}
    return {"name": name, "page": page, "href": href, "years": "–".join(flow.years) or "–"} | facts
