"""Counts per document -> the table series: shares per group and year, with intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pandas as pd

from pipeline.tables import empty_table
from pipeline.trends.base import GROUPS, Base, Bools, Ints
from pipeline.trends.counts import Counts
from pipeline.trends.intervals import Floats, clustered_interval, share_of, sum_clusters, wilson

ALL_YEARS = 0
CORPUS = "documents"  # the one id of the kind corpus


@dataclass(frozen=True)
class Limits:
    """When there is enough to speak, and how intervals are drawn: settings.trends, the seed and the years."""

    min_documents: int
    min_municipalities: int
    draws: int
    seed: int
    years: tuple[int, int]

    def rng(self, *names: str) -> np.random.Generator:
        """Random numbers of one cell: the same whatever other cells there are."""
        return np.random.default_rng([self.seed, crc32("\n".join(names).encode("utf-8"))])


def measure_series(base: Base, counts: Iterable[Counts], *, limits: Limits) -> pd.DataFrame:
    """The table series for one base: every item in every cell that holds a document, and every cell's own size.

    Args:
        base: the documents that count.
        counts: what they hold, one for each kind.
        limits: see there.
    """
    parts = []
    measured = tuple(counts)
    for group_kind in ("all", *GROUPS):
        for group, members in base.members(group_kind):
            for year in (ALL_YEARS, *range(limits.years[0], limits.years[1] + 1)):
                inside = members if year == ALL_YEARS else members & (base.year == year)
                cells = [_corpus_row(base, inside)]
                if inside.any():
                    cells += [_cell(base, c, inside, (group_kind, group, str(year)), limits) for c in measured]
                parts += [c.assign(group_kind=group_kind, group=group, year=year) for c in cells]
    table = pd.concat(parts, ignore_index=True) if parts else empty_table("series")
    return table.assign(original_only=base.original_only)


def enough(base: Base, counts: Counts, inside: Bools, *, one_municipality: bool, limits: Limits) -> Bools:
    """Per item: enough documents and, for a statement about several municipalities, enough of those."""
    below = counts.of_documents[inside]
    many = below.sum(axis=0) >= limits.min_documents
    if not one_municipality:
        placed = base.placed[inside]
        spread = (sum_clusters(below[placed], below[placed], base.cluster[inside][placed]).bottom > 0).sum(axis=0)
        many &= spread >= limits.min_municipalities
    return np.broadcast_to(many, (len(counts.ids),)).copy()


def units(base: Base, inside: Bools, *, one_municipality: bool) -> Ints:
    """What could have been drawn otherwise: municipalities, or the documents of one municipality."""
    return np.flatnonzero(inside) if one_municipality else base.cluster[inside]


def _cell(base: Base, counts: Counts, inside: Bools, name: tuple[str, str, str], limits: Limits) -> pd.DataFrame:
    single = name[0] == "municipality"
    known = enough(base, counts, inside, one_municipality=single, limits=limits)
    top, bottom = counts.top[inside], counts.bottom[inside]
    share = np.full(len(counts.ids), np.nan)
    low, high = share.copy(), share.copy()
    if known.any():
        items = (top[:, known], bottom[:, known] if bottom.shape[1] > 1 else bottom)
        share[known] = share_of(items[0].sum(axis=0), np.broadcast_to(items[1].sum(axis=0), (int(known.sum()),)))
        rng = limits.rng(counts.kind, *name, str(base.original_only))
        low[known], high[known] = _interval(
            items, share[known], units(base, inside, one_municipality=single), limits.draws, rng
        )
    table = pd.DataFrame(
        {
            "kind": counts.kind,
            "id": list(counts.ids),
            "documents": _total(counts.documents[inside], counts),
            "of_documents": _total(counts.of_documents[inside], counts),
            "passages": _total(counts.passages[inside], counts),
            "of_passages": _total(counts.of_passages[inside], counts),
            "share": share,
            "low": low,
            "high": high,
            "enough_data": known,
        }
    )
    return table[table["of_documents"] > 0]


def _interval(
    items: tuple[Floats, Floats],
    share: Floats,
    cluster: Ints,
    draws: int,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Wilson's interval where each document is one observation by itself; else with clusters."""
    top, bottom = items
    if len(np.unique(cluster)) == len(cluster) and bottom.shape[1] == 1:
        return wilson(share, np.full(share.shape, float(len(cluster))))
    return clustered_interval(sum_clusters(top, bottom, cluster), draws=draws, rng=rng)


def _total(values: Floats, counts: Counts) -> Ints:
    return np.broadcast_to(values.sum(axis=0), (len(counts.ids),)).astype(np.int64)


def _corpus_row(base: Base, inside: Bools) -> pd.DataFrame:
    documents, passages = int(inside.sum()), int(base.sizes[inside].sum())
    row = {"kind": "corpus", "id": CORPUS, "documents": documents, "of_documents": documents}
    row |= {"passages": passages, "of_passages": passages, "enough_data": False}
    return pd.DataFrame([row | dict.fromkeys(("share", "low", "high"), np.nan)])
