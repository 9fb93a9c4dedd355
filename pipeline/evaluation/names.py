"""Scores of named entities, and whether anything private would be published."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.scores import Metrics, Span, agreement, overlap, pair_up, proportion

HARMLESS = ("GPE", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY")  # tell nobody's name


def score_names(pairs: list[Pair]) -> Metrics:
    """Precision, recall and F per label and over all: of exact spans, and of spans that overlap.

    Labels that the truth never uses (numbers, times) are left out, and so are names in text that the truth does not
    hold, such as a page's footer. A name whose text was lost in cleaning counts as not found.
    """
    labels = sorted({e.label for p in pairs for e in p.truth.entities})
    exact: dict[str, list[int]] = {label: [0, 0, 0] for label in labels}
    loose: dict[str, list[int]] = {label: [0, 0, 0] for label in labels}
    for pair in pairs:
        for label in labels:
            gold = [pair.place(e) for e in pair.truth.entities if e.label == label]
            found = [(e.start, e.end) for e in pair.known("entities") if e.label == label]
            placed = [g for g in gold if g]
            _add(exact[label], len(set(placed) & set(found)), len(found), len(gold))
            _add(loose[label], len(pair_up(placed, found)), len(found), len(gold))
    return {"exact": _summary(exact), "overlap": _summary(loose), **_privacy(pairs)}


def _privacy(pairs: list[Pair]) -> Metrics:
    """Private names that are marked as public (must be none), and office holders that are named with their office."""
    private = leaked = holders = shown = 0
    for pair in pairs:
        public = [e for e in pair.found["entities"] if e.public and e.label not in HARMLESS]
        for name in pair.truth.entities:
            place = pair.place(name)
            if place and name.private:
                private += 1
                leaked += any(overlap(place, (e.start, e.end)) for e in public)
            if place and name.office:
                holders += 1
                shown += any(_names_holder(e, place) for e in public)
    return {"private_shown": proportion(leaked, private), "office_holders_shown": proportion(shown, holders)}


def _names_holder(entity: Any, place: Span) -> bool:
    return entity.label == "PERSON" and not pd.isna(entity.office) and overlap(place, (entity.start, entity.end)) > 0


def _add(sums: list[int], *counts: int) -> None:
    for i, count in enumerate(counts):
        sums[i] += count


def _summary(sums: dict[str, list[int]]) -> Metrics:
    total = [sum(s[i] for s in sums.values()) for i in range(3)]
    return {
        "micro": agreement(total[0], found=total[1], gold=total[2]),
        "per_label": {label: agreement(s[0], found=s[1], gold=s[2]) for label, s in sorted(sums.items())},
    }
