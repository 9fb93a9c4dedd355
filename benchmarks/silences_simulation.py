"""Corpora in which some are silent: how many silences are told, and how many of those told are none?

    uv run python -m benchmarks.silences_simulation [corpora]

Each corpus has 14 municipalities in three regions and 60 concepts, of which a municipality speaks more or less often
than others (standard deviation 0.6 on the logit scale). Four times a municipality is silent on what at least 30 % of
all texts speak of. A finder finds 75 % of what is there, with scores of 0.6 to 1, and in 3 % of the documents what is
not there, with scores of 0.4 to 0.8. A silence told is false when the municipality does speak at its own rate, also
when it happens not to in these texts.
"""

from __future__ import annotations

import sys

import numpy as np
from scipy.special import expit, logit

from benchmarks.trends_simulation import REGIONS
from pipeline.tables import empty_table
from pipeline.trends.base import Base, Bools
from pipeline.trends.counts import Counts, Floats
from pipeline.trends.evidence import WEAK, Evidence
from pipeline.trends.series import Limits
from pipeline.trends.silences import find_silences

BASES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
CONCEPTS, PLANTED, COMMON, OWN = 60, 4, 0.3, 0.6
RECALL, FALSE = 0.75, 0.03
LIMITS = Limits(min_documents=10, min_municipalities=3, draws=100, seed=1, years=(2011, 2015))


def make_corpus(seed: int, *, documents: int) -> tuple[Base, Counts, Evidence, Bools]:
    """Documents, what is found in them and how surely, and who is silent on what (municipalities x concepts)."""
    rng = np.random.default_rng([2015, seed])
    common = rng.choice(BASES, CONCEPTS)
    chance = expit(logit(common) + rng.normal(0, OWN, (len(REGIONS), CONCEPTS)))
    silent = np.zeros(chance.shape, dtype=bool)
    able = np.argwhere(np.broadcast_to(common >= COMMON, chance.shape))
    silent[tuple(rng.choice(able, PLANTED, replace=False).T)] = True
    cluster = np.repeat(np.arange(len(REGIONS)), documents)
    spoken = rng.random((len(cluster), CONCEPTS)) < (chance * ~silent)[cluster]
    right = spoken & (rng.random(spoken.shape) < RECALL)
    found = right | (~spoken & (rng.random(spoken.shape) < FALSE))
    score = np.where(right, rng.uniform(0.6, 1, found.shape), rng.uniform(0.4, 0.8, found.shape))
    mistaken = np.where(found, 1 - score, 1.0)
    evidence = Evidence(np.where(found & (score >= WEAK), mistaken, 1.0), mistaken)
    tops: Floats = found.astype(np.float64)
    ones = np.ones((len(cluster), 1))
    counts = Counts("concept", tuple(f"c{i:02}" for i in range(CONCEPTS)), tops, ones, tops, ones)
    return _base(cluster), counts, evidence, silent


def _base(cluster: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Base:
    codes = np.array([f"GM{c:02}" for c in cluster])
    names = {f"d{i:05}": i for i in range(len(cluster))}
    groups = {"municipality": codes, "jeugdregio": REGIONS[cluster]}
    years, placed = np.full(len(codes), 2013), np.ones(len(codes), dtype=bool)
    return Base(False, names, names, years, cluster, cluster, placed, groups, np.ones(len(codes), dtype=np.int64))


def simulate(corpora: int, *, documents: int) -> dict[str, float]:
    """Share of the planted silences that is told, of those told that is false, and how many are told a corpus."""
    rows: list[tuple[float, float, int]] = []
    for seed in range(corpora):
        base, counts, evidence, silent = make_corpus(seed, documents=documents)
        table = find_silences(base, counts, evidence, empty_table("coverage"), limits=LIMITS)
        told = table[table["told"]]
        where = told["municipality_code"].str[2:].astype(int), told["id"].str[1:].astype(int)
        right = silent[tuple(np.array(where, dtype=np.int64))]
        rows.append((right.sum() / PLANTED, (~right).sum() / max(len(right), 1), len(right)))
    means = np.mean(rows, axis=0)
    return dict(zip(("found", "false", "told"), means.tolist(), strict=True))


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for size in (15, 40, 75):
        print(size, {name: round(value, 3) for name, value in simulate(number, documents=size).items()})
