"""Who took over text from whom -> the table copying.

A source is a municipality, or a text of no municipality. Such a text with at least three takers is a model text. Told
is what shows a habit: two or more documents from one municipality, or one from a model text, where the dates leave no
doubt about who was first. Copies within a municipality are no copying from others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.tables import TABLES, empty_table
from pipeline.trends.evidence import first_day, last_day

TAKERS = 3
HABIT = 2


def find_copying(tables: Mapping[str, pd.DataFrame], *, years: tuple[int, int]) -> pd.DataFrame:
    """The table copying.

    Args:
        tables: reuse; passages (passage_id, document_id); documents, without text. Takers count when they are on the
            subject and in the years; sources always.
        years: first and last year.
    """
    documents, owners = tables["documents"], tables["passages"].set_index("passage_id")["document_id"]
    reuse = tables["reuse"]
    found = reuse[["passage_id", "words"]].assign(
        document_id=reuse["passage_id"].map(owners), source_document_id=reuse["source_passage_id"].map(owners)
    )
    facts = documents[["document_id", "municipality_code", "date"]]
    counted = documents["on_topic"] & documents["year"].between(*years).fillna(value=False).astype(bool)
    takers = facts[counted & facts["municipality_code"].notna()]
    given = facts.rename(columns={"document_id": "source_document_id", "municipality_code": "giver", "date": "given"})
    found = found.merge(takers, on="document_id").merge(given, on="source_document_id")
    found = found[found["giver"].isna() | (found["giver"] != found["municipality_code"])]
    found["source"] = found["giver"].fillna(found["source_document_id"])
    found["sure"] = [_after(d, g) for d, g in zip(found["date"], found["given"], strict=True)]
    spread = found.groupby("source")["municipality_code"].nunique().to_dict()
    sizes = takers["municipality_code"].value_counts().to_dict()
    groups = found.groupby(["municipality_code", "source"], sort=True)
    rows = [_row(key, group, spread[key[1]], sizes[key[0]]) for key, group in groups]
    empty = empty_table("copying")
    return pd.DataFrame(rows, columns=list(TABLES["copying"].columns)).astype(empty.dtypes.to_dict()) if rows else empty


def _row(key: Any, group: pd.DataFrame, takers: int, size: int) -> dict[str, Any]:
    code, source = key
    unplaced = bool(group["giver"].isna().all())
    kind = "municipality" if not unplaced else "model_text" if takers >= TAKERS else "other"
    dates = sorted(d for d in group["date"] if not pd.isna(d))
    taken = group.groupby("source_document_id", sort=True)["words"].sum()
    reason = _reason(kind, group)
    return {
        "municipality_code": code,
        "source": source,
        "source_kind": kind,
        "documents": group["document_id"].nunique(),
        "of_documents": size,
        "passages": group["passage_id"].nunique(),
        "words": int(group["words"].sum()),
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
        "source_document_id": str(taken.idxmax()),
        "told": not reason,
        "reason": reason,
    }


def _reason(kind: str, group: pd.DataFrame) -> str:
    wanted = 1 if kind == "model_text" else HABIT
    if group["document_id"].nunique() < wanted:
        return "single"
    return "" if group.loc[group["sure"], "document_id"].nunique() >= wanted else "order"


def _after(taken: Any, given: Any) -> bool:
    return not pd.isna(taken) and not pd.isna(given) and first_day(str(taken)) > last_day(str(given))
