"""The earliest passages with the same runs of words, as a plain search over all runs would find them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleaning import shingles
from pipeline.cleaning.shingles import SHINGLE, first_seen

PASSAGES = st.lists(st.tuples(st.integers(0, 3), st.lists(st.sampled_from("ab"), max_size=14)), max_size=10)


def plainly(passages: list[tuple[int, list[str]]], *, most: int) -> list[tuple[int, list[tuple[int, list[int]]]]]:
    first: dict[tuple[str, ...], int] = {}
    found = []
    for number, (owner, words) in enumerate(passages):
        places: dict[int, list[int]] = {}
        for at in range(len(words) - SHINGLE + 1):
            source = first.setdefault(tuple(words[at : at + SHINGLE]), number)
            if passages[source][0] != owner:
                places.setdefault(source, []).append(at)
        ranked = sorted(places, key=lambda n: (-len(places[n]), n))[:most]
        if ranked:
            found.append((number, [(n, places[n]) for n in ranked]))
    return found


@settings(max_examples=200, deadline=None)
@given(PASSAGES, st.integers(1, 3), st.integers(1, 4))
def test_sources_are_those_of_a_plain_search(passages: list[tuple[int, list[str]]], most: int, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles, "_BLOCK", block)
        seen = first_seen([words for _, words in passages])
    owner = np.array([owner for owner, _ in passages], dtype=np.int64)
    assert list(seen.sources(owner, most=most)) == plainly(passages, most=most)
