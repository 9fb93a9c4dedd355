"""What a municipality never writes of, while its neighbours do -> the table silences.

Beside those without any mention the table holds municipalities whose mentions, taken together, may all be mistakes (see
evidence). Told is a silence in enough texts of one's own, that chance would seldom give at the rate of the neighbours,
with at least half of the neighbours speaking. Where something was found that may be a mistake, the chance is that of no
document surer than its surest one, with such documents of the neighbours counted in the same way; and no more may have
been found than the measured error gives where nobody speaks. And only where coverage is good: what its sources have was
fetched; where they do not say what they have, it has at least half as many texts as the median neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.tables import TABLES, empty_table
from pipeline.trends.base import Base, Bools, Ints
from pipeline.trends.chances import chance_of_none, correct_silences, likeness, mistakes_explain
from pipeline.trends.comparisons import neighbours_of
from pipeline.trends.counts import Counts
from pipeline.trends.coverage import covered
from pipeline.trends.evidence import SURE, Evidence
from pipeline.trends.intervals import Floats, Sums, sum_clusters
from pipeline.trends.pairs import REST, speaks
from pipeline.trends.series import Limits

HALF = 0.5
CHANCE, UNSURE = "chance", "unsure"


@dataclass(frozen=True)
class _Place:
    """A municipality, its documents, those of its neighbours, and what is known of its coverage."""

    code: str
    inside: Bools
    neighbours: str
    others: Bools
    coverage: float | None


@dataclass(frozen=True)
class _Everyone:
    """What all municipalities hold: their cluster numbers, regions (as numbers) and sums, in one order."""

    clusters: Ints
    regions: Ints
    sums: Sums

    def alike(self, base: Base, place: _Place) -> Floats:
        """Of all others: each beside its region, or where there are too few neighbours beside all."""
        others = self.clusters != base.cluster[place.inside][0]
        areas = self.regions[others] * (place.neighbours != REST)
        return likeness(Sums(self.sums.top[others], self.sums.bottom[others]), areas)


def find_silences(
    base: Base, counts: Counts, evidence: Evidence, coverage: pd.DataFrame, *, limits: Limits
) -> pd.DataFrame:
    """The table silences for one kind.

    Args:
        base: the documents that count, with copies: who copied spoke too.
        counts: what the documents hold.
        evidence: how sure that is, with documents and items as in counts.documents.
        coverage: the table coverage.
        limits: see there.
    """
    places = [_place(base, code, inside, coverage, limits) for code, inside in base.members("municipality")]
    everyone = _everyone(base, counts)
    parts = [_measure(base, place, (counts, evidence), everyone, limits) for place in places]
    parts = [part for part in parts if len(part)]
    if not parts:
        return empty_table("silences")
    table = pd.concat(parts, ignore_index=True)
    tested = table["reason"].isin(("", UNSURE))
    table["q"] = 1.0
    spoken = table["own"].astype(bool) | (table["reason"] == UNSURE)
    table.loc[tested, "q"] = correct_silences(table.assign(spoken=spoken)[tested])
    likely = np.where(table["reason"] == "", table["q"], table["chance"]) >= limits.significant_below
    table.loc[tested & likely, "reason"] = CHANCE
    silent = table[~table["own"].astype(bool) & (table["neighbour_documents_with"] > 0)]
    return silent.assign(told=silent["reason"] == "")[list(TABLES["silences"].columns)]


def _place(base: Base, code: str, inside: Bools, coverage: pd.DataFrame, limits: Limits) -> _Place:
    near = neighbours_of(base, inside)
    cells = coverage[(coverage["municipality_code"] == code) & coverage["year"].between(*limits.years)]
    share = covered(cells)
    if speaks(base, near, limits):
        return _Place(code, inside, str(base.groups["jeugdregio"][inside][-1]), near, share)
    return _Place(code, inside, REST, base.placed & ~inside, share)


def _everyone(base: Base, counts: Counts) -> _Everyone:
    placed = base.placed
    clusters, first = np.unique(base.cluster[placed], return_index=True)
    regions = np.unique(base.groups["jeugdregio"][placed][first], return_inverse=True)[1]
    sums = sum_clusters(counts.documents[placed], np.ones((int(placed.sum()), 1)), base.cluster[placed])
    return _Everyone(clusters, regions, sums)


def _measure(
    base: Base, place: _Place, found: tuple[Counts, Evidence], everyone: _Everyone, limits: Limits
) -> pd.DataFrame:
    if not place.others.any():
        return pd.DataFrame()
    counts, evidence = found
    number, inside = int(place.inside.sum()), place.inside
    sums, mistakes = (_sums(base, place, part) for part in (counts.documents, counts.documents * evidence.mistaken))
    top, bottom = sums.total()
    own = 1 - evidence.wrong[inside].prod(axis=0) >= SURE
    unsure = counts.documents[inside].sum(axis=0)
    surer = evidence.mistaken < evidence.mistaken[inside].min(axis=0)
    certain = 1 - evidence.wrong >= SURE
    alike = everyone.alike(base, place)
    chance, highest = (
        chance_of_none(number, _sums(base, place, part.astype(np.float64)), alike) for part in (surer, certain)
    )
    table = {
        "kind": counts.kind,
        "id": list(counts.ids),
        "municipality_code": place.code,
        "documents": number,
        "unsure": unsure.astype(np.int64),
        "neighbours": place.neighbours,
        "neighbour_documents": int(place.others.sum()),
        "neighbour_documents_with": top.astype(np.int64),
        "neighbour_share": top / bottom,
        "neighbour_municipalities": len(sums.top),
        "neighbour_municipalities_with": (sums.top > 0).sum(axis=0),
        "chance": np.where(own, 1.0, chance),
        "coverage": np.nan if place.coverage is None else place.coverage,
        "own": own,
        "lowest": chance_of_none(number, sums, alike),
        "highest": highest,
    }
    frame = pd.DataFrame(table)
    why = _general_reason(base, place, sums.bottom, limits)
    few = frame["neighbour_municipalities_with"] < max(limits.min_municipalities - 1, HALF * len(sums.top))
    excused = mistakes_explain(unsure, number, mistakes.top.sum(axis=0) / bottom)
    frame["reason"] = why or np.where(few, "few_municipalities", np.where(excused, "", UNSURE))
    return frame


def _sums(base: Base, place: _Place, documents: Floats) -> Sums:
    ones = np.ones((int(place.others.sum()), 1))
    return sum_clusters(documents[place.others], ones, base.cluster[place.others])


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
