"""What a municipality never writes of, while its neighbours do -> the table silences.

Beside those without any mention the table holds municipalities whose mentions, taken together, may all be mistakes (see
evidence); these are not told. Told is a silence in enough texts of one's own, that chance would seldom give at the rate
of the neighbours, with at least half of the neighbours speaking. And only where coverage is good: what its sources have
was fetched; where they do not say what they have, it has at least half as many texts as the median neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import betaln
from statsmodels.stats.multitest import multipletests

from pipeline.tables import TABLES, empty_table
from pipeline.trends.base import Base, Bools
from pipeline.trends.comparisons import neighbours_of
from pipeline.trends.counts import Counts
from pipeline.trends.coverage import covered
from pipeline.trends.evidence import SURE
from pipeline.trends.intervals import Floats, sum_clusters
from pipeline.trends.pairs import REST, speaks
from pipeline.trends.series import Limits

SELDOM = 0.01  # not 0.05: every municipality is held against every item
HALF = 0.5


@dataclass(frozen=True)
class _Place:
    """A municipality, its documents, those of its neighbours, and what is known of its coverage."""

    code: str
    inside: Bools
    neighbours: str
    others: Bools
    coverage: float | None


def find_silences(base: Base, counts: Counts, wrong: Floats, coverage: pd.DataFrame, *, limits: Limits) -> pd.DataFrame:
    """The table silences for one kind.

    Args:
        base: the documents that count, with copies: who copied spoke too.
        counts: what the documents hold.
        wrong: chance that all mentions of the item in a document are wrong, 1 where there is none: as counts.documents.
        coverage: the table coverage.
        limits: see there.
    """
    places = [_place(base, code, inside, coverage, limits) for code, inside in base.members("municipality")]
    parts = [_measure(base, place, counts, wrong, limits) for place in places]
    parts = [part for part in parts if len(part)]
    if not parts:
        return empty_table("silences")
    table = pd.concat(parts, ignore_index=True)
    tested = table["tested"].astype(bool)
    table["q"] = 1.0
    if tested.any():
        chances = table.loc[tested, "chance"].to_numpy(dtype=np.float64)
        table.loc[tested, "q"] = multipletests(chances, method="fdr_bh")[1]
    silent = table[~table["own"].astype(bool) & (table["neighbour_documents_with"] > 0)]
    return silent.assign(told=silent["reason"] == "")[list(TABLES["silences"].columns)]


def chance_of_none(number: int, others: tuple[Floats, Floats]) -> Floats:
    """Chance per item of none in `number` documents, at the rate of other municipalities and with their spread.

    Beta-binomial: the variance of the rate is that between the municipalities (moments: Kleinman 1973, JASA 68: 46-54)
    and that of a share of so many documents.

    Args:
        number: documents.
        others: documents with the item (municipalities x items), and documents (municipalities x 1).
    """
    top, bottom = others
    total = bottom.sum()
    share = (top.sum(axis=0) + 0.5) / (total + 1)
    plain = share * (1 - share)
    groups = len(bottom)
    size = (total - (bottom**2).sum() / total) / max(groups - 1, 1)
    between = ((top / bottom - share) ** 2 * bottom).sum(axis=0) / max(groups - 1, 1)
    alike = np.clip((between - plain) / np.maximum(plain * max(size - 1, 1e-9), 1e-9), 0, 1)
    strength = 1 / np.clip(alike + 1 / (total + 1), 1e-9, 1) - 1
    a, b = share * strength, (1 - share) * strength
    chance: Floats = np.exp(betaln(np.maximum(a, 1e-9), b + number) - betaln(np.maximum(a, 1e-9), np.maximum(b, 1e-9)))
    return np.clip(chance, 0, 1)


def _place(base: Base, code: str, inside: Bools, coverage: pd.DataFrame, limits: Limits) -> _Place:
    near = neighbours_of(base, inside)
    cells = coverage[(coverage["municipality_code"] == code) & coverage["year"].between(*limits.years)]
    share = covered(cells)
    if speaks(base, near, limits):
        return _Place(code, inside, str(base.groups["jeugdregio"][inside][-1]), near, share)
    return _Place(code, inside, REST, base.placed & ~inside, share)


def _measure(base: Base, place: _Place, counts: Counts, wrong: Floats, limits: Limits) -> pd.DataFrame:
    if not place.others.any():
        return pd.DataFrame()
    sums = sum_clusters(
        counts.documents[place.others], np.ones((int(place.others.sum()), 1)), base.cluster[place.others]
    )
    number, (top, bottom) = int(place.inside.sum()), sums.total()
    own = 1 - wrong[place.inside].prod(axis=0) >= SURE
    share = top / bottom
    table = {
        "kind": counts.kind,
        "id": list(counts.ids),
        "municipality_code": place.code,
        "documents": number,
        "unsure": counts.documents[place.inside].sum(axis=0).astype(np.int64),
        "neighbours": place.neighbours,
        "neighbour_documents": int(place.others.sum()),
        "neighbour_documents_with": top.astype(np.int64),
        "neighbour_share": share,
        "neighbour_municipalities": len(sums.top),
        "neighbour_municipalities_with": (sums.top > 0).sum(axis=0),
        "chance": chance_of_none(number, (sums.top, sums.bottom)),
        "coverage": np.nan if place.coverage is None else place.coverage,
        "own": own,
    }
    frame = pd.DataFrame(table)
    frame.loc[own, "chance"] = 1.0
    why = _general_reason(base, place, sums.bottom, limits)
    few = frame["neighbour_municipalities_with"] < max(limits.min_municipalities - 1, HALF * len(sums.top))
    seldom = np.where(frame["chance"] < SELDOM, np.where(frame["unsure"] > 0, "unsure", ""), "chance")
    frame["reason"] = why or np.where(few, "few_municipalities", seldom)
    return frame.assign(tested=not why)


def _general_reason(base: Base, place: _Place, sizes: Floats, limits: Limits) -> str:
    """What holds for all items of a municipality; "" when nothing stands in the way."""
    number = int(place.inside.sum())
    if number < limits.min_documents:
        return "few_documents"
    if not speaks(base, place.others, limits):
        return "few_municipalities"
    if place.coverage is None:
        return "coverage" if number < HALF * float(np.median(sizes)) else ""
    return "coverage" if place.coverage < limits.min_coverage else ""
