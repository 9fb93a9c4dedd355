"""Shares corrected for what the classifier gets wrong, by its precision and recall on the gold.

Of what is found a part is right (precision), and of what is there a part is found (recall), so that

    true share = found share x precision / recall,

with both for the unit that is counted. A document with several passages on a concept is right when one of them is, and
is missed only when all are. This is the correction by predictive values (Marshall 1990, Journal of Clinical
Epidemiology 43: 941-947), the sibling of that by specificity (Rogan & Gladen 1978, American Journal of Epidemiology
107: 71-76; Forman 2008, Data Mining and Knowledge Discovery 17: 164-206). It is used for concepts and frames, since
false finds stand in the neighbourhood of true ones and do not rain on all sentences alike. Steps of the ladder divide
the same sentences among each other: there the formula of Rogan & Gladen is used itself.

The interval takes in the share's own and that of precision and recall: Zou & Donner (2008), Statistics in Medicine 27:
1693-1702, on the scale of logarithms for the ratio.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.trends.base import Bools
from pipeline.trends.counts import Counts
from pipeline.trends.intervals import LEVEL_Z, Floats

PRIOR = 20  # finds of all items together that count beside an item's own, since the gold holds few of each
_MOST = 12  # passages in one document after which more make no difference
_STEPS = 60
_SLIGHT = 1e-4

Corrected = tuple[Floats, Floats, Floats]


@dataclass(frozen=True)
class Rate:
    """A measured share and the number it rests on."""

    value: float
    number: float

    @property
    def variance(self) -> float:
        """Of a beta distribution with this mean."""
        return self.value * (1 - self.value) / (self.number + 1)


@dataclass(frozen=True)
class Measured:
    """How well one item is found: precision and recall; for steps also the share of others that is taken for it."""

    precision: Rate
    recall: Rate
    false: Rate | None = None


Errors = Mapping[str, Mapping[str, Measured]]


def read_errors(gold: Mapping[str, Any]) -> dict[str, dict[str, Measured]]:
    """Kind -> item -> what the stage learn measured; empty where nothing was.

    Args:
        gold: reports/gold.json: ``mentions`` and ``mentions_per_concept`` (gold, found, precision, recall),
            ``frames`` (the same per frame), ``ladder.per_step`` (gold, found, right, of; per step and for deeds).
    """
    every, concepts = gold.get("mentions") or {}, gold.get("mentions_per_concept") or {}
    frames = {k: v for k, v in (gold.get("frames") or {}).items() if isinstance(v, Mapping)}
    steps = (gold.get("ladder") or {}).get("per_step") or {}
    return {
        "concept": {str(i): _measured(v, every, PRIOR) for i, v in sorted(concepts.items()) if _usable(v, every)},
        "frame": {str(i): _measured(v, v, 0) for i, v in sorted(frames.items()) if _usable(v, v)},
        "step": {f":{i}": _of_step(v) for i, v in sorted(steps.items()) if _usable_step(v)},
    }


@dataclass(frozen=True)
class Correction:
    """The correction of one kind over one base, ready for any of its cells.

    Attributes:
        counts: what the documents hold.
        precision, recall: per item; NaN where nothing was measured.
        recall_slope: how the recall of a document grows with that of a passage.
        false: per item the share of other sentences taken for it; None unless these are steps.
        variances: of precision, of recall, of false.
    """

    counts: Counts
    precision: Floats
    recall: Floats
    document_recall: Floats
    recall_slope: Floats
    false: Floats | None
    variances: tuple[Floats, Floats, Floats]

    def apply(self, inside: Bools, numbers: Corrected, known: Bools) -> Corrected:
        """Corrected share and its limits in a cell.

        Args:
            inside: the documents of the cell.
            numbers: raw share, low and high per item; NaN with too little data.
            known: the items with enough data.

        Returns:
            The same three, NaN where nothing was measured.
        """
        usable = known & np.isfinite(self.precision)
        empty = np.full(len(usable), np.nan)
        if not usable.any():
            return empty, empty.copy(), empty.copy()
        found = self._by_ratio(inside, numbers) if self.false is None else self._by_specificity(numbers, self.false)
        share, low, high = (np.where(usable, np.clip(values, 0, 1), np.nan) for values in found)
        return share, np.minimum(low, share), np.maximum(high, share)

    def _by_ratio(self, inside: Bools, numbers: Corrected) -> Corrected:
        share, low, high = numbers
        right, slope = self._right(inside)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = right / self.document_recall
            spread = (slope / right) ** 2 * self.variances[0]
            spread += (self.recall_slope / self.document_recall) ** 2 * self.variances[1]
            own = LEVEL_Z**2 * spread
            down = np.exp(-np.sqrt(np.log(low / share) ** 2 + own))
            up = np.exp(np.sqrt(np.log(high / share) ** 2 + own))
            corrected = share * ratio
            nothing = share <= 0
            lower = np.where(nothing, 0, corrected * down)
            upper = np.where(nothing, high * ratio * np.exp(np.sqrt(own)), corrected * up)
        return corrected, np.nan_to_num(lower), upper

    def _right(self, inside: Bools) -> tuple[Floats, Floats]:
        """Chance that a document found is right, over those of the cell, and its derivative by the precision."""
        wrong = 1 - self.precision
        if self.counts.by_passage:
            return self.precision, np.ones_like(wrong)
        times = np.minimum(np.maximum(self.counts.passages[inside], self.counts.documents[inside]), _MOST)
        found = np.maximum((times > 0).sum(axis=0), 1)
        right, slope = np.zeros_like(wrong), np.zeros_like(wrong)
        for k in range(1, _MOST + 1):
            weight = (times == k).sum(axis=0) / found
            right += weight * (1 - wrong**k)
            slope += weight * k * wrong ** (k - 1)
        none = (times > 0).sum(axis=0) == 0
        return np.where(none, self.precision, right), np.where(none, 1.0, slope)

    def _by_specificity(self, numbers: Corrected, false: Floats) -> Corrected:
        share, low, high = numbers
        width = self.recall - false
        with np.errstate(divide="ignore", invalid="ignore"):
            corrected = (share - false) / width
            kept = np.clip(corrected, 0, 1)
            own = LEVEL_Z**2 * (kept**2 * self.variances[1] + (1 - kept) ** 2 * self.variances[2]) / width**2
            down, up = (np.sqrt(((limit - share) / width) ** 2 + own) for limit in (low, high))
        corrected = np.where(width > _SLIGHT, corrected, np.nan)
        return corrected, corrected - down, corrected + up


def make_correction(counts: Counts, errors: Errors) -> Correction | None:
    """The correction of a kind; None where nothing of it was measured."""
    measured = errors.get(counts.kind, {})
    rows = [measured.get(f":{i.rpartition(':')[2]}" if counts.kind == "step" else i) for i in counts.ids]
    if not any(rows):
        return None
    precision, recall = _values(rows, "precision"), _values(rows, "recall")
    false = _values(rows, "false") if counts.kind == "step" else None
    variances = (_values(rows, "precision", variance=True), _values(rows, "recall", variance=True))
    spared = _values(rows, "false", variance=True)
    if counts.by_passage:
        return Correction(counts, precision, recall, recall, np.ones_like(recall), false, (*variances, spared))
    times = np.maximum(counts.passages, counts.documents)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nan_to_num(times.sum(axis=0) / (times > 0).sum(axis=0), nan=1.0)
    slope = (document_recall(recall + _SLIGHT, mean) - document_recall(recall - _SLIGHT, mean)) / (2 * _SLIGHT)
    return Correction(counts, precision, recall, document_recall(recall, mean), slope, None, (*variances, spared))


def document_recall(recall: Floats, mean: Floats) -> Floats:
    """Chance that a document with an item is found, when each of its passages is found with chance `recall`.

    The passages that hold the item are one more than a Poisson number; that number's mean is chosen so that documents
    that are found have `mean` passages that are found.

    Args:
        recall: per item, of one passage.
        mean: passages found per document found, at least 1.
    """
    more = np.ones_like(recall)
    found = recall
    for _ in range(_STEPS):
        found = 1 - (1 - recall) * np.exp(-more * recall)
        more = np.maximum(mean * found / recall - 1, 0)
    return found


def _usable(row: Mapping[str, Any], every: Mapping[str, Any]) -> bool:
    """Whether there is something to go by: an item's own gold, and a precision and recall over all."""
    common = every.get("precision"), every.get("recall")
    return bool(row.get("gold")) and row.get("found") is not None and all(common)


def _measured(row: Mapping[str, Any], every: Mapping[str, Any], prior: float) -> Measured:
    return Measured(
        _rate(row.get("precision"), row["found"], every["precision"], prior),
        _rate(row.get("recall"), row["gold"], every["recall"], prior),
    )


def _rate(value: float | None, number: float, common: float, prior: float) -> Rate:
    right = (value or 0.0) * number
    total = number + prior
    return Rate((right + common * prior) / total if total else common, total)


def _usable_step(row: Any) -> bool:
    return isinstance(row, Mapping) and bool(row.get("gold")) and row.get("of", 0) > row["gold"] and "right" in row


def _of_step(row: Mapping[str, Any]) -> Measured:
    right, found, gold = float(row["right"]), float(row["found"]), float(row["gold"])
    others = float(row["of"]) - gold
    precision = Rate(right / found if found else 0.0, found)
    return Measured(precision, Rate(right / gold, gold), Rate((found - right) / others, others))


def _values(rows: list[Measured | None], name: str, *, variance: bool = False) -> Floats:
    rates = [getattr(row, name) if row else None for row in rows]
    return np.array([np.nan if r is None else (r.variance if variance else r.value) for r in rates])
