"""Counts per document -> the table changes: differences over time and between groups, tested.

A difference is called demonstrable only if it stands with and without copied passages: its p is the larger of the two
(intersection-union test: Berger 1982, Technometrics 24: 295-300). Estimate and interval are those with all passages.
A p below 0.05 never stands beside an interval that holds zero: it is then raised to 0.05, which is the careful side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from pipeline.tables import TABLES
from pipeline.trends.base import Base, Bools, Ints
from pipeline.trends.contrasts import bend_of, prove_contrast, trend_of
from pipeline.trends.counts import DEEDS, Counts
from pipeline.trends.intervals import (
    LEVEL,
    Floats,
    Sums,
    design_effect,
    difference_interval,
    draw_weights,
    few_clusters,
    resample,
    share_of,
    spread,
    sum_clusters,
)
from pipeline.trends.moderation import FOUND, moderate
from pipeline.trends.pairs import Pair, find_pairs
from pipeline.trends.series import Limits, enough
from pipeline.trends.significance import label_test, ratio_variance, welch_freedom, welch_test

_NUMBERS = ("share", "other_share", "estimate", "low", "high", "p")
_COMPARED = {
    **dict.fromkeys(("kind", "id", "group_kind", "from", "to", "turn"), "str"),
    **dict.fromkeys(_NUMBERS, "float64"),
    "enough_data": "bool",
    "constant": "bool",
}


def measure_changes(bases: tuple[Base, Base], counts: Sequence[list[Counts]], *, limits: Limits) -> pd.DataFrame:
    """The table changes.

    Args:
        bases: with all passages, and without copied ones.
        counts: for each of the two, the same kinds with the same ids.
        limits: see there.
    """
    table = compare_pairs(bases, counts, find_pairs(bases[0], limits=limits), limits=limits)
    over_time, turns = table["group_kind"] == "time", table["turn"] != ""
    parts = (
        correct_tests(table[over_time & ~turns].copy(), ["kind"], below=limits.significant_below),
        correct_tests(table[turns].copy(), ["kind"]),
        correct_tests(table[~over_time].copy(), ["kind", "group_kind"]),
    )
    return pd.concat(parts, ignore_index=True)[list(TABLES["changes"].columns)]


def compare_pairs(
    bases: tuple[Base, Base], counts: Sequence[list[Counts]], pairs: Sequence[Pair], *, limits: Limits
) -> pd.DataFrame:
    """Every item in every pair: kind, id, group_kind, from, to, estimate, low, high, p, enough_data.

    Beside these: share and other_share (after and before), and constant: the item is everywhere or nowhere.
    """
    everything, original = bases
    parts = [pd.DataFrame({c: [] for c in _COMPARED}).astype(_COMPARED)]
    for pair in pairs:
        shrunk = pair.among(everything.rows, original)
        for all_counts, own_counts in zip(*counts, strict=True):
            table = _compare(everything, all_counts, pair, limits)
            check = _compare(original, own_counts, shrunk, limits)
            table["enough_data"] &= check["enough_data"]
            table["p"] = np.maximum(table["p"], check["p"])
            if pair.kind == "single":
                table.loc[_one_step(table), "p"] = np.nan
            parts.append(table)
    table = pd.concat(parts[1:] or parts, ignore_index=True)
    table.loc[~table["enough_data"].astype(bool), list(_NUMBERS)] = np.nan
    return table


def _one_step(table: pd.DataFrame) -> pd.Series[bool]:
    """Rows of a single step: which of two neighbouring ones a sentence is on, the classifier mistakes by writer.

    Of a municipality, which may have one writer, only deeds as a whole are tested.
    """
    return (table["kind"] == "step") & ~table["id"].astype("str").str.endswith(f":{DEEDS}")


def _compare(base: Base, counts: Counts, pair: Pair, limits: Limits) -> pd.DataFrame:
    single, paired = pair.kind == "single", pair.kind == "time"
    known = enough(base, counts, pair.before, one_municipality=False, limits=limits)
    known &= enough(base, counts, pair.after, one_municipality=single, limits=limits)
    numbers = {name: np.full(len(counts.ids), np.nan) for name in _NUMBERS}
    constant = np.ones(len(counts.ids), dtype=bool)
    if known.any():
        ends = (pair.before_name,) if pair.turn else ()
        cell = (counts.kind, pair.group_kind, *ends, pair.after_name, str(base.original_only))
        rng = limits.rng("changes", *cell)
        sides = tuple(_side(base, counts, s, known) for s in (pair.before, pair.after))
        cluster = base.territory if paired else base.cluster
        own = np.flatnonzero(pair.after) if single else cluster[pair.after]
        before, after = _sums(sides, (cluster[pair.before], own), together=paired)
        estimate, low, high = _difference(before, after, kind=pair.kind, draws=limits.draws, rng=rng)
        if paired:
            p = _moved(_moments(base, counts, pair.years, known), (before, after), pair, rng)
        else:
            p = _test(pair.kind, before, after, rng)
        p = np.where((low <= 0) & (high >= 0), np.maximum(p, 1 - LEVEL), p)
        shares = share_of(*after.total()), share_of(*before.total())
        for name, values in zip(numbers, (*shares, estimate, low, high, p), strict=True):
            numbers[name][known] = values
        constant[known] = _constant(before, after)
    names = {"kind": counts.kind, "id": list(counts.ids), "group_kind": pair.group_kind}
    names |= {"from": pair.before_name, "to": pair.after_name}
    names["turn"] = pair.turn
    return pd.DataFrame({**names, **numbers, "enough_data": known, "constant": constant})


def _side(base: Base, counts: Counts, inside: Bools, known: Bools) -> tuple[Floats, Floats]:
    bottom = counts.bottom[inside]
    return counts.top[inside][:, known], bottom[:, known] if bottom.shape[1] > 1 else bottom


def _sums(
    sides: tuple[tuple[Floats, Floats], ...], clusters: tuple[Ints, Ints], *, together: bool
) -> tuple[Sums, Sums]:
    """Sums per cluster of both sides; `together`: over the same clusters, with zeros where a side has none."""
    if not together:
        return sum_clusters(*sides[0], clusters[0]), sum_clusters(*sides[1], clusters[1])
    both = np.concatenate(clusters)
    top, bottom = (np.concatenate([sides[0][i], sides[1][i]]) for i in (0, 1))
    late = (np.arange(len(both)) >= len(clusters[0]))[:, None]
    return sum_clusters(top * ~late, bottom * ~late, both), sum_clusters(top * late, bottom * late, both)


def _moments(base: Base, counts: Counts, years: tuple[int, ...], known: Bools) -> list[Sums]:
    """Sums of each year over all territories; zeros where one has no texts."""
    places = np.unique(base.territory)
    moments = []
    for year in years:
        inside = base.year == year
        cluster = base.territory[inside]
        sums = sum_clusters(*_side(base, counts, inside, known), cluster)
        at = np.searchsorted(places, np.unique(cluster))
        top, bottom = (np.zeros((len(places), part.shape[1])) for part in (sums.top, sums.bottom))
        top[at], bottom[at] = sums.top, sums.bottom
        moments.append(Sums(top, bottom))
    return moments


def _moved(moments: list[Sums], ends: tuple[Sums, Sums], pair: Pair, rng: np.random.Generator) -> Floats:
    """p over time: of the trend, in the direction in which the ends differ; up to or since a year in between see below.

    There the ends must differ, and the line through the shares must bend in that year, towards where this side goes:
    what moves at one pace is told by the whole period, not by its parts (intersection-union test: the larger p).
    """
    difference, p = prove_contrast(ends, trend_of(ends, (0.0, 1.0)), rng=rng)
    if not pair.turn:
        slope, p = prove_contrast(moments, trend_of(moments, pair.years), rng=rng)
        return np.where(slope * difference > 0, p, 1.0)
    bend, other = prove_contrast(moments, bend_of(moments, pair.years, at=int(pair.turn)), rng=rng)
    side = 1 if pair.before_name == pair.turn else -1
    return np.where(bend * difference * side > 0, np.maximum(p, other), 1.0)


def _difference(
    before: Sums, after: Sums, *, kind: str, draws: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """After minus before with its interval; over time the same municipalities are drawn at both moments.

    For one municipality the variances are linearised instead of bootstrapped: there is one such pair for each, and the
    others in it are nearly always the same.
    """
    (top_0, bottom_0), (top_1, bottom_1) = before.total(), after.total()
    share_0, share_1 = share_of(top_0, bottom_0), share_of(top_1, bottom_1)
    plain = share_0 * (1 - share_0) / bottom_0 + share_1 * (1 - share_1) / bottom_1
    if kind == "single":
        variances = ratio_variance(before), ratio_variance(after)
    else:
        weights = draw_weights(len(before.top), draws=draws, rng=rng)
        other = weights if kind == "time" else draw_weights(len(after.top), draws=draws, rng=rng)
        samples = resample(before, weights), resample(after, other)
        variances = spread(samples[0], before.clusters), spread(samples[1], after.clusters)
    variance = variances[0] + variances[1]
    freedom = welch_freedom((variances[0], before.clusters - 1), (variances[1], after.clusters - 1))
    if kind == "time":
        common = np.minimum(before.clusters, after.clusters)
        variance, freedom = _moderated(spread(samples[1] - samples[0], common), plain, (before, after))
    effect = design_effect(variance, plain, few_clusters(freedom))
    return share_1 - share_0, *difference_interval((share_0, bottom_0 / effect), (share_1, bottom_1 / effect))


def _moderated(variance: Floats, plain: Floats, ends: tuple[Sums, Sums]) -> tuple[Floats, Floats]:
    """Variance of a difference over time and its degrees of freedom, by the design effects of all items together."""
    clusters = np.minimum(ends[0].clusters, ends[1].clusters)
    effect = np.divide(variance, plain, out=np.ones_like(plain), where=plain > 0)
    top, bottom = (ends[0].total()[i] + ends[1].total()[i] for i in (0, 1))
    usable = (np.minimum(top, bottom - top) >= FOUND) & (plain > 0)
    moderated = moderate(effect, clusters - 1, usable)
    return np.where(moderated.known, moderated.effect * plain, variance), moderated.freedom


def _test(kind: str, before: Sums, after: Sums, rng: np.random.Generator) -> Floats:
    if kind == "single":
        return welch_test(before, after)
    both = Sums(np.concatenate([before.top, after.top]), np.concatenate([before.bottom, after.bottom]))
    inside = np.arange(len(both.top)) >= len(before.top)
    return label_test(both, inside, rng=rng)


def _constant(before: Sums, after: Sums) -> Bools:
    (top_0, bottom_0), (top_1, bottom_1) = before.total(), after.total()
    together: Bools = (top_0 + top_1 <= 0) | (top_0 + top_1 >= bottom_0 + bottom_1)
    return together


def correct_tests(table: pd.DataFrame, family: list[str], *, below: float | None = None) -> pd.DataFrame:
    """Add q: Benjamini & Hochberg (1995) within each family; what is the same everywhere can differ nowhere: q = 1.

    Over time much changes at once, and then this method is needlessly strict: it allows for all tests as if none were
    right to reject. The adaptive form (Benjamini, Krieger & Yekutieli 2006, Biometrika 93: 491-507) first estimates how
    many are not. No q is made smaller than its p, so that nothing is told on the strength of the others alone.

    Args:
        table: with the columns p and constant, and those of `family`.
        family: columns within whose values is corrected, such as kind and group_kind.
        below: for the adaptive form: the q from which a difference is told.
    """
    method, alpha = ("fdr_bh", 0.05) if below is None else ("fdr_tsbky", below)
    table["q"] = np.where(table["p"].notna(), 1.0, np.nan)
    tested = table[table["p"].notna() & ~table["constant"].astype(bool)]
    for _, tests in tested.groupby(family, sort=True):
        p = tests["p"].to_numpy(dtype=np.float64)
        table.loc[tests.index, "q"] = np.clip(multipletests(p, alpha=alpha, method=method)[1], p, 1)
    return table
