"""Scores of topics: passages grouped by the pipeline against the planted topics of their paragraphs."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
from sklearn.metrics import homogeneity_completeness_v_measure, normalized_mutual_info_score

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.scores import Metrics, overlap, proportion

OUTLIERS = -1


def score_topics(pairs: list[Pair], passage_topics: pd.DataFrame) -> Metrics:
    """Normalised mutual information and V-measure (Rosenberg & Hirschberg 2007, EMNLP-CoNLL: 410-420).

    Over passages with a planted topic that the pipeline put in a topic; beside it the share that it left outside, and
    the same measure with those as a group of their own.
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
    if inside:
        gold, found = [g for g, _ in inside], [f for _, f in inside]
        measures = homogeneity_completeness_v_measure(gold, found)
        result |= dict(zip(("homogeneity", "completeness", "v_measure"), map(float, measures), strict=True))
        result["nmi"] = float(normalized_mutual_info_score(gold, found))
        result["nmi_with_outliers"] = float(normalized_mutual_info_score([g for g, _ in both], [f for _, f in both]))
    return result


def planted_topic(pair: Pair, passage: Any) -> str | None:
    """The topic of the paragraphs that fill most of the passage."""
    sizes: Counter[str] = Counter()
    for paragraph in pair.truth.paragraphs:
        place = pair.place(paragraph) if paragraph.topic else None
        if place and paragraph.topic:
            sizes[paragraph.topic] += overlap(place, (passage.start, passage.end))
    best = max(sorted(sizes), key=lambda t: sizes[t], default=None)
    return best if best is not None and sizes[best] > 0 else None
