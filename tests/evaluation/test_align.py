"""Spans of the truth are found again in a text that cleaning changed a little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.align import align

TRUTH = "Het wijkteam begint in mei 2014. Daarna volgt een evaluatie door de raad."


@pytest.mark.parametrize(
    "text",
    [
        TRUTH,
        TRUTH.replace(" ", "\n"),
        "Pagina 3\n\n" + TRUTH.replace("mei", "mei \n"),
        TRUTH.upper(),
        TRUTH.replace("begint in", "begint Gemeente Proefdorp in"),
    ],
)
@pytest.mark.parametrize("words", ["wijkteam", "mei 2014", "evaluatie door de raad"])
def test_the_same_words_are_found(text: str, words: str) -> None:
    start = TRUTH.index(words)
    place = align(TRUTH, text).span(start, start + len(words))
    assert place is not None
    assert text[slice(*place)].split() == (words.upper() if text == TRUTH.upper() else words).split()


def test_a_sentence_that_moved_is_found() -> None:
    first, second = "Eerst komt de nota van de wethouder.", "Daarna komt de raad aan het woord over geld."
    truth, text = f"{first} {second}", f"{second} {first}"
    spans = ((0, len(first)), (len(first) + 1, len(truth)))
    for start, end in spans:
        place = align(truth, text, spans).span(start, end)
        assert place is not None
        assert text[slice(*place)] == truth[start:end]


def test_what_is_lost_is_not_found_elsewhere() -> None:
    alignment = align(TRUTH, "Iets heel anders staat hier.")
    assert alignment.span(4, 12) is None
    assert not alignment.knows(0, 4)
    assert alignment.similarity < 0.2


def test_a_span_that_is_torn_apart_is_lost() -> None:
    text = TRUTH.replace("mei 2014", "mei " + "bladzijde twee van acht " * 5 + "2014")
    start = TRUTH.index("mei 2014")
    assert align(TRUTH, text).span(start, start + len("mei 2014")) is None


@given(st.text(max_size=60))
def test_a_text_aligns_with_itself(text: str) -> None:
    alignment = align(text, text)
    assert alignment.similarity == 1
    for place, character in zip(alignment.places.tolist(), text, strict=True):
        assert place == -1 or text[place] == character
