"""Nothing is lost silently: every record ends as a document or as a reject with a reason, and the counts add up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from pipeline.engine import Failure, Item
from pipeline.errors import ContractError
from pipeline.tables import make_table


def account(
    records: pd.DataFrame, results: Iterable[tuple[Item, list[dict[str, Any]] | Failure]]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Split results into rows of documents, rows of passages (both still without reuse) and the rejects table.

    Raises:
        ContractError: a record is neither among the documents nor among the rejects.
    """
    documents: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    for record, (_, result) in zip(records.to_dict("records"), results, strict=True):
        if isinstance(result, Failure):
            rejects.append(_reject(record, result))
            continue
        for document in result:
            passages += document.pop("passages")
            documents.append(document)
    ended = {d["record_id"] for d in documents} | {r["record_id"] for r in rejects}
    lost = sorted(set(records["record_id"]) - ended)
    if lost:
        raise ContractError(
            f"{len(lost)} of {len(records)} records are neither document nor reject, the first is {lost[0]}",
            expected="records = documents + rejects",
            where="stage clean",
            remedy="a reader returned no document without saying why: mend it",
        )
    return pd.DataFrame(documents), pd.DataFrame(passages), make_table("rejects", rejects)


def _reject(record: dict[Any, Any], failure: Failure) -> dict[str, Any]:
    return {
        "record_id": record["record_id"],
        "source": record["source"],
        "url": record["url"],
        "stage": "clean",
        "reason": failure.reason,
        "detail": failure.detail,
    }
