"""Design effects of many items, each measured on few municipalities -> better ones, that lend each other support.

How much more a share varies between municipalities than chance alone would make it is measured on few of them, so that
one item's figure is far from exact. But concepts are found in the same texts by the same means, and their effects are
much alike. Each is drawn towards what they have in common, the more so the less they differ beyond what so few
municipalities would make them differ: the moderated variances of Lönnstedt & Speed (2002), Statistica Sinica 12: 31-46,
and Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3: 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import digamma, polygamma

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ITEMS = 10  # fewer cannot tell how much effects differ
FOUND = 10  # as many finds, and as many texts without, for an effect that can be measured
_SLIGHT = 1e-3
_MOST = 1e6  # degrees of freedom: as good as known
_STEPS = 50


@dataclass(frozen=True)
class Moderated:
    """Per item the effect, its degrees of freedom, and whether it was moderated (else both are as they were)."""

    effect: Floats
    freedom: Floats
    known: Bools


def moderate(effect: Floats, freedom: Floats, usable: Bools) -> Moderated:
    """Draw effects towards each other.

    Args:
        effect: variance between municipalities by that of independent texts, per item.
        freedom: degrees of freedom of each.
        usable: items in which enough was found to measure it; with fewer than `ITEMS` of these nothing is done.
    """
    used = usable & np.isfinite(effect) & (freedom > 0)
    if used.sum() < ITEMS:
        return Moderated(effect, freedom, np.zeros(len(effect), dtype=bool))
    prior, weight = fit_prior(np.maximum(effect[used], _SLIGHT), freedom[used])
    together = np.minimum(freedom + weight, _MOST)
    share = np.minimum(freedom / together, 1)
    drawn = share * effect + (1 - share) * prior
    return Moderated(np.where(used, drawn, effect), np.where(used, together, freedom), used)


def fit_prior(effect: Floats, freedom: Floats) -> tuple[float, float]:
    """The common effect, and the degrees of freedom that it counts for: Smyth (2004), section 6.2.

    Effects are taken to be the common one times an F-distributed number; mean and variance of their logarithms tell
    both. Effects that differ no more than their degrees of freedom make them differ count as one and the same.
    """
    logs = np.log(effect) - digamma(freedom / 2) + np.log(freedom / 2)
    excess = float(logs.var(ddof=1) - polygamma(1, freedom / 2).mean())
    weight = 2 * _inverse_trigamma(excess) if excess > 0 else _MOST
    weight = min(weight, _MOST)
    return float(np.exp(logs.mean() + digamma(weight / 2) - np.log(weight / 2))), weight


def _inverse_trigamma(value: float) -> float:
    """Newton's method on 1 / trigamma, which is convex: it comes down from above and cannot overshoot."""
    found = 0.5 + 1 / value
    for _ in range(_STEPS):
        own = float(polygamma(1, found))
        found += own * (1 - own / value) / float(polygamma(2, found))
    return found
