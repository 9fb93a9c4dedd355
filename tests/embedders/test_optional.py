"""Embedders with a library of their own: the message when it is missing, and its calls when it is there."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from pipeline.embedders import model2vec, sentence_transformers
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings

STATIC = """
import numpy as np

class StaticModel:
    dim = 3
    @classmethod
    def from_pretrained(cls, name):
        if name == "missing":
            raise ValueError("no such model")
        return cls()
    def encode(self, texts, use_multiprocessing):
        return np.array([[len(text), 1.0, 0.0] for text in texts])
"""
TRANSFORMER = """
import numpy as np

class SentenceTransformer:
    def __init__(self, name, device):
        if name == "missing":
            raise OSError("no such model")
    def get_sentence_embedding_dimension(self):
        return 3
    def encode(self, texts, show_progress_bar):
        return np.array([[len(text), 1.0, 0.0] for text in texts])
"""
EMBEDDERS = pytest.mark.parametrize(
    ("embedder", "library"), [(model2vec, STATIC), (sentence_transformers, TRANSFORMER)], ids=["static", "transformer"]
)


def stand_in(embedder: ModuleType, library: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library with the few calls that the embedder makes."""
    (folder / "stand_in.py").write_text(library, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(embedder, "LIBRARY", "stand_in")
    monkeypatch.delitem(sys.modules, "stand_in", raising=False)


@pytest.mark.parametrize(
    ("embedder", "command"),
    [
        (model2vec, "uv sync --extra model2vec"),
        (sentence_transformers, "uv pip install --no-config sentence-transformers"),
    ],
)
def test_without_the_library_it_says_how_to_install_it(
    embedder: ModuleType, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "LIBRARY", "a_library_that_nobody_has")
    with pytest.raises(ModelError, match=command):
        embedder.embed_passages(["x"], settings=EmbedSettings(model="m"), seed=1)


@EMBEDDERS
def test_with_the_library_it_gives_unit_vectors(
    embedder: ModuleType, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(embedder, library, tmp_path, monkeypatch)
    vectors = embedder.embed_passages(["een", "twee drie"], settings=EmbedSettings(model="m"), seed=1)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert embedder.embed_passages([], settings=EmbedSettings(model="m"), seed=1).shape == (0, 3)


@EMBEDDERS
@pytest.mark.parametrize(("model", "found"), [(None, "no model is named"), ("missing", "cannot be loaded")])
def test_a_model_that_is_not_there_is_an_error_that_says_so(
    embedder: ModuleType,
    library: str,
    model: str | None,
    found: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in(embedder, library, tmp_path, monkeypatch)
    with pytest.raises(ModelError, match=found):
        embedder.embed_passages(["x"], settings=EmbedSettings(model=model), seed=1)
