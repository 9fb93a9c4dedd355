"""Embedder spacy: the mean of the word vectors of the language model that the pipeline annotates with.

Left empty, `embed.model` is that model (data/language.json: nl_core_news_lg where it is installed); it may name another
spaCy package or folder. `embed.dimensions` has no say: a vector is as long as the word vectors are.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipeline.embedders.word_vectors import mean_vectors, model_folder, vectors_digest
from pipeline.params import EmbedSettings

LANGUAGE_MODEL = True  # the stage fills in the model of data/language.json where none is named
_DEFAULT = "nl_core_news_lg"


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts: the mean of the unit vectors of their words.

    Returns:
        float32, len(texts) x length of the word vectors; rows of unit length or zero.

    Raises:
        ModelError: the model is not installed, or has no vectors.
    """
    return mean_vectors(texts, model_files(settings))


def identify(settings: EmbedSettings) -> str:
    """What a text's vector hangs on besides the text."""
    return vectors_digest(model_files(settings))


def model_files(settings: EmbedSettings) -> Path:
    """The folder that workers elsewhere need."""
    return model_folder(settings.model or _DEFAULT)
