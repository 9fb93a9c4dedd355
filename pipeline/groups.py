"""The rows of a table by document, and the passage that holds a place in it.

The table stays in Arrow: only the rows that are asked for become objects, so that millions of rows take little memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract import rises

PASSAGE = ["passage_id", "document_id", "start", "end"]


class Groups:
    """The rows of each document.

    Args:
        frame: a table with the columns `order`.
        order: the column with the document, then those by which its rows are ordered.
        columns: those that `rows` gives.
    """

    def __init__(self, frame: pd.DataFrame, *, order: Sequence[str], columns: Sequence[str]) -> None:
        wanted = list(dict.fromkeys([*order, *columns]))
        table = pa.Table.from_pandas(frame[wanted], preserve_index=False)
        if not rises(table, tuple(order)):
            table = table.sort_by([(name, "ascending") for name in order])
        self._table = table.combine_chunks()
        self._columns = list(columns)
        self._bounds = _bounds(table[order[0]])

    def rows(self, document_id: str) -> list[list[Any]]:
        """Each row of the document as the list of its `columns`."""
        values = [self.column(document_id, name).to_pylist() for name in self._columns]
        return [list(row) for row in zip(*values, strict=True)]

    def column(self, document_id: str, name: str) -> pa.ChunkedArray:
        """One column of the document's rows."""
        low, high = self._bounds.get(document_id, (0, 0))
        return self._table[name].slice(low, high - low)


class PassagePlaces:
    """The spans of the passages of each document.

    Args:
        passages: columns passage_id, document_id, start and end, in any order.
    """

    def __init__(self, passages: pd.DataFrame) -> None:
        self._groups = Groups(passages, order=["document_id", "start"], columns=PASSAGE)

    def holders(self, document_id: str, places: Any, *, within: bool = True) -> pa.ChunkedArray:
        """The passage that begins last before or at each place, null where there is none.

        Args:
            document_id: the document.
            places: offsets in it (a sequence of int).
            within: null too where that passage has ended before the place.
        """
        ids, start, end = (self._groups.column(document_id, name) for name in ("passage_id", "start", "end"))
        wanted = np.asarray(places, dtype=np.int64)
        at = np.searchsorted(start.to_numpy(), wanted, side="right") - 1
        held = at >= 0
        if within and len(ids):
            held &= wanted < end.to_numpy()[at]
        return ids.take(pa.array(at, mask=~held))


def _bounds(ids: pa.ChunkedArray) -> dict[str, tuple[int, int]]:
    """First row and one past the last row of each run of equal ids."""
    if not len(ids):
        return {}
    changes = pc.not_equal(ids.slice(1), ids.slice(0, len(ids) - 1))
    edges = [0, *(np.flatnonzero(changes.to_numpy()) + 1).tolist(), len(ids)]
    names = ids.take(pa.array(edges[:-1])).to_pylist()
    return {name: (low, high) for name, low, high in zip(names, edges[:-1], edges[1:], strict=True)}
