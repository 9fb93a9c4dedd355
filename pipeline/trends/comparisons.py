"""Each municipality against its region and against like ones -> the table comparisons.

Like are the municipalities of other regions with half to twice as many documents on the subject: the gazetteer holds no
inhabitants, and what can be said of a municipality depends on how much of it was found. Those of its own region are the
other comparison. A municipality without a region is compared with like ones of every region.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.tables import TABLES
from pipeline.trends.base import Base, Bools
from pipeline.trends.changes import compare_pairs, correct_tests
from pipeline.trends.counts import Counts
from pipeline.trends.pairs import Pair
from pipeline.trends.series import Limits

TIMES = 2.0  # like: from half to twice as many documents
CHANCE, UNSURE, FEW_MUNICIPALITIES, FEW_DOCUMENTS = "chance", "unsure", "few_municipalities", "few_documents"


def measure_comparisons(bases: tuple[Base, Base], counts: Sequence[list[Counts]], *, limits: Limits) -> pd.DataFrame:
    """The table comparisons; arguments as in `measure_changes`."""
    base = bases[0]
    pairs = [pair for code, inside in base.members("municipality") for pair in _pairs(base, code, inside)]
    table = correct_tests(compare_pairs(bases, counts, pairs, limits=limits), ["kind", "group_kind"])
    table = table.rename(columns={"to": "municipality_code", "group_kind": "against"})
    others = {(p.after_name, p.group_kind): municipalities(base, p.before) for p in pairs}
    keys = zip(table["municipality_code"], table["against"], strict=True)
    table["municipalities"] = np.array([others[key] for key in keys], dtype=np.int64)
    told = table["enough_data"].astype(bool) & (table["q"] < limits.significant_below)
    few = np.where(table["municipalities"] < limits.min_municipalities, FEW_MUNICIPALITIES, FEW_DOCUMENTS)
    untold = np.where(table["p"].isna(), UNSURE, CHANCE)
    table["reason"] = np.where(told, "", np.where(table["enough_data"].astype(bool), untold, few))
    return table.assign(told=told)[list(TABLES["comparisons"].columns)]


def neighbours_of(base: Base, inside: Bools) -> Bools:
    """The documents of other municipalities of its region; none where it has no region."""
    region = str(base.groups["jeugdregio"][inside][-1])
    near: Bools = base.placed & ~inside & (base.groups["jeugdregio"] == region) & (region != "")
    return near


def municipalities(base: Base, inside: Bools) -> int:
    """How many municipalities these documents are of."""
    return len(np.unique(base.cluster[inside & base.placed]))


def _pairs(base: Base, code: str, inside: Bools) -> list[Pair]:
    region = str(base.groups["jeugdregio"][inside][-1])
    sizes = np.bincount(base.cluster)[base.cluster]
    own = int(inside.sum())
    like = base.placed & ~inside & (sizes * TIMES >= own) & (sizes <= own * TIMES)
    like &= (base.groups["jeugdregio"] != region) | (region == "")
    return [
        Pair("single", "region", region, code, neighbours_of(base, inside), inside),
        Pair("single", "like", "like", code, like, inside),
    ]
