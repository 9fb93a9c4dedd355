"""Very long and strange texts: nothing is lost between pieces, whatever the model sees in them.

A model without weights reads them, so that this takes seconds; benchmarks/annotate.py has the time of the real one.
"""

from __future__ import annotations

from functools import lru_cache

import pytest
import spacy
from spacy.language import Language

from pipeline.language import annotation
from pipeline.language.annotation import annotate_packed, annotate_texts
from pipeline.language.columns import unpack_columns

PARAGRAPH = "De raad van Zwolle stemt in met het plan. Het college voert het uit.\n\n"


@lru_cache(maxsize=1)
def bare_model(_: str) -> Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "load_model", bare_model)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param((PARAGRAPH * 29_000)[:2_000_000], id="2 million characters"),
        pytest.param("een lange regel zonder einde " * 10_500, id="one line of 300,000 characters"),
        pytest.param("x" * 300_000, id="one word of 300,000 characters"),
        pytest.param("\x00\x07\x1b woord \x9f" * 5_000, id="control characters"),
        pytest.param("😀👍🏽👨‍👩‍👧 de " * 5_000, id="emoji"),
        pytest.param("في مدينة زفوله، הולנד " * 3_000, id="Arabic and Hebrew"),
        pytest.param("_ " * 5_000 + "\n_\n", id="underscores"),
    ],
)
def test_all_that_is_no_white_space_is_a_token_and_slices_back(text: str) -> None:
    (result,) = annotate_texts([text], model="bare")
    tokens, sentences = result["tokens"], result["sentences"]
    assert [text[s:e] for s, e in zip(tokens["start"], tokens["end"], strict=True)] == tokens["text"]
    assert "".join("".join(tokens["text"]).split()) == "".join(text.split())
    assert tokens["start"] == sorted(set(tokens["start"]))
    assert tokens["sentence"][-1] == len(sentences["start"]) - 1
    assert all("\n" not in text[s:e] for s, e in zip(sentences["start"], sentences["end"], strict=True))


def test_packed_columns_are_the_columns() -> None:
    texts = [PARAGRAPH * 2, "", "Kort."]
    packed = annotate_packed(texts, model="bare")
    for one, plain in zip(packed, annotate_texts(texts, model="bare"), strict=True):
        assert {name: unpack_columns(data).to_pydict() for name, data in one.items()} == plain
