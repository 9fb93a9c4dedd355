"""What a municipality's texts lean on: the bodies, laws and programmes that its documents name.

In: the tables entities and documents. Out: one row for each municipality and name.
"""

from __future__ import annotations

import pandas as pd

LABELS = ("LAW", "ORG", "PRODUCT")
COLUMNS = ("municipality_code", "label", "canonical_id", "canonical_name", "documents", "of", "share", "elsewhere")


def count_leanings(entities: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count in how many documents of each municipality a body, law or programme is named.

    Args:
        entities: document_id, label, canonical_id, canonical_name, public.
        documents: document_id, municipality_code, on_topic, duplicate_of. Copies and what is off topic do not count.

    Returns:
        Rows by municipality and falling share: ``documents`` that name it, ``of`` all documents of the municipality,
        ``share`` of these (0 to 1), and ``elsewhere``: the same share over all other municipalities together, to
        compare with. Only names that may be shown.
    """
    base = documents[documents["municipality_code"].notna() & documents["on_topic"] & documents["duplicate_of"].isna()]
    named = entities[entities["public"] & entities["canonical_id"].notna() & entities["label"].isin(LABELS)]
    pairs = named[["document_id", "label", "canonical_id"]].drop_duplicates()
    pairs = pairs.merge(base[["document_id", "municipality_code"]], on="document_id")
    key = ["municipality_code", "label", "canonical_id"]
    rows = pairs.groupby(key, sort=True).size().rename("documents").reset_index()
    rows["of"] = rows["municipality_code"].map(base["municipality_code"].value_counts()).astype("int64")
    total = rows.groupby(["label", "canonical_id"])["documents"].transform("sum")
    others = len(base) - rows["of"]
    rows["share"] = rows["documents"] / rows["of"]
    rows["elsewhere"] = ((total - rows["documents"]) / others.where(others > 0)).fillna(0.0)
    rows = rows.merge(_commonest(named), on=["label", "canonical_id"])
    order = ["municipality_code", "share", "label", "canonical_id"]
    return rows.sort_values(order, ascending=[True, False, True, True]).reset_index(drop=True)[list(COLUMNS)]


def _commonest(named: pd.DataFrame) -> pd.DataFrame:
    """The name that is written most for each label and id; of equals the first in the alphabet."""
    key = ["label", "canonical_id"]
    times = named.groupby([*key, "canonical_name"], sort=True).size().rename("times").reset_index()
    best = times.sort_values("times", ascending=False, kind="stable").drop_duplicates(key)
    return best[[*key, "canonical_name"]]
