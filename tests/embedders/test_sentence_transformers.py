"""The transformer embedder: its message when the library is missing, and its calls when it is there."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.embedders import sentence_transformers as embedder
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings

LIBRARY = """
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


@pytest.fixture
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stand_in_transformers.py").write_text(LIBRARY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(embedder, "LIBRARY", "stand_in_transformers")
    monkeypatch.delitem(sys.modules, "stand_in_transformers", raising=False)


def test_without_the_library_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "LIBRARY", "a_library_that_nobody_has")
    with pytest.raises(ModelError, match="uv pip install --no-config sentence-transformers"):
        embedder.embed_passages(["x"], settings=EmbedSettings(model="m"), seed=1)


@pytest.mark.usefixtures("_library")
def test_with_the_library_it_gives_unit_vectors() -> None:
    vectors = embedder.embed_passages(["een", "twee drie"], settings=EmbedSettings(model="m"), seed=1)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert embedder.embed_passages([], settings=EmbedSettings(model="m"), seed=1).shape == (0, 3)


@pytest.mark.usefixtures("_library")
@pytest.mark.parametrize(("model", "found"), [(None, "no model is named"), ("missing", "cannot be loaded")])
def test_a_model_that_is_not_there_is_an_error_that_says_so(model: str | None, found: str) -> None:
    with pytest.raises(ModelError, match=found):
        embedder.embed_passages(["x"], settings=EmbedSettings(model=model), seed=1)
