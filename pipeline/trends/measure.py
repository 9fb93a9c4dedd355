"""All tables of the stage trends: documents and what was found in them -> series, changes, coverage."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.trends.base import Base, select_base
from pipeline.trends.changes import measure_changes
from pipeline.trends.counts import Counts, count_items, count_steps, find_entities
from pipeline.trends.coverage import measure_coverage
from pipeline.trends.series import Limits, measure_series

OUTLIERS = -1


def measure_trends(tables: Mapping[str, pd.DataFrame], *, limits: Limits) -> dict[str, pd.DataFrame]:
    """Count, compare and test.

    Args:
        tables: records, ledger (municipalities as codes),
            documents, passages, mentions, entities, topics, passage_topics; the columns that are used.
        limits: when there is enough to speak, seed, draws and years.

    Returns:
        series, changes and coverage.
    """
    documents, passages = tables["documents"], tables["passages"]
    everything, original = (
        select_base(documents, passages, years=limits.years, original_only=only) for only in (False, True)
    )
    entities, names = find_entities(everything, tables["entities"])
    found = {"topic": _topics(tables), "entity": (entities, names), "concept": _concepts(tables["mentions"])}
    counts = tuple(_count(base, found, tables["mentions"]) for base in (everything, original))
    series = [measure_series(b, c, limits=limits) for b, c in zip((everything, original), counts, strict=True)]
    return {
        "series": pd.concat(series, ignore_index=True),
        "changes": measure_changes((everything, original), counts, limits=limits),
        "coverage": measure_coverage(tables["records"], documents, tables["ledger"]),
    }


def _count(base: Base, found: dict[str, tuple[pd.DataFrame, tuple[str, ...]]], mentions: pd.DataFrame) -> list[Counts]:
    counts = [count_items(base, rows, kind=kind, ids=ids) for kind, (rows, ids) in found.items()]
    return [*counts, count_steps(base, mentions, concepts=found["concept"][1])]


def _concepts(mentions: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    found = mentions[["document_id", "passage_id", "concept_id"]].rename(columns={"concept_id": "id"})
    return found, _ids(found)


def _topics(tables: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Topics by their number as text; the outliers are no topic."""
    owners = tables["passages"][["passage_id", "document_id"]]
    placed = tables["passage_topics"].merge(owners, on="passage_id")
    placed = placed[placed["topic_id"] != OUTLIERS]
    found = placed[["document_id", "passage_id"]].assign(id=placed["topic_id"].astype(str))
    return found, tuple(str(t) for t in sorted(tables["topics"]["topic_id"]) if t != OUTLIERS)


def _ids(found: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(str(i) for i in found["id"].unique()))
