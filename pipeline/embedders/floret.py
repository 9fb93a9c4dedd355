"""Embedder floret: the mean of the word vectors of the bundled Dutch model. The same text has the same vector anywhere.

`embed.model` may name another spaCy model with vectors, by its folder. `embed.dimensions` has no say: a vector is as
long as the word vectors are.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipeline.embedders.word_vectors import bundled_folder, mean_vectors, model_folder, vectors_digest
from pipeline.params import EmbedSettings


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts: the mean of the unit vectors of their words.

    Returns:
        float32, len(texts) x length of the word vectors; rows of unit length or zero.

    Raises:
        ModelError: there is no model with vectors.
    """
    return mean_vectors(texts, model_files(settings))


def identify(settings: EmbedSettings) -> str:
    """What a text's vector hangs on besides the text."""
    return vectors_digest(model_files(settings))


def model_files(settings: EmbedSettings) -> Path:
    """The folder that workers elsewhere need."""
    return bundled_folder("floret") if settings.model is None else model_folder(settings.model)
