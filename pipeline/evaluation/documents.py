"""Scores of what cleaning makes of a document: text, date, place, type, subject, copies, rejects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import Any

import pandas as pd

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.scores import Metrics, agreement, overlap, proportion
from pipeline.evaluation.truth import TruthReject
from pipeline.tables import table_rows

CONFIDENT = 0.8


def score_texts(pairs: list[Pair]) -> Metrics:
    """Likeness of the clean text to the planted one, in words in the same order: median, lowest, and per format."""
    formats: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        formats[pair.truth.format].append(pair.alignment.similarity)
    each = {f: {"median": median(v), "lowest": min(v), "n": len(v)} for f, v in sorted(formats.items())}
    everything = [s for values in formats.values() for s in values]
    return {"median": median(everything), "lowest": min(everything), "n": len(everything), "per_format": each}


def score_dates(pairs: list[Pair]) -> Metrics:
    """Dates: right at the precision that a reader can know, coarser, missing, rightly missing, wrong."""
    verdicts = [(p, _date_verdict(p.truth.date, _text(p.document.date))) for p in pairs]
    sure = [p for p, v in verdicts if v == "wrong" and _confidence(p.document.date_confidence) >= CONFIDENT]
    places: dict[str, list[bool]] = defaultdict(list)
    for pair, verdict in verdicts:
        places[pair.truth.date_place].append(verdict in ("right", "rightly_missing"))
    return {
        **_shares(v for _, v in verdicts),
        "wrong_and_confident": proportion(len(sure), len(pairs)),
        "right_per_place": {place: proportion(sum(v), len(v)) for place, v in sorted(places.items())},
    }


def score_places(pairs: list[Pair]) -> Metrics:
    """Municipalities by code, regions by name, and whether a text speaks for a place, a region or the country."""
    codes = [(p, _verdict(p.truth.municipality_code, _text(p.document.municipality_code))) for p in pairs]
    sure = [p for p, v in codes if v == "wrong" and _confidence(p.document.place_confidence) >= CONFIDENT]
    regions = (_verdict(p.truth.jeugdregio, _text(p.document.jeugdregio)) for p in pairs)
    return {
        "municipality": {**_shares(v for _, v in codes), "wrong_and_confident": proportion(len(sure), len(pairs))},
        "jeugdregio": _shares(regions),
        "level": _shares(_verdict(p.truth.place_level, _text(p.document.place_level)) for p in pairs),
    }


def score_types(pairs: list[Pair]) -> Metrics:
    """Document types, and the right ones per planted type."""
    verdicts = [
        (p.truth.document_type, _verdict(p.truth.document_type, _text(p.document.document_type))) for p in pairs
    ]
    types: dict[str, list[bool]] = defaultdict(list)
    for kind, verdict in verdicts:
        types[kind or "-"].append(verdict in ("right", "rightly_missing"))
    each = {kind: proportion(sum(v), len(v)) for kind, v in sorted(types.items())}
    return {**_shares(v for _, v in verdicts), "right_per_type": each}


def score_subject(pairs: list[Pair]) -> Metrics:
    """Whether a text is about youth or the social domain; precision only where the truth holds texts that are not."""
    gold = [p.truth.on_topic for p in pairs]
    found = [bool(p.document.on_topic) for p in pairs]
    right = sum(g and f for g, f in zip(gold, found, strict=True))
    result = agreement(right, found=sum(found), gold=sum(gold))
    if all(gold):
        result = {k: v for k, v in result.items() if not k.startswith(("precision", "f"))} | {"found": sum(found)}
    return result


def score_copies(pairs: list[Pair]) -> Metrics:
    """Copied documents (which two belong together, in either direction), and copied passages of the other documents."""
    ids = {p.document.document_id: p.truth.id for p in pairs}
    names = {p.truth.url: p.truth.id for p in pairs}
    gold = {frozenset((p.truth.id, names.get(p.truth.copy_of, p.truth.copy_of))) for p in pairs if p.truth.copy_of}
    found = {frozenset((p.truth.id, ids.get(d, d))) for p in pairs if (d := _text(p.document.duplicate_of))}
    whole = {name for pair in gold for name in pair}
    partial = [p for p in pairs if p.truth.id not in whole]
    passages = [(_planted_copy(p, row), not row.original) for p in partial for row in p.known("passages")]
    right = sum(g and f for g, f in passages)
    return {
        "documents": agreement(len(gold & found), found=len(found), gold=len(gold)),
        "passages": agreement(right, found=sum(f for _, f in passages), gold=sum(g for g, _ in passages)),
    }


def score_rejects(truth: list[TruthReject], tables: Mapping[str, pd.DataFrame]) -> Metrics:
    """Planted bad resources that were rejected for the planted reason."""
    reasons: dict[str, set[str]] = defaultdict(set)
    for row in table_rows(tables["rejects"]):
        reasons[row.url].add(row.reason)
    return proportion(sum(t.reason in reasons[t.url] for t in truth), len(truth))


def _planted_copy(pair: Pair, passage: Any) -> bool:
    """Whether most of a passage stands in paragraphs that were copied."""
    span = (passage.start, passage.end)
    sizes = {True: 0, False: 0}
    for paragraph in pair.truth.paragraphs:
        place = pair.place(paragraph)
        if place:
            sizes[paragraph.copied_from is not None] += overlap(place, span)
    return sizes[True] > sizes[False]


def _date_verdict(gold: str | None, found: str | None) -> str:
    verdict = _verdict(gold, found)
    return "coarser" if verdict == "wrong" and gold and found and gold.startswith(found + "-") else verdict


def _verdict(gold: str | None, found: str | None) -> str:
    gold, found = gold or None, found or None
    if found == gold:
        return "rightly_missing" if gold is None else "right"
    return "missing" if found is None else "wrong"


def _shares(verdicts: Iterable[str]) -> Metrics:
    """Share of each verdict; `right` takes in what is rightly missing."""
    every = list(verdicts)
    counted = ["right" if v == "rightly_missing" else v for v in every]
    shares = {v: proportion(counted.count(v), len(counted)) for v in ("right", "wrong", "missing")}
    if "coarser" in counted:
        shares["coarser"] = proportion(counted.count("coarser"), len(counted))
    return shares | {"rightly_missing": every.count("rightly_missing")}


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _confidence(value: Any) -> float:
    return 0.0 if pd.isna(value) else float(value)


SCORES: dict[str, Callable[[list[Pair]], Metrics]] = {
    "texts": score_texts,
    "dates": score_dates,
    "places": score_places,
    "document_types": score_types,
    "on_topic": score_subject,
    "copies": score_copies,
}
