"""Which documents are compared with which: the base -> pairs of sets of documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from pipeline.trends.base import Base, Bools
from pipeline.trends.series import Limits

REST = "rest"


@dataclass(frozen=True)
class Pair:
    """Two sets of documents: `after` is compared with `before`; their names end up in from and to.

    Attributes:
        kind: `time`: the same places at two moments; `groups`: places against other places; `single`: the documents of
            one place against other places.
        group_kind: what stands in that column.
        before_name: what stands in from; after_name: what stands in to.
        before: the documents of the one side; after: of the other.
        turn: the year in between up to which, or since which, is compared; "" where the whole is.
        years: over time, the years that a trend or a bend is looked for in.
    """

    kind: Literal["time", "groups", "single"]
    group_kind: str
    before_name: str
    after_name: str
    before: Bools
    after: Bools
    turn: str = ""
    years: tuple[int, ...] = ()

    def among(self, known: dict[str, int], base: Base) -> Pair:
        """The same sets in another base, which may lack documents."""
        order = np.array([known[d] for d in base.rows], dtype=np.int64)
        return replace(self, before=self.before[order], after=self.after[order])


def find_pairs(base: Base, *, limits: Limits) -> list[Pair]:
    """What is compared: the last year with the first, each region with the other ones, each municipality with the rest.

    Beside the whole period each year in between is compared with the first and with the last, since what rises up to a
    year and falls after it has not changed over the whole, and what begins to rise late rises little over all.

    The rest of a municipality is the rest of its region (`from` is the region's name) when that is large enough, else
    all other municipalities (`from` is "rest"). Texts of no region, or of no municipality, stand on neither side there.
    """
    return [*_moments(base, limits), *_regions(base), *_municipalities(base, limits)]


def _moments(base: Base, limits: Limits) -> list[Pair]:
    years = range(limits.years[0], limits.years[1] + 1)
    usable = [y for y in years if speaks(base, base.year == y, limits)]
    if len(usable) < 2:
        return []
    first, *between, last = usable
    ends = [(first, last, ""), *((*pair, str(year)) for year in between for pair in ((first, year), (year, last)))]
    return [_moment(base, (start, end), years=tuple(usable), turn=turn) for start, end, turn in ends]


def _moment(base: Base, ends: tuple[int, int], *, years: tuple[int, ...], turn: str) -> Pair:
    before, after = (base.year == year for year in ends)
    return Pair("time", "time", str(ends[0]), str(ends[1]), before, after, turn, years)


def _regions(base: Base) -> list[Pair]:
    regional = base.groups["jeugdregio"] != ""
    found = base.members("jeugdregio")
    return [Pair("groups", "jeugdregio", REST, name, regional & ~inside, inside) for name, inside in found]


def _municipalities(base: Base, limits: Limits) -> list[Pair]:
    pairs = []
    for code, inside in base.members("municipality"):
        region = str(base.groups["jeugdregio"][inside][-1])
        neighbours = base.placed & ~inside & (base.groups["jeugdregio"] == region)
        near = region != "" and speaks(base, neighbours, limits)
        before = neighbours if near else base.placed & ~inside
        pairs.append(Pair("single", "municipality", region if near else REST, code, before, inside))
    return pairs


def speaks(base: Base, inside: Bools, limits: Limits) -> bool:
    """Whether these documents are enough, of enough municipalities, for a statement about a group."""
    municipalities = len(np.unique(base.cluster[inside & base.placed]))
    return int(inside.sum()) >= limits.min_documents and municipalities >= limits.min_municipalities
