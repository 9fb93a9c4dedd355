"""Annotations: offsets slice back, no sentence crosses a line, a long text is read in pieces."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.annotation import PIECE, annotate_texts, load_model
from pipeline.language.choice import find_model

MODEL = str(find_model("bundled", Path(__file__).parent.parent.parent / "models"))
TEXT = "Visie op jeugd\n\nWethouder Gerda Molenkamp van Zwolle tekende het plan. De raad stemde in.\n• eerste\n• punt"


def _check(text: str, result: dict[str, Any]) -> None:
    tokens, sentences = result["tokens"], result["sentences"]
    for start, end, word in zip(tokens["start"], tokens["end"], tokens["text"], strict=True):
        assert text[start:end] == word
    for start, end in zip(sentences["start"], sentences["end"], strict=True):
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
    for start, end in zip(result["names"]["start"], result["names"]["end"], strict=True):
        assert 0 <= start < end <= len(text)


def test_a_plain_text() -> None:
    (result,) = annotate_texts([TEXT], model=MODEL)
    _check(TEXT, result)
    sentences = [TEXT[s:e] for s, e in zip(result["sentences"]["start"], result["sentences"]["end"], strict=True)]
    assert sentences[0] == "Visie op jeugd"
    assert "De raad stemde in." in sentences
    names = result["names"]
    found = {(TEXT[s:e], label) for s, e, label in zip(names["start"], names["end"], names["label"], strict=True)}
    assert {("Gerda Molenkamp", "PERSON"), ("Zwolle", "GPE")} <= found


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_offsets_slice_back_on_any_text(text: str) -> None:
    (result,) = annotate_texts([text], model=MODEL)
    _check(text, result)


@pytest.mark.parametrize("blank", ["", " \n\n "])
def test_a_blank_text_has_no_annotations(blank: str) -> None:
    (result,) = annotate_texts([blank], model=MODEL)
    assert result["tokens"]["start"] == []


def test_pieces_of_a_long_text_join_to_the_same_annotations() -> None:
    paragraph = "De raad stemde in met het plan. "
    text = (paragraph * 30 + "\n\n") * (PIECE // (len(paragraph) * 30) + 2)
    (result,) = annotate_texts([text], model=MODEL)
    _check(text, result)
    joined = "".join(result["tokens"]["text"])
    assert joined == "".join(text.split())


def test_a_batch_gives_what_each_text_gives_alone() -> None:
    texts = [TEXT, "Kort.", ""]
    assert annotate_texts(texts, model=MODEL) == [annotate_texts([t], model=MODEL)[0] for t in texts]


@pytest.mark.parametrize("strange", ["\x00\x07\x1b woord ", "😀👍🏽 de ", "في مدينة زفوله ", "a", "Aa\u200b\ufeff "])
def test_strange_text_is_annotated_and_slices_back(strange: str) -> None:
    text = strange * 300
    (result,) = annotate_texts([text], model=MODEL)
    _check(text, result)


def test_a_line_of_twice_the_length_takes_about_twice_the_time() -> None:
    line = "De gemeenteraad van Zwolle stelt de Verordening jeugdhulp vast en vraagt om een jaarlijkse evaluatie. "
    seconds = [_seconds((line * 4000)[:size]) for size in (30_000, 60_000)]
    assert seconds[1] < 4 * seconds[0] + 1, "annotation takes more than linear time on one long line"


def _seconds(text: str) -> float:
    load_model(MODEL)
    start = time.perf_counter()
    annotate_texts([text], model=MODEL)
    return time.perf_counter() - start
