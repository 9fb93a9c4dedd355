"""Which texts count: on topic, in the period, and what becomes of copies."""

from __future__ import annotations

import pytest

from pipeline.trends.base import Base, select_base
from tests.trends.invented import YEARS, Text, corpus


def _base(*texts: Text, original_only: bool = False) -> Base:
    tables = corpus(list(texts))
    return select_base(tables["documents"], tables["passages"], years=YEARS, original_only=original_only)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (Text("a"), True),
        (Text("a", on_topic=False), False),
        (Text("a", year=None), False),
        (Text("a", year=2010), False),
        (Text("a", year=2016), False),
        (Text("a", code=None, region=None, type=None), True),
    ],
)
def test_only_texts_about_the_matter_with_a_year_in_the_period_count(text: Text, counts: bool) -> None:
    assert list(_base(text, Text("b")).rows) == (["a", "b"] if counts else ["b"])


@pytest.mark.parametrize(
    ("copy", "original_counts"),
    [
        (Text("a", duplicate_of="b"), False),
        (Text("a", original=(False, False)), False),
        (Text("a", original=(False, True)), True),
    ],
)
def test_a_copy_counts_until_copies_are_left_out(copy: Text, original_counts: bool) -> None:
    assert "a" in _base(copy, Text("b")).rows
    assert ("a" in _base(copy, Text("b"), original_only=True).rows) is original_counts


def test_a_copied_passage_is_left_out_of_the_size() -> None:
    copy = Text("a", original=(False, True))
    assert _base(copy).sizes.tolist() == [2]
    assert _base(copy, original_only=True).sizes.tolist() == [1]


def test_texts_of_one_municipality_are_one_cluster_and_unplaced_texts_are_their_own() -> None:
    base = _base(Text("a"), Text("b"), Text("c", code=None), Text("d", code=None), Text("e", code="GM2"))
    a, b, c, d, e = base.cluster.tolist()
    assert a == b
    assert len({a, c, d, e}) == 4
    assert base.placed.tolist() == [True, True, False, False, True]
