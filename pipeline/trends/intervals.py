"""Intervals of shares and of their differences, with documents clustered in municipalities.

Texts of one municipality resemble each other, so they tell less than as many texts of different ones. The cluster
bootstrap measures how much less (the design effect); the interval is Wilson's on the number of documents that is left,
with Student's t for the few clusters. Percentile intervals of 5 to 20 clusters are too short, and have no width at 0%.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse, stats

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEVEL = 0.95
MIN_CLUSTERS = 3
LEVEL_Z = float(stats.norm.ppf((1 + LEVEL) / 2))


@dataclass(frozen=True)
class Sums:
    """Sums of numerator and denominator per cluster: clusters x items (the denominator may be clusters x 1)."""

    top: Floats
    bottom: Floats

    @property
    def clusters(self) -> Floats:
        """Number of clusters with anything below the line, per item."""
        counted: Floats = (np.broadcast_to(self.bottom, self.top.shape) > 0).sum(axis=0).astype(np.float64)
        return counted

    def total(self) -> tuple[Floats, Floats]:
        """Numerator and denominator over all clusters, per item."""
        return self.top.sum(axis=0), np.broadcast_to(self.bottom.sum(axis=0), self.top.shape[1:]).copy()


def sum_clusters(top: Floats, bottom: Floats, cluster: Ints) -> Sums:
    """Add up documents per cluster; clusters keep the order of their numbers."""
    _, index = np.unique(cluster, return_inverse=True)
    count = int(index.max()) + 1 if index.size else 0
    members = sparse.csr_matrix((np.ones(len(index)), (index, np.arange(len(index)))), shape=(count, len(index)))
    return Sums(members @ top, members @ bottom)


def wilson(share: Floats, number: Floats) -> tuple[Floats, Floats]:
    """Score interval of a proportion: E. B. Wilson (1927), JASA 22: 209-212.

    Args:
        share: proportions; NaN gives NaN.
        number: observations they rest on, not necessarily whole.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = LEVEL_Z**2 / number
        centre = (share + ratio / 2) / (1 + ratio)
        half = LEVEL_Z / (1 + ratio) * np.sqrt(share * (1 - share) / number + ratio / (4 * number))
    return np.clip(centre - half, 0, share), np.clip(centre + half, share, 1)


def draw_weights(clusters: int, *, draws: int, rng: np.random.Generator) -> Floats:
    """How often each cluster is drawn in each bootstrap sample: draws x clusters."""
    return rng.multinomial(clusters, np.full(clusters, 1 / clusters), size=draws).astype(np.float64)


def resample(sums: Sums, weights: Floats) -> Floats:
    """Share of each item in each bootstrap sample of clusters (Davison & Hinkley 1997, 3.8); NaN where none is left.

    Returns:
        draws x items.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = (weights @ sums.top) / (weights @ sums.bottom)
    return shares


def share_of(top: Floats, bottom: Floats) -> Floats:
    """The ratio, NaN where there is nothing below the line."""
    ratio: Floats = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return ratio


def design_effect(variance: Floats, plain: Floats, factor: Floats) -> Floats:
    """Variance with clustering by variance without (Kish 1965, 8.2), times a factor for few clusters, at least 1.

    At least 1 after the factor, not before: that texts of one municipality resemble each other less than others do is
    not believed, and the variance of independent texts is known, however few the municipalities. At shares of 0 and 1
    both variances are zero: these get the median of the other items in the cell.
    """
    known = (plain > 0) & np.isfinite(variance)
    effect: Floats = np.ones(plain.shape, dtype=np.float64)
    np.divide(variance, plain, out=effect, where=known)
    effect = np.maximum(effect * factor, 1)
    effect[~known] = float(np.median(effect[known])) if known.any() else 1.0
    return effect


def clustered_interval(sums: Sums, *, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Interval of each share, with whole clusters as the units that could have been others.

    Effective sample size after Korn & Graubard (1998), Survey Methodology 24: 193-201, with Wilson's interval as in
    Dean & Pagano (2015), Journal of Survey Statistics and Methodology 3: 484-503. With fewer than three clusters the
    clustering cannot be measured, and Wilson's interval over all observations is given.
    """
    top, bottom = sums.total()
    share = share_of(top, bottom)
    clusters = sums.clusters
    if sums.top.shape[0] < MIN_CLUSTERS:
        return wilson(share, bottom)
    samples = resample(sums, draw_weights(sums.top.shape[0], draws=draws, rng=rng))
    with np.errstate(divide="ignore", invalid="ignore"):
        effect = design_effect(spread(samples, clusters), share * (1 - share) / bottom, few_clusters(clusters - 1))
    effective = bottom / effect
    return wilson(share, np.where(clusters < MIN_CLUSTERS, bottom, effective))


def spread(samples: Floats, clusters: Floats) -> Floats:
    """Bootstrap variance per item over the samples that hold it, times G/(G-1), since resampling G is short by that."""
    usable = np.isfinite(samples)
    number = np.maximum(usable.sum(axis=0), 1)
    kept = np.where(usable, samples, 0)
    mean = kept.sum(axis=0) / number
    variance: Floats = (np.where(usable, samples - mean, 0) ** 2).sum(axis=0) / number
    return variance * clusters / np.maximum(clusters - 1, 1)


def few_clusters(freedom: Floats) -> Floats:
    """Factor by which the sample counts less, since its variance rests on few clusters: (t / z) squared."""
    factor: Floats = (stats.t.ppf((1 + LEVEL) / 2, np.maximum(freedom, 1)) / LEVEL_Z) ** 2
    return factor


def difference_interval(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Interval of after minus before: Newcombe (1998), Statistics in Medicine 17: 873-890, method 10.

    Args:
        before: shares, and the effective number of observations they rest on.
        after: the same for the other side.
    """
    low_0, high_0 = wilson(*before)
    low_1, high_1 = wilson(*after)
    share_0, share_1 = before[0], after[0]
    estimate = share_1 - share_0
    low = estimate - np.sqrt((share_1 - low_1) ** 2 + (high_0 - share_0) ** 2)
    high = estimate + np.sqrt((high_1 - share_1) ** 2 + (share_0 - low_0) ** 2)
    return np.maximum(low, -1), np.minimum(high, 1)
