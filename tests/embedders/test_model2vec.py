"""The static embedder: its message when the library is missing, and a tiny model when it is there."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.embedders import model2vec as embedder
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings

LIBRARY = """
import numpy as np

class StaticModel:
    dim = 2
    @classmethod
    def from_pretrained(cls, name):
        if name == "missing":
            raise ValueError("no such model")
        return cls()
    def encode(self, texts, use_multiprocessing):
        return np.array([[len(text), 1.0] for text in texts])
"""


@pytest.fixture
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stand_in_static.py").write_text(LIBRARY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(embedder, "LIBRARY", "stand_in_static")
    monkeypatch.delitem(sys.modules, "stand_in_static", raising=False)


def test_without_the_library_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "LIBRARY", "a_library_that_nobody_has")
    with pytest.raises(ModelError, match="uv sync --extra model2vec"):
        embedder.embed_passages(["x"], settings=EmbedSettings(model="m"), seed=1)


@pytest.mark.usefixtures("_library")
def test_with_the_library_it_gives_unit_vectors() -> None:
    vectors = embedder.embed_passages(["een", "twee drie"], settings=EmbedSettings(model="m"), seed=1)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert embedder.embed_passages([], settings=EmbedSettings(model="m"), seed=1).shape == (0, 2)


@pytest.mark.usefixtures("_library")
@pytest.mark.parametrize(("model", "found"), [(None, "no model is named"), ("missing", "cannot be loaded")])
def test_a_model_that_is_not_there_is_an_error_that_says_so(model: str | None, found: str) -> None:
    with pytest.raises(ModelError, match=found):
        embedder.embed_passages(["x"], settings=EmbedSettings(model=model), seed=1)


def test_a_changed_folder_is_another_model(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"one")
    first = embedder.identify(EmbedSettings(model=str(tmp_path)))
    (tmp_path / "model.safetensors").write_bytes(b"two")
    assert embedder.identify(EmbedSettings(model=str(tmp_path))) != first


def test_a_real_model_from_a_folder(tmp_path: Path) -> None:
    model2vec = pytest.importorskip("model2vec")
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {"[UNK]": 0, "wijkteam": 1, "school": 2}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    model2vec.StaticModel(np.eye(3, dtype=np.float32), tokenizer).save_pretrained(tmp_path)
    texts = ["wijkteam wijkteam", "school", "wijkteam school", ""]
    vectors = embedder.embed_passages(texts, settings=EmbedSettings(model=str(tmp_path)), seed=1)
    assert vectors[0] @ vectors[1] == 0
    assert vectors[0] @ vectors[2] == pytest.approx(0.5**0.5, abs=1e-5)
    assert not vectors[3].any()
