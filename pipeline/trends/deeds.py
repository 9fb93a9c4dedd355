"""Where words did not become deeds: sentences with a step -> the table deeds.

A deed is a sentence about a measure, means or a result; a word one that mentions or intends. Deeds grow with the years,
so a concept is compared with the other concepts in the same years, and a municipality with the other ones in the same
years (indirect standardisation: Breslow & Day 1987, IARC Scientific Publications 82, chapter 2). Only sentences count
of which the classifier is sure: a concept without deeds would else get some from its mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from pipeline.schema.values import LADDER
from pipeline.tables import TABLES, empty_table
from pipeline.trends.base import Base, Bools, Ints
from pipeline.trends.changes import correct_tests
from pipeline.trends.intervals import LEVEL, Floats
from pipeline.trends.series import Limits
from pipeline.trends.significance import welch_freedom

SURE_STEP = 0.7
FIRST_DEED = LADDER.index("maatregel")
FEWER = 0.5  # told: at most half of the deeds that are expected,
SURELY = 0.75  # and, at the high end of the interval, at most three quarters
LATE = 2  # years
EVERYBODY = "all"

Row = dict[str, Any]


@dataclass(frozen=True)
class Sentences:
    """Sentences with a sure step, as arrays of equal length.

    Attributes:
        concept: id; "" where each sentence counts once for all concepts.
        document: position in the base.
        deed: it is one.
    """

    concept: Any
    document: Ints
    deed: Bools

    def only(self, chosen: Bools) -> Sentences:
        """Those that are chosen."""
        return Sentences(self.concept[chosen], self.document[chosen], self.deed[chosen])


def measure_deeds(base: Base, mentions: pd.DataFrame, *, limits: Limits) -> pd.DataFrame:
    """The table deeds.

    Args:
        base: the documents that count.
        mentions: document_id, sentence_start, concept_id, step, step_score.
        limits: see there.
    """
    rows = list(_rows(base, _sentences(base, mentions), _sentences(base, mentions, once=True), limits))
    if not rows:
        return empty_table("deeds")
    table = correct_tests(pd.DataFrame(rows), ["family"])
    fewer = (table["q"] < limits.significant_below) & (table["estimate"] < 0)
    fewer &= table["share"] <= FEWER * table["expected"]
    fewer &= table["high"] <= (SURELY - 1) * table["expected"]
    late = table["late_deeds"] <= FEWER * table["late_expected"]
    found = np.where(table["q"] >= limits.significant_below, "chance", np.where(fewer & late, "", "deeds"))
    table["reason"] = np.where(table["few"] == "", found, table["few"])
    return table.assign(told=table["reason"] == "")[list(TABLES["deeds"].columns)]


def _sentences(base: Base, mentions: pd.DataFrame, *, once: bool = False) -> Sentences:
    kept = mentions[mentions["step"].notna() & mentions["document_id"].isin(base.rows)]
    kept = kept[kept["step_score"] >= SURE_STEP]
    kept = kept.assign(rung=kept["step"].map({s: i for i, s in enumerate(LADDER)}).astype(np.int64))
    if once:
        kept = kept.assign(concept_id="")
    found = kept.groupby(["document_id", "sentence_start", "concept_id"], sort=True)["rung"].max().reset_index()
    documents = np.array([base.rows[d] for d in found["document_id"]], dtype=np.int64)
    return Sentences(found["concept_id"].to_numpy(dtype=object), documents, found["rung"].to_numpy() >= FIRST_DEED)


def _rows(base: Base, each: Sentences, once: Sentences, limits: Limits) -> Iterator[Row]:
    places = base.members("municipality")
    for concept in sorted(set(each.concept.tolist())):
        own = each.concept == concept
        yield _row((concept, EVERYBODY), base, each.only(own), each.only(~own), limits)
        for code, inside in places:
            here = inside[each.document]
            if (own & here).sum() >= limits.min_documents:
                yield _row((concept, code), base, each.only(own & here), each.only(own & ~here), limits)
    for code, inside in places:
        here = inside[once.document]
        yield _row(("", code), base, once.only(here), once.only(~here), limits)


def _row(name: tuple[str, str], base: Base, own: Sentences, others: Sentences, limits: Limits) -> Row:
    late = base.year[own.document] > limits.years[1] - LATE
    row: Row = {
        "concept_id": name[0],
        "municipality_code": name[1],
        "family": "concepts" if name[1] == EVERYBODY else "both" if name[0] else "places",
        "sentences": len(own.deed),
        "deeds": int(own.deed.sum()),
        "late_sentences": int(late.sum()),
        "late_deeds": int((own.deed & late).sum()),
        "few": _few(base, name, own, limits),
        "constant": False,
    }
    numbers = dict.fromkeys(("share", "expected", "estimate", "low", "high", "p", "late_expected"), np.nan)
    if not row["few"]:
        numbers |= _contrast(base, own, others, paired=name[1] == EVERYBODY)
        numbers["late_expected"] = float(_rates(base, own, others)[late].sum())
    return row | numbers


def _few(base: Base, name: tuple[str, str], own: Sentences, limits: Limits) -> str:
    documents = np.unique(own.document)
    if len(own.deed) < limits.min_documents or len(documents) < 3:
        return "few_documents"
    several = len(np.unique(base.cluster[documents])) >= limits.min_municipalities
    return "" if several or name[1] != EVERYBODY else "few_municipalities"


def _rates(base: Base, own: Sentences, others: Sentences) -> Floats:
    """For each own sentence the share of deeds among the others of its year; of all years where that year has none."""
    years = base.year[others.document]
    whole = float(others.deed.mean()) if len(others.deed) else np.nan
    rates = {y: float(others.deed[years == y].mean()) for y in np.unique(years)}
    return np.array([rates.get(y, whole) for y in base.year[own.document]], dtype=np.float64)


def _contrast(base: Base, own: Sentences, others: Sentences, *, paired: bool) -> Row:
    """Share of deeds less that expected, with interval and p (t) from the influence of each unit (linearised).

    Units are municipalities on both sides when these are the same ones; else the documents of the one against the
    municipalities of the others, with Satterthwaite's degrees of freedom.
    """
    number, share = len(own.deed), float(own.deed.mean())
    rates = _rates(base, own, others)
    first = (own.deed - share) / number
    years, of_years = base.year[own.document], base.year[others.document]
    second = np.zeros(len(others.deed))
    for year in np.unique(of_years):
        own_year = of_years == year
        deeds = others.deed[own_year]
        second[own_year] = -(years == year).mean() * (deeds - deeds.mean()) / own_year.sum()
    place = base.cluster[others.document]
    floor = float((rates * (1 - rates)).sum()) / number**2  # a share of 0 has no spread of its own
    if paired:
        units = np.concatenate([base.cluster[own.document], place])
        variance, freedom = _spread(np.concatenate([first, second]), units)
    else:
        (one, f_one), (two, f_two) = _spread(first, own.document), _spread(second, place)
        one = max(one, share * (1 - share) / number, floor)
        variance = one + two
        freedom = float(welch_freedom((np.array(one), np.array(f_one)), (np.array(two), np.array(f_two))))
    estimate = share - float(rates.mean())
    error = float(np.sqrt(max(variance, floor)))
    if not np.isfinite(estimate) or error <= 0:
        return {"share": share, "p": 1.0}
    half = float(stats.t.ppf((1 + LEVEL) / 2, freedom)) * error
    p = 2 * float(stats.t.sf(abs(estimate) / error, freedom))
    limits = {"low": max(estimate - half, -1.0), "high": min(estimate + half, 1.0)}
    return {"share": share, "expected": float(rates.mean()), "estimate": estimate, **limits, "p": p}


def _spread(influence: Floats, units: Ints) -> tuple[float, float]:
    """Variance of a sum of influences that belong together by unit, with G/(G-1), and its degrees of freedom."""
    _, index = np.unique(units, return_inverse=True)
    sums = np.bincount(index, weights=influence)
    groups = len(sums)
    return float((sums**2).sum()) * groups / max(groups - 1, 1), float(max(groups - 1, 1))
