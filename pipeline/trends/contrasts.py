"""Differences between years, trends and bends, each as a weighted sum of the shares of the years, and their p-values.

A difference weighs two years, a trend all of them by their distance from the middle, a bend by what a line that breaks
in one year has more than a straight one. In all three the same municipalities stand at each moment: what sets them
apart drops out as far as each has as many texts every year. See `prove_contrast` for the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from pipeline.trends.intervals import Floats, Sums, share_of
from pipeline.trends.moderation import FOUND, Bools, moderate
from pipeline.trends.significance import flip_scores


@dataclass(frozen=True)
class Contrast:
    """A weighted sum of shares that is zero when nothing is the matter: arrays of moments x items.

    Attributes:
        weights: of each moment's share.
        expected: the shares when nothing is the matter.
    """

    weights: Floats
    expected: Floats


def trend_of(moments: Sequence[Sums], times: Sequence[float]) -> Contrast:
    """The slope of the straight line through the shares, per unit of time; of two moments it is their difference.

    Weights of Cochran (1954), Biometrics 10: 417-451, and Armitage (1955), Biometrics 11: 375-386.

    Args:
        moments: sums over the same clusters in the same order, one for each moment.
        times: of each moment; where nothing is below the line it does not count.
    """
    shares, numbers = _totals(moments)
    common = _mean(shares, numbers)
    return Contrast(_weights(_column(times), numbers), np.broadcast_to(common, shares.shape))


def bend_of(moments: Sequence[Sums], times: Sequence[float], *, at: float) -> Contrast:
    """How much steeper the line through the shares is after `at` than before: the hinge of a broken line.

    Zero, when the shares lie on one straight line. The hinge, less what a straight line has of it, is orthogonal to
    that line, so that rising or falling at one pace is no bend.
    """
    shares, numbers = _totals(moments)
    time = _centred(_column(times), numbers)
    hinge = _centred(np.maximum(_column(times) - at, 0), numbers)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.nan_to_num((numbers * hinge * time).sum(axis=0) / (numbers * time**2).sum(axis=0))
    slope = (_weights(_column(times), numbers) * shares).sum(axis=0)
    straight = _mean(shares, numbers) + slope * time
    return Contrast(_weights(hinge - part * time, numbers), np.clip(straight, 0, 1))


def prove_contrast(moments: Sequence[Sums], contrast: Contrast, *, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The weighted sum per item, and the p-value of its being zero.

    Its variance is that of independent texts times the design effect, measured between municipalities and moderated
    over the items (see moderation), and no smaller than that of independent texts; p is of Student's t. Items with
    fewer than `FOUND` finds, or texts without, and sets of few items are tested each by itself: the sign of each
    municipality's score is flipped (wild score bootstrap with the null imposed: Cameron, Gelbach & Miller 2008, Review
    of Economics and Statistics 90: 414-427; Kline & Santos 2012, Journal of Econometric Methods 1: 23-41).
    """
    value = (contrast.weights * _totals(moments)[0]).sum(axis=0)
    effect, freedom, usable = effect_of(moments, contrast)
    moderated = moderate(effect, freedom, usable)
    plain = _plain(moments, contrast, contrast.expected)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(value) / np.sqrt(plain * np.maximum(moderated.effect, 1))
    p: Floats = 2 * stats.t.sf(np.nan_to_num(t), moderated.freedom)
    alone = ~moderated.known
    if alone.any():
        p[alone] = flip_scores(_scores(moments, contrast.weights, contrast.expected)[:, alone], rng=rng)
    return value, p


def effect_of(moments: Sequence[Sums], contrast: Contrast) -> tuple[Floats, Floats, Bools]:
    """Design effect of the sum, its degrees of freedom, and whether enough was found to measure it; per item."""
    shares, numbers = _totals(moments)
    scores = _scores(moments, contrast.weights, shares)
    clusters = (np.sum([np.broadcast_to(m.bottom, m.top.shape) for m in moments], axis=0) > 0).sum(axis=0)
    variance = (scores**2).sum(axis=0) * clusters / np.maximum(clusters - 1, 1)
    plain = _plain(moments, contrast, shares)
    effect = np.divide(variance, plain, out=np.ones_like(plain), where=plain > 0)
    top = np.sum([m.top.sum(axis=0) for m in moments], axis=0)
    usable = (np.minimum(top, numbers.sum(axis=0) - top) >= FOUND) & (plain > 0)
    return effect, np.maximum(clusters - 1, 1).astype(np.float64), usable


def _scores(moments: Sequence[Sums], weights: Floats, shares: Floats) -> Floats:
    """What each cluster adds to the sum beside what these shares would: clusters x items."""
    numbers = _totals(moments)[1]
    each = np.divide(weights, numbers, out=np.zeros_like(weights), where=numbers > 0)
    parts = [w * (m.top - s * m.bottom) for w, m, s in zip(each, moments, shares, strict=True)]
    scores: Floats = np.sum(parts, axis=0)
    return scores


def _plain(moments: Sequence[Sums], contrast: Contrast, shares: Floats) -> Floats:
    """Variance of the sum were all texts independent."""
    numbers = _totals(moments)[1]
    each = np.divide(contrast.weights**2, numbers, out=np.zeros_like(numbers), where=numbers > 0)
    plain: Floats = (each * shares * (1 - shares)).sum(axis=0)
    return plain


def _totals(moments: Sequence[Sums]) -> tuple[Floats, Floats]:
    """Shares (0 where there is nothing) and numbers, moments x items."""
    top, bottom = (np.array(part) for part in zip(*(moment.total() for moment in moments), strict=True))
    return np.nan_to_num(share_of(top, bottom)), bottom


def _weights(distance: Floats, numbers: Floats) -> Floats:
    distance = _centred(distance, numbers)
    spread = (distance**2 * numbers).sum(axis=0)
    weights: Floats = np.divide(distance * numbers, spread, out=np.zeros(numbers.shape), where=spread > 0)
    return weights


def _centred(values: Floats, numbers: Floats) -> Floats:
    return values - _mean(values, numbers)


def _mean(values: Floats, numbers: Floats) -> Floats:
    total = numbers.sum(axis=0)
    mean: Floats = np.divide((values * numbers).sum(axis=0), total, out=np.zeros(total.shape), where=total > 0)
    return mean


def _column(times: Sequence[float]) -> Floats:
    return np.array(times, dtype=np.float64)[:, None]
