"""Shares with and without the correction for the classifier's error, against those of what is marked in the truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from pipeline.evaluation.headlines import Marks
from pipeline.evaluation.scores import Metrics

GROUPS = {"jeugdregio": "region", "municipality": "code"}


def score_corrected(series: pd.DataFrame, marks: Marks) -> Metrics:
    """Over the concepts' cells with enough data, of everybody, regions and municipalities, per year and together.

    Returns:
        cells; raw and corrected: mean absolute error, mean error, and share of the intervals that hold the truth's
        share. Empty where nothing was corrected.
    """
    cells = series[(series["kind"] == "concept") & ~series["original_only"] & series["corrected"].notna()]
    cells = cells[cells["group_kind"].isin(("all", *GROUPS))]
    if not len(cells):
        return {}
    within = marks.documents[marks.documents["year"].between(*_years(series))]
    found = marks.items[marks.items["kind"] == "concept"]
    owners = {c: frozenset(rows["document_id"]) for c, rows in found.groupby("id")}
    truth = np.array([_share(within, owners.get(str(c["id"]), frozenset()), c) for c in cells.to_dict("records")])
    result: Metrics = {"cells": len(cells)}
    for name, columns in {"raw": ("share", "low", "high"), "corrected": _CORRECTED}.items():
        share, low, high = (cells[c].to_numpy(dtype=np.float64) for c in columns)
        result[f"{name}_mean_absolute_error"] = float(np.abs(share - truth).mean())
        result[f"{name}_mean_error"] = float((share - truth).mean())
        result[f"{name}_interval_holds_truth"] = float(((low <= truth) & (truth <= high)).mean())
    return result


_CORRECTED = ("corrected", "corrected_low", "corrected_high")


def _years(series: pd.DataFrame) -> tuple[int, int]:
    years = series.loc[series["year"] > 0, "year"]
    return int(years.min()), int(years.max())


def _share(documents: pd.DataFrame, owners: frozenset[str], cell: Mapping[Any, Any]) -> float:
    inside = documents
    if cell["year"]:
        inside = inside[inside["year"] == cell["year"]]
    if cell["group_kind"] in GROUPS:
        inside = inside[inside[GROUPS[str(cell["group_kind"])]] == cell["group"]]
    return float(inside["document_id"].isin(owners).mean()) if len(inside) else np.nan
