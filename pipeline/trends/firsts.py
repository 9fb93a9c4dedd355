"""Who wrote of a concept in so many words first, and who followed -> the table firsts.

Somebody may always have written of it earlier in words that nobody recognises; who was first to use one of the
concept's own words (its labels) can be looked up. The first of all is told when its text leaves no doubt (see
evidence), when its date lies before every date that another's first text can have, when enough texts of enough other
municipalities are older and without the word (else the first may only be the oldest that was found), when enough
municipalities use it at all, and when what the sources have from those years was fetched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from pipeline.tables import empty_table, table_rows
from pipeline.trends.coverage import covered
from pipeline.trends.evidence import first_day, last_day
from pipeline.trends.series import Limits

DOUBT = 0.02  # largest chance that all mentions in the first text are mistakes

Row = dict[str, Any]


class _Days:
    """The last possible days of all texts, by municipality and together, in order."""

    def __init__(self, days: dict[str, list[date]]) -> None:
        self._own = days
        self._all = sorted(day for several in days.values() for day in several)
        self._first = sorted(several[0] for several in days.values())

    def before(self, day: date, *, but: str) -> tuple[int, int]:
        """How many texts, of how many municipalities, are older than a day; without those of one municipality."""
        own = bisect_left(self._own[but], day)
        return bisect_left(self._all, day) - own, bisect_left(self._first, day) - (own > 0)


def find_firsts(documents: pd.DataFrame, sure: pd.DataFrame, coverage: pd.DataFrame, *, limits: Limits) -> pd.DataFrame:
    """The table firsts.

    Args:
        documents: the table documents, without text; what is on the subject, placed and dated counts, also from before
            the first year.
        sure: what `find_sure` returned.
        coverage: the table coverage.
        limits: see there.
    """
    known = documents["on_topic"] & documents["municipality_code"].notna() & documents["date"].notna()
    chosen = documents[known & (documents["year"] <= limits.years[1]).fillna(value=False).astype(bool)]
    chosen = chosen[["document_id", "municipality_code", "date", "year"]]
    chosen = chosen.assign(begin=[first_day(d) for d in chosen["date"]], end=[last_day(d) for d in chosen["date"]])
    spoken = sure[sure["label"]].merge(chosen, on="document_id")
    days = _Days({str(code): sorted(ends) for code, ends in chosen.groupby("municipality_code")["end"]})
    rows = [row for _, found in spoken.groupby("id", sort=True) for row in _rank(found, days, coverage, limits)]
    empty = empty_table("firsts")
    return pd.DataFrame(rows, columns=empty.columns).astype(empty.dtypes.to_dict()) if rows else empty


def _rank(found: pd.DataFrame, everything: _Days, coverage: pd.DataFrame, limits: Limits) -> Iterator[Row]:
    ordered = found.sort_values(["end", "begin", "municipality_code", "document_id"])
    firsts = list(table_rows(ordered.drop_duplicates("municipality_code")))
    earliest = {str(c): min(days) for c, days in ordered.groupby("municipality_code")["begin"]}
    for rank, own in enumerate(firsts, 1):
        documents, places = everything.before(own.begin, but=str(own.municipality_code))
        row = {
            "kind": "concept",
            "id": own.id,
            "rank": rank,
            "municipality_code": own.municipality_code,
            "date": own.date,
            "year": int(own.year),
            "document_id": own.document_id,
            "passage_id": own.passage_id,
            "earlier_documents": documents,
            "earlier_municipalities": places,
            "lead_days": (firsts[rank].end - own.end).days if rank < len(firsts) else None,
        }
        reason = "rank" if rank > 1 else _reason(row, own, earliest, coverage, limits)
        yield row | {"told": not reason, "reason": reason}


def _reason(row: Row, own: Any, earliest: dict[str, date], coverage: pd.DataFrame, limits: Limits) -> str:
    others = [day for code, day in earliest.items() if code != own.municipality_code]
    if len(others) + 1 < limits.min_municipalities:
        return "few_municipalities"
    if min(others) <= own.end:
        return "order"
    if own.wrong > DOUBT:
        return "unsure"
    enough = row["earlier_documents"] >= limits.min_documents
    if not enough or row["earlier_municipalities"] < limits.min_municipalities:
        return "start"
    share = covered(coverage[coverage["year"].between(limits.years[0], row["year"])])
    return "coverage" if share is not None and share < limits.min_coverage else ""
