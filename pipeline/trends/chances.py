"""How rare a silence is, when texts of one municipality are alike and every municipality is held against every item."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import betaln

from pipeline.trends.base import Bools, Ints
from pipeline.trends.intervals import Floats, Sums, sum_clusters
from pipeline.trends.moderation import FOUND, moderate

UNLIKELY = 0.05  # as many mistakes or more where nobody speaks: below this they are not believed to be all


def chance_of_none(number: int, others: Sums, alike: Floats) -> Floats:
    """Chance per item of none in `number` documents, at the rate of other municipalities and with their spread.

    Beta-binomial: texts of one municipality are alike, and the rate is itself known from so many municipalities and
    texts only.

    Args:
        number: documents.
        others: documents with the item, and documents, per municipality.
        alike: per item the intra-class correlation of documents of one municipality.
    """
    total = others.bottom.sum()
    share = (others.top.sum(axis=0) + 0.5) / (total + 1)
    apart = alike * (1 + (others.bottom**2).sum() / total**2) + 1 / (total + 1)
    strength = 1 / np.clip(apart, 1e-9, 1) - 1
    a, b = share * strength, (1 - share) * strength
    chance: Floats = np.exp(betaln(np.maximum(a, 1e-9), b + number) - betaln(np.maximum(a, 1e-9), np.maximum(b, 1e-9)))
    return np.clip(chance, 0, 1)


def likeness(sums: Sums, area: Ints) -> Floats:
    """Intra-class correlation per item of the documents of one municipality, beside others of its area.

    By moments (Kleinman 1973, JASA 68: 46-54): variance between the municipalities of an area, over all areas together,
    by that of independent documents; moderated over the items.

    Args:
        sums: documents with the item, and documents, per municipality.
        area: number of the area that each municipality is compared in.
    """
    of_area = sum_clusters(sums.top, sums.bottom, area)
    share = of_area.top / of_area.bottom
    places = np.unique(area, return_inverse=True)[1]
    freedom = len(area) - len(share)
    if freedom < 1:
        return np.zeros(sums.top.shape[1])
    between = (sums.bottom * (sums.top / sums.bottom - share[places]) ** 2).sum(axis=0) / freedom
    plain = (of_area.bottom * share * (1 - share)).sum(axis=0) / of_area.bottom.sum()
    size = (of_area.bottom - sum_clusters(sums.bottom**2, sums.bottom, area).top / of_area.bottom).sum() / freedom
    effect = np.divide(between, plain, out=np.ones_like(plain), where=plain > 0)
    found = np.minimum(sums.top.sum(axis=0), (sums.bottom - sums.top).sum(axis=0))
    effect = moderate(effect, np.full(len(plain), float(freedom)), found >= FOUND).effect
    alike: Floats = np.clip((effect - 1) / max(size - 1, 1e-9), 0, 1)
    return alike


def mistakes_explain(found: Floats, number: int, mistaken: Floats) -> Bools:
    """Whether so many documents would be found, or more, in at least one of twenty cases where nobody speaks.

    Args:
        found: documents found, per item.
        number: documents.
        mistaken: expected mistakes a document among the neighbours, per item; 0 where no error was measured.
    """
    explained: Bools = stats.binom.sf(found - 1, number, np.clip(mistaken, 0, 1)) >= UNLIKELY
    return explained


def correct_silences(table: pd.DataFrame) -> Floats:
    """Of what is told at each chance or below, the part that chance alone is expected to give (at most 1).

    Every municipality is held against every item, but most of these tests could not show a silence if there were one:
    where neighbours speak seldom, or texts are few, even no find at all is no rare event. These take no part: a test
    counts for the largest chance up to the limit that it can have at all (Heyse 2011, Annals of Applied Statistics 5:
    1134-1149, after Tarone 1990, Biometrics 46: 515-522).

    Args:
        table: chance; spoken: it is not silent, or not surely; lowest and highest: the chance of nothing found, and of
            nothing surely.
    """
    chance = table["chance"].to_numpy(dtype=np.float64)
    silent = np.sort(chance[~table["spoken"].to_numpy(dtype=bool)])
    lowest, highest = (table[name].to_numpy(dtype=np.float64) for name in ("lowest", "highest"))
    if not len(silent):
        return np.ones(len(chance))
    limit = np.unique(silent)
    expected = np.array([np.minimum(highest[lowest <= t], t).sum() for t in limit])
    share = expected / np.searchsorted(silent, limit, side="right")
    share = np.append(np.minimum.accumulate(share[::-1])[::-1], 1.0)
    return np.clip(share[np.searchsorted(limit, chance)], chance, 1)
