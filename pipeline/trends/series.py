"""Counts per document -> the table series: shares per group and year, with intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.tables import empty_table
from pipeline.trends.base import GROUP_KINDS, SINGLE, Base, Bools, Ints
from pipeline.trends.correction import Correction, Errors, make_correction
from pipeline.trends.counts import Counts
from pipeline.trends.intervals import Floats, clustered_interval, share_of, sum_clusters, wilson

ALL_YEARS = 0
PASSAGES = 2  # passages a document that a share of passages asks for
CORPUS = "documents"  # the one id of the kind corpus


@dataclass(frozen=True)
class Limits:
    """When there is enough to speak, and how intervals are drawn: settings.trends, the seed and the years.

    Attributes:
        min_documents: fewest texts for a statement.
        min_municipalities: the same, about a group.
        draws: bootstrap samples.
        seed: of everything random.
        years: first and last.
        significant_below: q from which a difference is told.
        min_coverage: share of what a source has that must be there before silence is told.
    """

    min_documents: int
    min_municipalities: int
    draws: int
    seed: int
    years: tuple[int, int]
    significant_below: float = 0.05
    min_coverage: float = 0.8

    def rng(self, *names: str) -> np.random.Generator:
        """Random numbers of one cell: the same whatever other cells there are."""
        return np.random.default_rng([self.seed, crc32("\n".join(names).encode("utf-8"))])


@dataclass(frozen=True)
class Name:
    """A cell: whose texts, of which year (0: all years together)."""

    group_kind: str
    group: str
    year: int


@dataclass(frozen=True)
class Part:
    """The rows of one cell and kind; `numbers` holds per column one value an item."""

    kind: str
    ids: tuple[str, ...]
    name: Name
    numbers: dict[str, npt.NDArray[Any]]


def measure_series(
    base: Base, counts: Iterable[Counts], *, limits: Limits, errors: Errors | None = None
) -> pd.DataFrame:
    """The table series for one base: every item in every cell that holds a document, and every cell's own size.

    Args:
        base: the documents that count.
        counts: what they hold, one for each kind.
        limits: see there.
        errors: what was measured of the classifiers, by kind and item.
    """
    parts: list[Part] = []
    measured = [(c, make_correction(c, errors or {})) for c in counts]
    for group_kind in GROUP_KINDS:
        for group, members in base.members(group_kind):
            for year in (ALL_YEARS, *range(limits.years[0], limits.years[1] + 1)):
                inside = members if year == ALL_YEARS else members & (base.year == year)
                name = Name(group_kind, group, year)
                parts.append(_corpus_cell(base, inside, name))
                if inside.any():
                    parts += [_cell(base, c, inside, name, limits, correction) for c, correction in measured]
    return _assemble(parts).assign(original_only=base.original_only)


def enough(base: Base, counts: Counts, inside: Bools, *, one_municipality: bool, limits: Limits) -> Bools:
    """Per item: enough documents and, for a statement about several municipalities, enough of those.

    A share of passages (steps, frames) wants twice as many of them too: those of one document are much alike.
    """
    below = counts.of_documents[inside]
    many = below.sum(axis=0) >= limits.min_documents
    if counts.by_passage:
        many &= counts.of_passages[inside].sum(axis=0) >= PASSAGES * limits.min_documents
    if not one_municipality:
        placed = base.placed[inside]
        spread = (sum_clusters(below[placed], below[placed], base.cluster[inside][placed]).bottom > 0).sum(axis=0)
        many &= spread >= limits.min_municipalities
    return np.broadcast_to(many, (len(counts.ids),)).copy()


def units(base: Base, inside: Bools, *, one_municipality: bool) -> Ints:
    """What could have been drawn otherwise: municipalities, or the documents of one municipality."""
    return np.flatnonzero(inside) if one_municipality else base.cluster[inside]


def _cell(base: Base, counts: Counts, inside: Bools, name: Name, limits: Limits, correction: Correction | None) -> Part:
    single = name.group_kind in SINGLE
    known = enough(base, counts, inside, one_municipality=single, limits=limits)
    names = (counts.kind, name.group_kind, name.group, str(name.year), str(base.original_only))
    own = units(base, inside, one_municipality=single)
    share = _shares((counts.top[inside], counts.bottom[inside]), known, own, limits.draws, limits.rng(*names))
    passages = share
    if not counts.by_passage:
        rng = limits.rng(*names, "passages")
        below = counts.of_passages[inside]
        passages = _shares((counts.passages[inside], below), known & (below.sum(axis=0) > 0), own, limits.draws, rng)
    nothing = np.full(len(known), np.nan)
    corrected = correction.apply(inside, share, known) if correction else (nothing, nothing, nothing)
    numbers = {
        "documents": _total(counts.documents[inside], counts),
        "of_documents": _total(counts.of_documents[inside], counts),
        "passages": _total(counts.passages[inside], counts),
        "of_passages": _total(counts.of_passages[inside], counts),
        **_named("{}", share),
        **_named("passage_{}", passages),
        **_named("corrected_{}", corrected),
        "enough_data": known,
    }
    return Part(counts.kind, counts.ids, name, numbers)


def _named(pattern: str, numbers: tuple[Floats, Floats, Floats]) -> dict[str, Floats]:
    share = "corrected" if pattern.startswith("corrected") else pattern.format("share")
    return {share: numbers[0], pattern.format("low"): numbers[1], pattern.format("high"): numbers[2]}


def _shares(
    items: tuple[Floats, Floats], known: Bools, cluster: Ints, draws: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Share, low and high per item, NaN where there is not enough to know."""
    share = np.full(len(known), np.nan)
    low, high = share.copy(), share.copy()
    if known.any():
        top, bottom = items[0][:, known], items[1][:, known] if items[1].shape[1] > 1 else items[1]
        share[known] = share_of(top.sum(axis=0), np.broadcast_to(bottom.sum(axis=0), (int(known.sum()),)))
        low[known], high[known] = _interval((top, bottom), share[known], cluster, draws, rng)
    return share, low, high


def _interval(
    items: tuple[Floats, Floats],
    share: Floats,
    cluster: Ints,
    draws: int,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Wilson's interval where each document is one observation by itself; else with clusters."""
    top, bottom = items
    alone = len(np.unique(cluster)) == len(cluster)
    if alone and bottom.shape[1] == 1 and bool((bottom == 1).all()):
        return wilson(share, np.full(share.shape, float(len(cluster))))
    return clustered_interval(sum_clusters(top, bottom, cluster), draws=draws, rng=rng)


def _total(values: Floats, counts: Counts) -> Ints:
    return np.broadcast_to(values.sum(axis=0), (len(counts.ids),)).astype(np.int64)


def _corpus_cell(base: Base, inside: Bools, name: Name) -> Part:
    """How many documents and passages a cell holds, also when it holds none; no share."""
    documents, passages = np.array([inside.sum()]), np.array([base.sizes[inside].sum()])
    numbers = {"documents": documents, "of_documents": documents, "passages": passages, "of_passages": passages}
    nothing = (np.array([np.nan]),) * 3
    for pattern in ("{}", "passage_{}", "corrected_{}"):
        numbers |= _named(pattern, nothing)
    numbers["enough_data"] = np.array([False])
    return Part("corpus", (CORPUS,), name, numbers)


def _assemble(parts: list[Part]) -> pd.DataFrame:
    """One table of all cells, without the items that nothing in the cell could have held."""
    if not parts:
        return empty_table("series")
    sizes = [len(p.ids) for p in parts]
    labels = {
        "kind": [p.kind for p in parts],
        "group_kind": [p.name.group_kind for p in parts],
        "group": [p.name.group for p in parts],
        "year": [p.name.year for p in parts],
    }
    table = pd.DataFrame(
        {name: np.repeat(np.array(values), sizes) for name, values in labels.items()}
        | {"id": [id_ for p in parts for id_ in p.ids]}
        | {name: np.concatenate([p.numbers[name] for p in parts]) for name in parts[0].numbers}
    )
    return table[(table["of_documents"] > 0) | (table["kind"] == "corpus")].reset_index(drop=True)
