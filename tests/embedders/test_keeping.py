"""Vectors are made once per text where the embedder allows it."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np

from pipeline.embedders import floret, lsa
from pipeline.embedders.keeping import embed_kept
from pipeline.params import EmbedSettings

SETTINGS = EmbedSettings(dimensions=4)


def _counting(identity: str, seen: list[list[str]]) -> ModuleType:
    def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
        seen.append(texts)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(-1, 2)

    module = ModuleType("counting")
    module.__dict__.update(embed_passages=embed_passages, identify=lambda _settings: identity)
    return module


def _embed(module: ModuleType, texts: list[str], folder: Path) -> np.ndarray:
    return embed_kept(texts, module, settings=SETTINGS, seed=1, folder=folder)


def test_only_new_texts_are_embedded_and_all_get_their_own_vector(tmp_path: Path) -> None:
    seen: list[list[str]] = []
    _embed(_counting("m1", seen), ["a", "ccc"], tmp_path)
    vectors = _embed(_counting("m1", seen), ["ccc", "bb", "a", "bb"], tmp_path)
    assert seen == [["a", "ccc"], ["bb"]]
    assert vectors.tolist() == [[3, 1], [2, 1], [1, 1], [2, 1]]


def test_another_model_embeds_anew(tmp_path: Path) -> None:
    seen: list[list[str]] = []
    for model in ("m1", "m2"):
        _embed(_counting(model, seen), ["a"], tmp_path)
    assert seen == [["a"], ["a"]]


def test_kept_vectors_are_those_that_were_made(tmp_path: Path) -> None:
    texts = ["Het wijkteam helpt.", "", "De school meldt."]
    first = _embed(floret, texts, tmp_path)
    assert np.array_equal(first, _embed(floret, texts, tmp_path))
    assert np.array_equal(first, floret.embed_passages(texts, settings=SETTINGS, seed=1))


def test_an_embedder_that_learns_from_the_corpus_keeps_nothing(tmp_path: Path) -> None:
    _embed(lsa, ["een wijkteam", "een school"], tmp_path)
    assert not list(tmp_path.iterdir())
