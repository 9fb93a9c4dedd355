"""Passages slice the text, keep to their limits and to their headings, and lose no word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.passages import cut_passages
from pipeline.text import count_words

LIMITS = (30, 60)
SENTENCE = "Ouders en kinderen krijgen hulp in hun eigen buurt. "

kinds = st.sampled_from(["heading", "paragraph", "item", "table"])
texts = st.text(alphabet="abc D.!?|\n", min_size=1, max_size=900).map(str.strip).filter(bool)
blocks = st.builds(Block, kinds, texts, st.integers(0, 3), st.none() | st.integers(1, 3))


@given(st.lists(blocks, max_size=12))
def test_offsets_slice_back_in_order_and_no_word_is_lost(found: list[Block]) -> None:
    text, pieces = cut_passages(found, limits=LIMITS)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() != "" for p in pieces)
    assert all(p.words == count_words(text[p.start : p.end]) for p in pieces)
    assert sum(p.words for p in pieces) == sum(count_words(b.text) for b in found)


@given(st.lists(blocks, max_size=12))
def test_no_passage_is_longer_than_the_limit(found: list[Block]) -> None:
    _, pieces = cut_passages(found, limits=LIMITS)
    assert all(p.words <= LIMITS[1] for p in pieces)


def test_short_paragraphs_under_one_heading_are_joined() -> None:
    text, pieces = cut_passages(
        [Block("heading", "Kop", 1), *[Block("paragraph", SENTENCE.strip())] * 4], limits=LIMITS
    )
    assert [(p.start, p.end) for p in pieces] == [(0, len(text))]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text, pieces = cut_passages([Block("paragraph", (SENTENCE * 20).strip())], limits=LIMITS)
    assert len(pieces) > 1
    assert all(text[p.start : p.end].endswith(".") for p in pieces)


def test_a_passage_knows_the_path_of_its_headings_and_does_not_cross_one() -> None:
    found = [
        Block("heading", "Jeugd", 1),
        Block("paragraph", "Een."),
        Block("heading", "Geld", 2),
        Block("paragraph", "Twee."),
    ]
    _, pieces = cut_passages(found, limits=LIMITS)
    assert [p.heading for p in pieces] == ["Jeugd", "Jeugd > Geld"]


def test_long_enough_pages_stay_apart() -> None:
    page = (SENTENCE * 5).strip()
    _, pieces = cut_passages([Block("paragraph", page, page=1), Block("paragraph", page, page=2)], limits=LIMITS)
    assert [p.page for p in pieces] == [1, 2]


def test_items_follow_each_other_and_paragraphs_stand_apart() -> None:
    text, _ = cut_passages([Block("paragraph", "Een:"), Block("item", "a;"), Block("item", "b.")], limits=LIMITS)
    assert text == "Een:\n\na;\nb."
