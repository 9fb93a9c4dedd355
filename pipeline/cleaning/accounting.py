"""Nothing is lost silently: every record ends as a document or as a reject with a reason, and the counts add up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from pipeline.engine import Item, reject_row
from pipeline.errors import ContractError, Failure
from pipeline.tables import empty_table, make_table, table_rows

BEFORE_REUSE = {"documents": ["reused_share", "duplicate_of", "taken_by"], "passages": ["reuse_cluster", "original"]}
Outcome = dict[str, Any] | Failure


def account(
    records: pd.DataFrame, results: Iterable[tuple[Item, Outcome]]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Split results into rows of documents, rows of passages (both still without reuse) and the rejects table.

    Args:
        records: the records table.
        results: for each record, in order, what `clean_record` returned or the failure.

    Raises:
        ContractError: a record is neither among the documents nor among the rejects.
    """
    documents: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    for record, (_, result) in zip(table_rows(records), results, strict=True):
        failures = [result] if isinstance(result, Failure) else [Failure(*one) for one in result["rejects"]]
        rejects += [reject_row(record, failure, stage="clean") for failure in failures]
        for document in [] if isinstance(result, Failure) else result["documents"]:
            passages += document["passages"]
            documents.append({name: value for name, value in document.items() if name != "passages"})
    _check_complete(records, documents, rejects)
    return _frame("documents", documents), _frame("passages", passages), _rejects(rejects)


def _check_complete(records: pd.DataFrame, documents: list[dict[str, Any]], rejects: list[dict[str, Any]]) -> None:
    ended = {row["record_id"] for row in (*documents, *rejects)}
    lost = sorted(set(records["record_id"]) - ended)
    if lost:
        raise ContractError(
            f"{len(lost)} of {len(records)} records are neither document nor reject, the first is {lost[0]}",
            expected="records = documents + rejects",
            where="stage clean",
            remedy="a reader returned no document without saying why: mend it",
        )


def _frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows) if rows else empty_table(name).drop(columns=BEFORE_REUSE[name])


def _rejects(rows: list[dict[str, Any]]) -> pd.DataFrame:
    distinct = {(row["record_id"], row["reason"], row["detail"]): row for row in rows}
    return make_table("rejects", list(distinct.values()))
