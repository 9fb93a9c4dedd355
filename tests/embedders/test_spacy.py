"""The vectors of the language model, whatever kind of table it keeps them in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import spacy as library

from pipeline.embedders import floret, spacy
from pipeline.embedders.word_vectors import bundled_folder
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings


@pytest.fixture
def table(tmp_path: Path) -> EmbedSettings:
    """A model with a table of whole words, as nl_core_news_lg has, inside a package's folder."""
    model = library.blank("nl")
    for word, vector in {"wijkteam": [1.0, 0.0], "school": [0.0, 2.0]}.items():
        model.vocab.set_vector(word, cast(Any, np.array(vector, dtype=np.float32)))
    (tmp_path / "nl_table").mkdir()
    model.to_disk(tmp_path / "nl_table" / "nl_table-1.0.0")
    return EmbedSettings(model=str(tmp_path / "nl_table"))


def test_a_word_without_a_vector_does_not_count(table: EmbedSettings) -> None:
    texts = ["wijkteam", "het wijkteam", "wijkteam school", "niets"]
    vectors = spacy.embed_passages(texts, settings=table, seed=1)
    assert np.allclose(vectors, np.array([[1, 0], [1, 0], [0.7071, 0.7071], [0, 0]]), atol=1e-3)


def test_with_the_bundled_model_it_is_floret() -> None:
    texts = ["Het wijkteam helpt.", "De school meldt."]
    settings = EmbedSettings(model=str(bundled_folder("spacy")))
    ours = spacy.embed_passages(texts, settings=settings, seed=1)
    assert np.array_equal(ours, floret.embed_passages(texts, settings=EmbedSettings(), seed=1))


def test_a_model_that_is_not_installed_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no word vectors"):
        spacy.embed_passages(["x"], settings=EmbedSettings(model=str(tmp_path / "nl_none")), seed=1)


def test_other_vectors_are_another_model(table: EmbedSettings) -> None:
    assert spacy.identify(table) != floret.identify(EmbedSettings())
