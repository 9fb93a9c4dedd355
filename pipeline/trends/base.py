"""Which documents and passages count: documents, passages -> the base of every share.

The base holds the texts about youth or the social domain with a year inside the period. With all passages, a document
that is a copy of another counts as itself: a municipality that adopts a model text did adopt it. With `original_only`,
copied passages are left out, and with them every document that is a duplicate or has no passage of its own left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.trends.mergers import merged_territories, territory_of

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

GROUPS = {"municipality": "municipality_code", "jeugdregio": "jeugdregio", "document_type": "document_type"}
GROUP_KINDS = ("all", *GROUPS, "territory")
SINGLE = ("municipality", "territory")  # about one place: its documents are the units, not municipalities


@dataclass(frozen=True)
class Base:
    """The documents that count, as arrays of equal length, one entry a document.

    Attributes:
        original_only: copied passages are left out.
        rows: document_id -> position.
        passages: passage_id -> position of its document; only the passages that count.
        year: calendar year.
        cluster: number of the municipality; a document without one is a cluster by itself.
        territory: the same for the municipality of 2015 that holds its territory.
        placed: the document has a municipality.
        groups: group kind -> value per document, "" for none.
        sizes: passages that count.
    """

    original_only: bool
    rows: dict[str, int]
    passages: dict[str, int]
    year: Ints
    cluster: Ints
    territory: Ints
    placed: Bools
    groups: dict[str, npt.NDArray[np.str_]]
    sizes: Ints

    @property
    def size(self) -> int:
        """Number of documents."""
        return len(self.rows)

    def everyone(self) -> Bools:
        """A mask of all documents."""
        return np.ones(self.size, dtype=bool)

    def members(self, group_kind: str) -> list[tuple[str, Bools]]:
        """The groups of a kind, by name, each with the mask of its documents."""
        if group_kind == "all":
            return [("all", self.everyone())]
        values = self.groups[group_kind]
        return [(str(v), values == v) for v in np.unique(values) if v]


def select_base(
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    years: tuple[int, int],
    original_only: bool,
    successors: Mapping[str, str] | None = None,
) -> Base:
    """The base of all series.

    Args:
        documents: the table documents; the text is not needed.
        passages: passage_id, document_id, original.
        years: first and last year.
        original_only: leave out what was copied.
        successors: code of a dissolved municipality -> code of its legal successor.
    """
    chosen = documents[documents["on_topic"] & documents["year"].between(*years).fillna(value=False).astype(bool)]
    kept = passages[passages["document_id"].isin(chosen["document_id"])]
    if original_only:
        kept = kept[kept["original"]]
        chosen = chosen[chosen["duplicate_of"].isna() & chosen["document_id"].isin(kept["document_id"])]
    chosen = chosen.sort_values("document_id", ignore_index=True)
    rows = {str(d): i for i, d in enumerate(chosen["document_id"])}
    places = kept["document_id"].map(rows)
    known = places.notna()
    owners = places[known].to_numpy(dtype=np.int64)
    codes = _texts(chosen["municipality_code"])
    after = successors or {}
    grown = merged_territories(sorted(set(codes.tolist())), after)
    groups = {kind: _texts(chosen[column]) for kind, column in GROUPS.items()}
    groups["territory"] = np.array([grown.get(c, "") for c in codes.tolist()], dtype=np.str_)
    return Base(
        original_only=original_only,
        rows=rows,
        passages=dict(zip(kept.loc[known, "passage_id"].astype(str), owners.tolist(), strict=True)),
        year=chosen["year"].to_numpy(dtype=np.int64),
        cluster=_clusters(codes),
        territory=_clusters(np.array([territory_of(c, after) for c in codes.tolist()], dtype=np.str_)),
        placed=codes != "",
        groups=groups,
        sizes=np.bincount(owners, minlength=len(rows)),
    )


def _texts(values: pd.Series[str]) -> npt.NDArray[np.str_]:
    return np.array(["" if pd.isna(v) else str(v) for v in values], dtype=np.str_)


def _clusters(codes: npt.NDArray[np.str_]) -> Ints:
    names, numbers = np.unique(codes, return_inverse=True)
    single = codes == ""
    result = numbers.astype(np.int64)
    result[single] = len(names) + np.arange(int(single.sum()))
    return result
