"""Mentions -> the documents that speak of a concept for sure, and the days between which a date may lie.

A series may hold a few mistakes; "the first" or "never" may not rest on one. The chance that a mention is right is its
score times the measured precision of the way in which it was found (a label, or a paraphrase by pattern or model). A
document is sure when the chance that all its mentions of the concept are wrong is at most one in ten; and so it is for
all texts of a municipality together. Of a topic a passage is evidence when it lies for half or more in it: below that
the topic is only the least unlike.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

SURE = 0.9
WEAK = 0.7  # a mention below this chance takes away no doubt
INSIDE = 0.5  # a passage that lies less than this in a topic is no evidence of it
LABEL = "label"
_ROUNDING = 1e-9

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """How sure it is that documents speak of items: arrays of documents x items.

    Attributes:
        wrong: chance that all that was found is wrong, when finds that take away no doubt are left out; 1 where there
            is nothing else, or nothing at all.
        mistaken: the same over all that was found.
    """

    wrong: Floats
    mistaken: Floats


def find_sure(mentions: pd.DataFrame, gold: Mapping[str, Any]) -> pd.DataFrame:
    """Documents and concepts that are mentioned in them.

    Returns:
        document_id, id, passage_id of the best mention (may be null), label (one of the concept's own words is among
        them), wrong (chance that all mentions are, those below `WEAK` left out; those of one sentence count once),
        mistaken (the same over all mentions), sure.

    Args:
        mentions: document_id, passage_id, sentence_start, concept_id, origin, score.
        gold: reports/gold.json; without it the scores are taken as they are.
    """
    columns = ["document_id", "passage_id", "sentence_start", "concept_id"]
    found = mentions[columns].rename(columns={"concept_id": "id"}).assign(label=mentions["origin"] == LABEL)
    precise = np.where(found["label"], _precision(gold, "labels"), _precision(gold, "paraphrases"))
    found["chance"] = mentions["score"].to_numpy(dtype=np.float64) * precise
    found["mistaken"] = 1 - found["chance"]
    found["wrong"] = np.where(found["chance"] >= WEAK, found["mistaken"], 1)
    order = ["document_id", "id", "chance", "sentence_start"]
    found = found.sort_values(order, ascending=[True, True, False, True], kind="stable")
    found = found.drop_duplicates(["document_id", "id", "sentence_start"])
    groups = found.groupby(["document_id", "id"], sort=True)
    table = groups["passage_id"].first().reset_index()
    table["label"] = groups["label"].any().to_numpy(dtype=bool)
    for name in ("wrong", "mistaken"):
        table[name] = groups[name].prod().to_numpy(dtype=np.float64)
    return table.assign(sure=1 - table["wrong"] >= SURE - _ROUNDING)


def evidence_of(rows: Mapping[str, int], sure: pd.DataFrame, ids: tuple[str, ...]) -> Evidence:
    """The evidence of concepts.

    Args:
        rows: document_id -> position.
        sure: what `find_sure` returned.
        ids: the concepts, in order.
    """
    columns = {name: i for i, name in enumerate(ids)}
    known = sure[sure["document_id"].isin(rows) & sure["id"].isin(columns)]
    wrong = np.ones((len(rows), len(ids)))
    mistaken = np.ones_like(wrong)
    places = [rows[d] for d in known["document_id"]], [columns[i] for i in known["id"]]
    wrong[places] = known["wrong"].to_numpy(dtype=np.float64)
    mistaken[places] = known["mistaken"].to_numpy(dtype=np.float64)
    return Evidence(wrong, mistaken)


def topic_evidence(rows: Mapping[str, int], found: pd.DataFrame, ids: tuple[str, ...]) -> Evidence:
    """The evidence of topics: a document speaks of one by a passage that lies for half or more in it.

    Args:
        rows: document_id -> position.
        found: document_id, id, probability: one row a passage.
        ids: the topics, in order.
    """
    chance = found["probability"].to_numpy(dtype=np.float64)
    weighed = found.assign(wrong=np.where(chance >= INSIDE, 0.0, 1.0), mistaken=1 - chance)
    table = weighed.groupby(["document_id", "id"], sort=True)[["wrong", "mistaken"]].prod().reset_index()
    return evidence_of(rows, table, ids)


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
