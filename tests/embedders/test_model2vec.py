"""The static embedder from a folder on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.embedders import model2vec as embedder
from pipeline.params import EmbedSettings


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
