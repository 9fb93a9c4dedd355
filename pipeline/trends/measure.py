"""All tables of the stage trends: documents and what was found in them -> see `measure_trends`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipeline.trends.base import Base, select_base
from pipeline.trends.changes import measure_changes
from pipeline.trends.comparisons import measure_comparisons
from pipeline.trends.copying import find_copying
from pipeline.trends.correction import read_errors
from pipeline.trends.counts import Counts, count_frames, count_items, count_steps, find_entities
from pipeline.trends.coverage import measure_coverage
from pipeline.trends.deeds import measure_deeds
from pipeline.trends.evidence import evidence_of, find_sure, topic_evidence
from pipeline.trends.firsts import find_firsts
from pipeline.trends.series import Limits, measure_series
from pipeline.trends.silences import find_silences

OUTLIERS = -1

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Knowledge:
    """What the tables do not tell.

    Attributes:
        gold: reports/gold.json: what was measured of the classifiers; empty when nothing was.
        successors: code of a dissolved municipality -> code of its legal successor.
    """

    gold: Mapping[str, Any] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)


def measure_trends(tables: Tables, *, limits: Limits, knowledge: Knowledge | None = None) -> dict[str, pd.DataFrame]:
    """Count, compare and test.

    Args:
        tables: records, ledger (municipalities as codes), documents, passages, reuse, mentions, entities, topics,
            passage_topics; the columns that are used; and frames, where there is one.
        limits: when there is enough to speak, seed, draws and years.
        knowledge: see there.

    Returns:
        series, changes, coverage, comparisons, firsts, silences, deeds and copying.
    """
    known = knowledge or Knowledge()
    everything = _base(tables, limits, known, False)
    bases = everything, _base(tables, limits, known, True)
    counts = tuple(_count(base, tables, everything) for base in bases)
    errors = read_errors(known.gold)
    series = [measure_series(b, c, limits=limits, errors=errors) for b, c in zip(bases, counts, strict=True)]
    coverage = measure_coverage(tables["records"], tables["documents"], tables["ledger"])
    sure = find_sure(tables["mentions"], known.gold)
    return {
        "series": pd.concat(series, ignore_index=True),
        "changes": measure_changes(bases, counts, limits=limits),
        "coverage": coverage,
        "comparisons": measure_comparisons(bases, counts, limits=limits),
        "firsts": find_firsts(tables["documents"], sure, coverage, limits=limits),
        "silences": _silences(everything, counts[0], (sure, _topics(tables)[0]), coverage, limits),
        "deeds": measure_deeds(everything, tables["mentions"], limits=limits),
        "copying": find_copying(tables, years=limits.years),
    }


def _base(tables: Tables, limits: Limits, known: Knowledge, original: bool) -> Base:
    found = tables["documents"], tables["passages"]
    return select_base(*found, years=limits.years, original_only=original, successors=known.successors)


def _count(base: Base, tables: Tables, everything: Base) -> list[Counts]:
    """The counts of every kind; `everything` tells which names are in enough documents."""
    entities, names = find_entities(everything, tables["entities"])
    found = {"topic": _topics(tables), "entity": (entities, names), "concept": _concepts(tables["mentions"])}
    counts = [count_items(base, rows, kind=kind, ids=ids) for kind, (rows, ids) in found.items()]
    counts.append(count_steps(base, tables["mentions"], concepts=found["concept"][1]))
    return [*counts, count_frames(base, tables["frames"])] if "frames" in tables else counts


def _silences(
    base: Base,
    counts: list[Counts],
    found: tuple[pd.DataFrame, pd.DataFrame],
    coverage: pd.DataFrame,
    limits: Limits,
) -> pd.DataFrame:
    """`found`: of concepts what `find_sure` returned, and the passages of topics."""
    by_kind = {c.kind: c for c in counts}
    concepts, topics = by_kind["concept"], by_kind["topic"]
    pairs = (
        (concepts, evidence_of(base.rows, found[0], concepts.ids)),
        (topics, topic_evidence(base.rows, found[1], topics.ids)),
    )
    parts = [find_silences(base, *pair, coverage, limits=limits) for pair in pairs]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _concepts(mentions: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    found = mentions[["document_id", "passage_id", "concept_id"]].rename(columns={"concept_id": "id"})
    return found, tuple(sorted(str(i) for i in found["id"].unique()))


def _topics(tables: Tables) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Passages in topics, with how far they lie in them; topics by their number as text, the outliers are none."""
    owners = tables["passages"][["passage_id", "document_id"]]
    placed = tables["passage_topics"].merge(owners, on="passage_id")
    placed = placed[placed["topic_id"] != OUTLIERS]
    found = placed[["document_id", "passage_id", "probability"]].assign(id=placed["topic_id"].astype(str))
    return found, tuple(str(t) for t in sorted(tables["topics"]["topic_id"]) if t != OUTLIERS)
