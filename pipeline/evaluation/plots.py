"""Tables behind `dvc plots`: topics per year, precision and recall per concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

MOST_TOPICS = 12
TOPICS = ["year", "topic", "share", "low", "high"]
CONCEPTS = ["concept", "precision", "recall", "n"]


def plot_topics(series: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """Share of documents per year with each of the twelve topics in most documents; empty where there is too little.

    Returns:
        year, topic (its label), share, low, high: one row for each topic and year.
    """
    largest = topics[topics["topic_id"] >= 0].sort_values(["documents", "topic_id"], ascending=[False, True])
    named = largest.head(MOST_TOPICS)
    uses = Counter(named["label"])
    labels = {
        str(number): label if uses[label] == 1 else f"{label} ({number})"
        for number, label in zip(named["topic_id"], named["label"], strict=True)
    }
    chosen = series[(series["kind"] == "topic") & (series["group_kind"] == "all") & ~series["original_only"]]
    chosen = chosen[(chosen["year"] > 0) & chosen["id"].isin(labels)]
    table = chosen.assign(topic=chosen["id"].map(labels))[TOPICS]
    return table.sort_values(["topic", "year"], ignore_index=True).round(4)


def plot_concepts(concepts: Mapping[str, Any]) -> pd.DataFrame:
    """Precision and recall per concept, with the number of planted mentions; empty when nothing was measured."""
    rows = [(id_, c.get("precision"), c.get("recall"), c["gold"]) for id_, c in concepts.get("per_concept", {}).items()]
    measured = [row for row in rows if row[1] is not None or row[2] is not None]
    return pd.DataFrame(measured, columns=CONCEPTS).round(4)
