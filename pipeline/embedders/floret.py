"""Embedder floret: the mean of the word vectors of the bundled Dutch model. The same text has the same vector anywhere.

`embed.model` may name another spaCy model with vectors, by its folder. `embed.dimensions` has no say: a vector is as
long as the word vectors are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from spacy.vocab import Vocab

from pipeline.embedders.vectors import unit_rows
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings
from pipeline.text import words

_BUNDLED = Path(__file__).parents[2] / "models" / "nl_transformatie"


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts: the mean of the unit vectors of their words.

    Returns:
        float32, len(texts) x length of the word vectors; rows of unit length or zero.

    Raises:
        ModelError: there is no model with vectors.
    """
    vectors = _load_vectors(_model_folder(settings.model))
    split = [words(text) for text in texts]
    known = sorted({word for text in split for word in text})
    means = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    if not known:
        return means
    row = {word: i for i, word in enumerate(known)}
    of_words = unit_rows(np.asarray(vectors.get_batch(known)))
    for i, text in enumerate(split):
        if text:
            means[i] = of_words[[row[word] for word in text]].mean(axis=0)
    return unit_rows(means)


def _model_folder(model: str | None) -> Path:
    if model is not None:
        return Path(model)
    current = _BUNDLED / "CURRENT"
    if not current.exists():
        raise ModelError(
            "the bundled language model is missing",
            expected=str(current),
            where="params.yaml, embed.embedder: floret",
            remedy="restore it: git checkout models/nl_transformatie; or name a spaCy model's folder in embed.model",
        )
    return _BUNDLED / current.read_text(encoding="utf-8").strip()


def _load_vectors(folder: Path) -> Any:
    vocab = Vocab()
    if (folder / "vocab" / "vectors").exists():
        vocab.from_disk(folder / "vocab", exclude=["strings", "lookups"])
    if vocab.vectors.shape[1] == 0:
        raise ModelError(
            "the model has no word vectors",
            expected="a spaCy model with a folder vocab/vectors",
            where=str(folder),
            remedy="set embed.model to null for the bundled model, or choose embed.embedder: lsa_characters",
        )
    return vocab.vectors
