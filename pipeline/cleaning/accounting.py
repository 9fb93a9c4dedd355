"""Nothing is lost silently: every record ends as a document or as a reject with a reason, and the counts add up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from pipeline.engine import Item, reject_row
from pipeline.errors import ContractError, Failure
from pipeline.tables import empty_table, make_table, table_rows

BEFORE_REUSE = {"documents": ["reused_share", "duplicate_of", "taken_by"], "passages": ["reuse_cluster", "original"]}
ROWS = 2000  # that wait to become a frame
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
    documents, passages = _Frames("documents"), _Frames("passages")
    rejects: list[dict[str, Any]] = []
    ended: set[str] = set()
    for record, (_, result) in zip(table_rows(records), results, strict=True):
        made = [] if isinstance(result, Failure) else result["documents"]
        failures = [result] if isinstance(result, Failure) else [Failure(*one) for one in result["rejects"]]
        rejects += [reject_row(record, failure, stage="clean") for failure in failures]
        for document in made:
            passages.add(document["passages"])
            documents.add([{name: value for name, value in document.items() if name != "passages"}])
        if made or failures:
            ended.add(record.record_id)
    _check_complete(records, ended)
    return documents.frame(), passages.frame(), _rejects(rejects)


class _Frames:
    """Rows that become frames some at a time: columns take a tenth of the memory of rows."""

    def __init__(self, name: str) -> None:
        self._empty = empty_table(name).drop(columns=BEFORE_REUSE[name])
        self._rows: list[dict[str, Any]] = []
        self._frames: list[pd.DataFrame] = []

    def add(self, rows: list[dict[str, Any]]) -> None:
        """Take some rows."""
        self._rows += rows
        if len(self._rows) >= ROWS:
            self._close()

    def frame(self) -> pd.DataFrame:
        """All of them."""
        if self._rows or not self._frames:
            self._close()
        return pd.concat(self._frames, ignore_index=True)

    def _close(self) -> None:
        frame = pd.DataFrame(self._rows) if self._rows else self._empty
        self._frames.append(frame.astype({c: kind for c, kind in self._empty.dtypes.items() if c in frame}))
        self._rows = []


def _check_complete(records: pd.DataFrame, ended: set[str]) -> None:
    lost = sorted(set(records["record_id"]) - ended)
    if lost:
        raise ContractError(
            f"{len(lost)} of {len(records)} records are neither document nor reject, the first is {lost[0]}",
            expected="records = documents + rejects",
            where="stage clean",
            remedy="a reader returned no document without saying why: mend it",
        )


def _rejects(rows: list[dict[str, Any]]) -> pd.DataFrame:
    distinct = {(row["record_id"], row["reason"], row["detail"]): row for row in rows}
    return make_table("rejects", list(distinct.values()))
