"""Scores of topics: passages grouped by the pipeline against the planted topics of their paragraphs."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.scores import Metrics, overlap, proportion

OUTLIERS = -1


def score_topics(pairs: list[Pair], passage_topics: pd.DataFrame, stable: frozenset[int] = frozenset()) -> Metrics:
    """Normalised mutual information and V-measure (Rosenberg & Hirschberg 2007, EMNLP-CoNLL: 410-420).

    Over passages with a planted topic that the pipeline put in a topic; beside it the share that it left outside, and
    the same measure with those as a group of their own; and how many planted topics have a stable topic of their own.
    """
    topics = dict(zip(passage_topics["passage_id"], passage_topics["topic_id"].astype(int), strict=True))
    both = [
        (planted, topics[row.passage_id])
        for pair in pairs
        for row in pair.known("passages")
        if row.passage_id in topics and (planted := planted_topic(pair, row))
    ]
    inside = [b for b in both if b[1] != OUTLIERS]
    result: Metrics = {"outliers": proportion(len(both) - len(inside), len(both)), "passages": len(inside)}
    result["own"] = _own(both, stable)
    if inside:
        from sklearn import metrics  # noqa: PLC0415 - a second to import, where there is a truth

        gold, found = [g for g, _ in inside], [f for _, f in inside]
        measures = metrics.homogeneity_completeness_v_measure(gold, found)
        result |= dict(zip(("homogeneity", "completeness", "v_measure"), map(float, measures), strict=True))
        with_outliers = [g for g, _ in both], [f for _, f in both]
        result["nmi"] = float(metrics.normalized_mutual_info_score(gold, found))
        result["nmi_with_outliers"] = float(metrics.normalized_mutual_info_score(*with_outliers))
    return result


def _own(both: list[tuple[str, int]], stable: frozenset[int]) -> Metrics:
    """Planted topics with a stable topic that holds more of their passages than any other, and more than of others'."""
    sizes = Counter(b for b in both if b[1] != OUTLIERS)
    planted, found = sorted({p for p, _ in both}), sorted({f for _, f in sizes})
    mostly_of = {f: max(planted, key=lambda p: sizes[p, f]) for f in found}
    mostly_in = {p: max(found, key=lambda f: sizes[p, f], default=OUTLIERS) for p in planted}
    missed = [p for p, f in mostly_in.items() if mostly_of.get(f) != p or f not in stable]
    return {**proportion(len(planted) - len(missed), len(planted)), "missed": missed}


def planted_topic(pair: Pair, passage: Any) -> str | None:
    """The topic of the paragraphs that fill most of the passage."""
    sizes: Counter[str] = Counter()
    for paragraph in pair.truth.paragraphs:
        place = pair.place(paragraph) if paragraph.topic else None
        if place and paragraph.topic:
            sizes[paragraph.topic] += overlap(place, (passage.start, passage.end))
    best = max(sorted(sizes), key=lambda t: sizes[t], default=None)
    return best if best is not None and sizes[best] > 0 else None
