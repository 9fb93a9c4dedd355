"""Corpora with a known trend: do the 95 % intervals hold it, are false changes rare, and is a doubling found?

    uv run python benchmarks/trends_simulation.py [corpora] [draws]

Each corpus has 14 municipalities in three regions, 15 documents a year each, 2011-2015, and 40 concepts. A municipality
speaks of a concept more or less often than others, in all years (standard deviation 0.6 on the logit scale; intra-class
correlation about 0.1) and in single years (0.3). Thirty concepts keep their share (0.05 to 0.6), ten double from 2011
to 2015 (from 0.1, 0.15, 0.2 or 0.3). What is compared is what the stage trends publishes: series and changes. As a
second opinion each change over time is tested by GEE too (statsmodels, binomial with an exchangeable working
correlation and the bias-reduced covariance of Mancl & DeRouen 2001, Biometrics 57: 126-134).
"""

from __future__ import annotations

import sys
import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import statsmodels.api as sm
from scipy.special import expit, logit

from pipeline.trends.base import Base
from pipeline.trends.changes import measure_changes
from pipeline.trends.counts import Counts
from pipeline.trends.series import Limits, measure_series

Floats = npt.NDArray[np.float64]

YEARS = (2011, 2015)
MUNICIPALITIES, DOCUMENTS = 14, 15
REGIONS = np.array(["A"] * 5 + ["B"] * 5 + ["C"] * 4)
FLAT = np.tile([0.05, 0.1, 0.2, 0.3, 0.4, 0.6], 5)
DOUBLING = np.array([0.1, 0.1, 0.1, 0.15, 0.15, 0.2, 0.2, 0.2, 0.3, 0.3])
OWN, YEARLY = 0.6, 0.3
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(40)


@dataclass(frozen=True)
class Corpus:
    """A simulated corpus: who has what, and the true shares.

    Attributes:
        base: documents.
        counts: what they hold.
        shares: true share per year (rows) and concept.
        own: true share per municipality, over all years together, and concept.
    """

    base: Base
    counts: Counts
    shares: Floats
    own: Floats


def make_corpus(seed: int) -> Corpus:
    """One corpus."""
    rng = np.random.default_rng([2015, seed])
    years = np.arange(YEARS[0], YEARS[1] + 1)
    first = np.concatenate([FLAT, DOUBLING])
    growth = np.concatenate([np.ones_like(FLAT), np.full_like(DOUBLING, 2.0)])
    shares = first * growth ** (np.arange(len(years)) / (len(years) - 1))[:, None]
    middle = np.vectorize(_intercept)(shares)
    own = rng.normal(0, OWN, (MUNICIPALITIES, 1, len(first)))
    chance = expit(middle[None] + own + rng.normal(0, YEARLY, (MUNICIPALITIES, len(years), len(first))))
    cluster = np.repeat(np.arange(MUNICIPALITIES), len(years) * DOCUMENTS)
    year = np.tile(np.repeat(np.arange(len(years)), DOCUMENTS), MUNICIPALITIES)
    found = (rng.random((len(cluster), len(first))) < chance[cluster, year]).astype(np.float64)
    base = _base(cluster, years[year])
    ones = np.ones((len(cluster), 1))
    ids = tuple(f"{'flat' if i < len(FLAT) else 'double'}{i:02}" for i in range(len(first)))
    return Corpus(base, Counts("concept", ids, found, ones, found, ones), shares, chance.mean(axis=1))


def _intercept(share: float) -> float:
    """The logit whose mean over municipalities and years is this share (Gauss-Hermite, secant steps)."""
    spread = np.hypot(OWN, YEARLY)
    value = float(logit(share))
    for _ in range(50):
        reached = float((expit(value + spread * NODES) * WEIGHTS).sum() / WEIGHTS.sum())
        value += float(logit(share) - logit(reached))
    return value


def _base(cluster: npt.NDArray[np.int64], year: npt.NDArray[np.int64]) -> Base:
    codes = np.array([f"GM{c:02}" for c in cluster])
    names = [f"d{i:05}" for i in range(len(cluster))]
    groups = {"municipality": codes, "jeugdregio": REGIONS[cluster]}
    groups |= {kind: np.full(len(codes), "") for kind in ("document_type", "territory")}
    return Base(
        original_only=False,
        rows={name: i for i, name in enumerate(names)},
        passages={name: i for i, name in enumerate(names)},
        year=year,
        cluster=cluster,
        territory=cluster,
        placed=np.ones(len(codes), dtype=bool),
        groups=groups,
        sizes=np.ones(len(codes), dtype=np.int64),
    )


def measure(corpus: Corpus, *, draws: int) -> dict[str, Floats]:
    """What one corpus adds: for each question the ones and zeros."""
    limits = Limits(min_documents=10, min_municipalities=3, draws=draws, seed=2015, years=YEARS)
    base, counts = corpus.base, corpus.counts
    series = measure_series(base, [counts], limits=limits)
    changes = measure_changes((base, base), ([counts], [counts]), limits=limits)
    position = {name: i for i, name in enumerate(counts.ids)}
    series = series[series["kind"] == "concept"].assign(at=lambda t: t["id"].map(position))
    changes = changes.assign(at=changes["id"].map(position))
    flat = changes["at"] < len(FLAT)
    over_time = changes["group_kind"] == "time"
    time = over_time & (changes["from"] == str(YEARS[0])) & (changes["to"] == str(YEARS[1]))
    turn = over_time & ~time
    told = changes["q"] < 0.05
    result = {
        "share of everybody, a year": _covered(series, "all", corpus),
        "share of a region, a year": _covered(series, "jeugdregio", corpus),
        "share of a municipality, all years": _covered(series, "municipality", corpus),
        "change over time": _holds(changes[time], corpus.shares[-1] - corpus.shares[0]),
        "change up to or after a year in between": _turns(changes[turn], corpus),
        "region against the rest": _holds(changes[changes["group_kind"] == "jeugdregio"], np.zeros(len(position))),
        "p below 0.05, nothing changed": (changes.loc[time & flat, "p"] < 0.05).to_numpy(dtype=np.float64),
        "p below 0.05, regions alike": (changes.loc[changes["group_kind"] == "jeugdregio", "p"] < 0.05).to_numpy(float),
        "false among told": np.array([_false(told & over_time, flat)]),
        "false among told, whole period": np.array([_false(told & time, flat)]),
        "false among told, turns": np.array([_false(told & turn, flat)]),
        "false among concepts told of": np.array([_false_items(changes[told & over_time])]),
        "a region told, regions alike": told[changes["group_kind"] == "jeugdregio"].to_numpy(dtype=np.float64),
    }
    for share in np.unique(DOUBLING):
        own = changes["at"].isin(len(FLAT) + np.flatnonzero(share == DOUBLING)) & time
        result[f"doubling from {share:.2f}, p below 0.05"] = (changes.loc[own, "p"] < 0.05).to_numpy(dtype=np.float64)
        result[f"doubling from {share:.2f}, told"] = told[own].to_numpy(dtype=np.float64)
    result["doubling, told, all bases alike"] = np.array([_mean_power(result)])
    return result


def _mean_power(result: dict[str, Floats]) -> float:
    return float(np.mean([result[f"doubling from {share:.2f}, told"].mean() for share in np.unique(DOUBLING)]))


def _turns(rows: pd.DataFrame, corpus: Corpus) -> Floats:
    at = rows["at"].to_numpy(dtype=np.int64)
    ends = [rows[side].astype(int).to_numpy() - YEARS[0] for side in ("from", "to")]
    return _within(rows, corpus.shares[ends[1], at] - corpus.shares[ends[0], at])


def gee(corpus: Corpus) -> dict[str, Floats]:
    """p below 0.05 of the change over time by GEE, for some flat concepts and all that double."""
    base = corpus.base
    inside = np.isin(base.year, YEARS)
    design = sm.add_constant((base.year[inside] == YEARS[1]).astype(np.float64))
    result: dict[str, list[float]] = {"GEE: p below 0.05, nothing changed": [], "GEE: p below 0.05, doubled": []}
    for i in [*range(6), *range(len(FLAT), len(corpus.counts.ids))]:
        model = sm.GEE(
            corpus.counts.documents[inside, i],
            design,
            groups=base.cluster[inside],
            family=sm.families.Binomial(),
            cov_struct=sm.cov_struct.Exchangeable(),
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            p = float(model.fit(cov_type="bias_reduced").pvalues[1])
        result[next(iter(result)) if i < len(FLAT) else "GEE: p below 0.05, doubled"].append(float(p < 0.05))
    return {name: np.array(values) for name, values in result.items()}


def simulate(corpora: int, *, draws: int, second: bool = True) -> dict[str, float]:
    """Mean of each question over so many corpora."""
    found: dict[str, list[Floats]] = {}
    for seed in range(corpora):
        corpus = make_corpus(seed)
        for name, values in (measure(corpus, draws=draws) | (gee(corpus) if second else {})).items():
            found.setdefault(name, []).append(values)
    return {name: float(np.concatenate(values).mean()) for name, values in found.items()}


def _covered(series: pd.DataFrame, group_kind: str, corpus: Corpus) -> Floats:
    own = group_kind == "municipality"
    rows = series[(series["group_kind"] == group_kind) & (series["year"] == 0 if own else series["year"] > 0)]
    at, year = rows["at"].to_numpy(dtype=np.int64), rows["year"].to_numpy(dtype=np.int64) - YEARS[0]
    if own:
        codes = np.array([int(code.removeprefix("GM")) for code in rows["group"]], dtype=np.int64)
        truth = corpus.own[codes, at]
    else:
        truth = corpus.shares[year, at]
    return _within(rows, truth)


def _holds(rows: pd.DataFrame, truth: Floats) -> Floats:
    return _within(rows, truth[rows["at"].to_numpy(dtype=np.int64)])


def _within(rows: pd.DataFrame, truth: Floats) -> Floats:
    low, high = rows["low"].to_numpy(dtype=np.float64), rows["high"].to_numpy(dtype=np.float64)
    return ((low <= truth) & (truth <= high)).astype(np.float64)


def _false(told: pd.Series[bool], null: pd.Series[bool]) -> float:
    return float((told & null).sum() / max(int(told.sum()), 1))


def _false_items(told: pd.DataFrame) -> float:
    items = told["at"].unique()
    return float((items < len(FLAT)).sum() / max(len(items), 1))


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:]]
    results = simulate(*numbers[:1] or [200], draws=(numbers[1:] or [500])[0])
    print("\n".join(f"{name:45} {value:.3f}" for name, value in results.items()))
