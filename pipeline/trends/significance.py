"""p-values of differences between shares, with municipalities (never single years) as the units that are compared.

Each test looks at documents, and takes those of one municipality together. Where few municipalities stand against each
other no small p-value is possible, and none is given.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from math import comb

import numpy as np
import numpy.typing as npt
from scipy import stats

from pipeline.trends.intervals import Floats, Sums, share_of

Bools = npt.NDArray[np.bool_]

ENUMERATE = 20_000  # up to so many arrangements all are tried
DRAWS = 9_999  # above that, so many are drawn
_CHUNK = 128
_TIE = 1e-9


def flip_scores(scores: Floats, *, rng: np.random.Generator) -> Floats:
    """p-value per item of a sum of scores over clusters: the sign of each cluster's score is flipped.

    Under the null hypothesis a municipality's departure from what is expected is as likely in the one direction as in
    the other. Up to twenty thousand arrangements all are tried.

    Args:
        scores: clusters x items.
        rng: of the flips, where there are too many to try all.
    """
    signs, complete = _signs(scores.shape[0], rng)
    same = 2.0 ** (1 + (np.abs(scores) < _TIE).sum(axis=0))  # all signs turned, and those of scores of nothing
    return _tail(scores.sum(axis=0), lambda items: signs @ scores[:, items], complete=complete, same=same)


def label_test(sums: Sums, inside: Bools, *, rng: np.random.Generator) -> Floats:
    """p-value per item of the difference between the clusters inside a group and the others.

    The label "inside" is dealt anew over the clusters, in every possible way or in many random ones: Fisher's (1935)
    permutation test; a drawn p-value counts the data themselves too: Phipson & Smyth (2010), Statistical Applications
    in Genetics and Molecular Biology 9: 39. Few clusters have few arrangements (four of eight: 70), so that no
    p could survive correction; where no arrangement but the data's own is as far from zero, Welch's p goes below that.
    """
    labels, complete = _labels(len(inside), int(inside.sum()), rng)

    def difference(chosen: Floats, items: slice) -> Floats:
        top, bottom = sums.top[:, items], sums.bottom[:, items] if sums.bottom.shape[1] > 1 else sums.bottom
        with np.errstate(divide="ignore", invalid="ignore"):
            return (chosen @ top) / (chosen @ bottom) - ((1 - chosen) @ top) / ((1 - chosen) @ bottom)

    observed = difference(inside[None, :].astype(np.float64), slice(None))[0]
    p = _tail(observed, lambda items: difference(labels, items), complete=complete)
    outside = Sums(sums.top[~inside], sums.bottom[~inside])
    finest = 1 / len(labels) if complete else 1 / (len(labels) + 1)
    tail = welch_test(outside, Sums(sums.top[inside], sums.bottom[inside]))
    return np.where(p < finest + _TIE, np.minimum(p, tail), p)


def welch_test(rest: Sums, own: Sums) -> Floats:
    """p-value per item of the difference between two sets of clusters, also where they cannot be dealt out anew.

    For one municipality the clusters are its documents, and the others vary as municipalities. Test of Welch (1947),
    Biometrika 34: 28-35, with Satterthwaite's degrees of freedom; neither variance is smaller than that of independent
    documents with the common share.
    """
    (top_0, bottom_0), (top_1, bottom_1) = rest.total(), own.total()
    common = share_of(top_0 + top_1, bottom_0 + bottom_1)
    plain = common * (1 - common)
    with np.errstate(divide="ignore", invalid="ignore"):
        variances = [np.maximum(ratio_variance(s), plain / b) for s, b in ((rest, bottom_0), (own, bottom_1))]
        distance = np.abs(share_of(top_1, bottom_1) - share_of(top_0, bottom_0))
        freedom = welch_freedom((variances[0], rest.clusters - 1), (variances[1], own.clusters - 1))
        t = distance / np.sqrt(variances[0] + variances[1])
    p: Floats = 2 * stats.t.sf(t, freedom)
    return np.where(plain > 0, p, 1.0)


def ratio_variance(sums: Sums) -> Floats:
    """Variance of a ratio of sums over clusters, linearised (Cochran 1977, 6.4), with the factor G/(G-1)."""
    top, bottom = sums.total()
    residuals = sums.top - share_of(top, bottom) * sums.bottom
    clusters = sums.clusters
    with np.errstate(divide="ignore", invalid="ignore"):
        variance: Floats = (residuals**2).sum(axis=0) / bottom**2 * clusters / np.maximum(clusters - 1, 1)
    return variance


def welch_freedom(first: tuple[Floats, Floats], second: tuple[Floats, Floats]) -> Floats:
    """Satterthwaite's degrees of freedom of a sum of two variances, each given with its own; at least 1."""
    (var_0, free_0), (var_1, free_1) = first, second
    below = var_0**2 / np.maximum(free_0, 1) + var_1**2 / np.maximum(free_1, 1)
    freedom = np.divide((var_0 + var_1) ** 2, below, out=np.ones(below.shape), where=below > 0)
    return np.maximum(freedom, 1)


def _signs(clusters: int, rng: np.random.Generator) -> tuple[Floats, bool]:
    if 2**clusters <= ENUMERATE:
        return np.array(list(product((1.0, -1.0), repeat=clusters))), True
    return rng.choice(np.array([1.0, -1.0]), size=(DRAWS, clusters)), False


def _labels(clusters: int, inside: int, rng: np.random.Generator) -> tuple[Floats, bool]:
    if comb(clusters, inside) <= ENUMERATE:
        chosen = np.array(list(combinations(range(clusters), inside)), dtype=np.int64)
        complete = True
    else:
        chosen = np.argsort(rng.random((DRAWS, clusters)), axis=1)[:, :inside]
        complete = False
    labels = np.zeros((len(chosen), clusters))
    np.put_along_axis(labels, chosen, 1.0, axis=1)
    return labels, complete


def _tail(
    observed: Floats, differences: Callable[[slice], Floats], *, complete: bool, same: Floats | None = None
) -> Floats:
    """Share of arrangements further from zero, with half of those that are as far; an empty side counts as further.

    Counts of documents are whole numbers, so that many arrangements are exactly as far, and counting all of these makes
    the test needlessly strict: mid-p, Lancaster (1961), JASA 56: 223-234. The data's own arrangement counts wholly,
    and so do the `same` others that cannot differ from it (per item, with itself).
    """
    own_arrangements = np.ones(observed.shape) if same is None else same
    p = np.empty(observed.shape)
    for i in range(0, len(observed), _CHUNK):
        items = slice(i, i + _CHUNK)
        found, own = np.abs(differences(items)), np.abs(observed[items])
        further = (~(found <= own + _TIE)).sum(axis=0)
        as_far = (np.abs(found - own) <= _TIE).sum(axis=0)
        if complete:
            wholly = np.minimum(as_far, own_arrangements[items])
            p[items] = (further + wholly + (as_far - wholly) / 2) / found.shape[0]
        else:
            p[items] = (further + as_far / 2 + 1) / (found.shape[0] + 1)
    return np.where(np.abs(observed) <= _TIE, 1.0, p)
