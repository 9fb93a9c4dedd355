"""String helpers: offsets in the folded text are offsets in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import count_words, fold, text_hash, trim, words


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Eén gezin", "een gezin"), ("zo’n", "zo'n"), ("2011–2015", "2011-2015"), ("Fryslân", "fryslan"), ("İ", "i")],
)
def test_folding_makes_spellings_equal(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_keep_inner_hyphens_and_apostrophes() -> None:
    assert words("Eigen Kracht-conferentie, zo'n 3 foto's!") == ["Eigen", "Kracht-conferentie", "zo'n", "3", "foto's"]
    assert count_words("één, twee; drie") == 3


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_a_trimmed_span_has_no_blank_ends(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    a, b = trim(text, start, end)
    assert start <= a <= b <= end
    assert text[a:b] == text[start:end].strip()


def test_a_lone_surrogate_has_a_hash_too() -> None:
    assert text_hash("\ud800") != text_hash("?")
