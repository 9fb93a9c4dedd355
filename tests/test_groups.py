"""Rows by document, and the passage that holds a place, as a plain search over all rows would find them."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.groups import Groups, PassagePlaces

SPANS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30), st.integers(1, 9)), max_size=12, unique=True)


def passages(spans: list[tuple[str, int, int]]) -> pd.DataFrame:
    rows = [(f"{d}:{start}", d, start, start + length) for d, start, length in dict.fromkeys(spans)]
    frame = pd.DataFrame(rows, columns=["passage_id", "document_id", "start", "end"])
    return frame.drop_duplicates("passage_id").astype({"passage_id": "str", "document_id": "str"})


@settings(max_examples=200, deadline=None)
@given(SPANS, st.lists(st.integers(0, 40), max_size=8))
def test_the_passage_that_begins_last_before_a_place(spans: list[tuple[str, int, int]], places: list[int]) -> None:
    frame = passages(spans)
    found = PassagePlaces(frame)
    for document in "abcd":
        rows = frame[frame["document_id"] == document].sort_values("start").to_dict("records")
        before = [[row for row in rows if row["start"] <= place] for place in places]
        loose = [row[-1]["passage_id"] if row else None for row in before]
        pairs = zip(before, places, strict=True)
        tight = [row[-1]["passage_id"] if row and place < row[-1]["end"] else None for row, place in pairs]
        assert found.holders(document, places, within=False).to_pylist() == loose
        assert found.holders(document, places).to_pylist() == tight


def test_rows_come_by_document_and_in_order_whatever_the_order_of_the_table() -> None:
    frame = pd.DataFrame({"document_id": ["b", "a", "a"], "start": [1, 9, 2], "label": ["ORG", "GPE", None]})
    groups = Groups(frame, order=["document_id", "start"], columns=["start", "label"])
    assert groups.rows("a") == [[2, None], [9, "GPE"]]
    assert groups.rows("b") == [[1, "ORG"]]
    assert groups.rows("c") == []
