"""Mentions -> the documents that speak of a concept for sure, and the days between which a date may lie.

A series may hold a few mistakes; "the first" or "never" may not rest on one. The chance that a mention is right is its
score times the measured precision of the way in which it was found (a label, or a paraphrase by pattern or model). A
document is sure when the chance that all its mentions of the concept are wrong is at most one in ten; and so it is for
all texts of a municipality together.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

SURE = 0.9
WEAK = 0.7  # a mention below this chance takes away no doubt
LABEL = "label"
_ROUNDING = 1e-9


def find_sure(mentions: pd.DataFrame, gold: Mapping[str, Any]) -> pd.DataFrame:
    """Documents and concepts that are mentioned in them.

    Returns:
        document_id, id, passage_id of the best mention (may be null), label (one of the concept's own words is among
        them), wrong (chance that all mentions are; those of one sentence count once), sure.

    Args:
        mentions: document_id, passage_id, sentence_start, concept_id, origin, score.
        gold: reports/gold.json; without it the scores are taken as they are.
    """
    columns = ["document_id", "passage_id", "sentence_start", "concept_id"]
    found = mentions[columns].rename(columns={"concept_id": "id"}).assign(label=mentions["origin"] == LABEL)
    precise = np.where(found["label"], _precision(gold, "labels"), _precision(gold, "paraphrases"))
    found["chance"] = mentions["score"].to_numpy(dtype=np.float64) * precise
    found["wrong"] = np.where(found["chance"] >= WEAK, 1 - found["chance"], 1)
    order = ["document_id", "id", "chance", "sentence_start"]
    found = found.sort_values(order, ascending=[True, True, False, True], kind="stable")
    found = found.drop_duplicates(["document_id", "id", "sentence_start"])
    groups = found.groupby(["document_id", "id"], sort=True)
    table = groups["passage_id"].first().reset_index()
    table["label"] = groups["label"].any().to_numpy(dtype=bool)
    table["wrong"] = groups["wrong"].prod().to_numpy(dtype=np.float64)
    return table.assign(sure=1 - table["wrong"] >= SURE - _ROUNDING)


def wrong_of(rows: Mapping[str, int], sure: pd.DataFrame, ids: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """Chance that all mentions are wrong, 1 where there is none: documents x ids.

    Args:
        rows: document_id -> position.
        sure: what `find_sure` returned.
        ids: the concepts, in order.
    """
    columns = {name: i for i, name in enumerate(ids)}
    known = sure[sure["document_id"].isin(rows) & sure["id"].isin(columns)]
    found = np.ones((len(rows), len(ids)))
    places = [rows[d] for d in known["document_id"]], [columns[i] for i in known["id"]]
    found[places] = known["wrong"].to_numpy(dtype=np.float64)
    return found


def first_day(text: str) -> date:
    """The first day that a date (2014-05-03, 2014-05 or 2014) can stand for."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day that it can stand for."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in text.split("-")]
    year, month, day = (*numbers, 0, 0)[:3]
    return year, month, day


def _precision(gold: Mapping[str, Any], name: str) -> float:
    value = (gold.get(name) or {}).get("precision")
    return 1.0 if value is None else float(value)
