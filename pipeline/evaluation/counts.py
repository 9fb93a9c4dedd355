"""What a run made: numbers of everything, what has no date or place, and which language model read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.evaluation.scores import Metrics, proportion


def count_run(tables: Mapping[str, pd.DataFrame]) -> Metrics:
    """Numbers of rows, rejects by reason, topics and stable ones."""
    documents, topics = tables["documents"], tables["topics"]
    reasons = tables["rejects"]["reason"].value_counts().sort_index()
    names = ("records", "documents", "passages", "sentences", "entities", "mentions", "reuse")
    return {
        **{name: len(tables[name]) for name in names},
        "rejects": {"all": int(reasons.sum()), **{str(reason): int(n) for reason, n in reasons.items()}},
        "on_topic": int(documents["on_topic"].sum()),
        "duplicates": int(documents["duplicate_of"].notna().sum()),
        "topics": int((topics["topic_id"] >= 0).sum()),
        "stable_topics": int(topics["stable"].sum()),
        "undated": proportion(int(documents["year"].isna().sum()), len(documents)),
        "unplaced": proportion(int(documents["municipality_code"].isna().sum()), len(documents)),
    }


def describe_model(language: Mapping[str, Any]) -> Metrics:
    """Name, version and licence of the language model, why it was chosen, and the scores that its makers give."""
    facts = {key: language[key] for key in ("name", "version", "licence", "why") if key in language}
    return {**facts, "own_scores": dict(language.get("scores", {}))}
