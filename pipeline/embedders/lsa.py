"""Embedder lsa: the strongest directions of words and pairs of words. Learns from the texts at hand alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.embedders import latent
from pipeline.params import EmbedSettings
from pipeline.text import words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    Returns:
        float32, len(texts) x settings.dimensions; rows of unit length or zero.
    """
    return latent.embed_latent(texts, WordCounter, settings=settings, seed=seed)


def learn_model(texts: Sequence[str], *, settings: EmbedSettings, seed: int, folder: Path) -> None:
    """Write what workers elsewhere find in `settings.model`."""
    latent.learn_model(texts, WordCounter, settings=settings, seed=seed, folder=folder)


def model_files(settings: EmbedSettings) -> Path | None:
    """The folder that workers elsewhere need."""
    return None if settings.model is None else Path(settings.model)


class WordCounter:
    """Counts words and pairs of words."""

    def __init__(self, terms: Sequence[str] | None = None) -> None:
        cut = {"tokenizer": words, "token_pattern": None, "lowercase": False, "ngram_range": (1, 2)}
        self._counter, self._known = CountVectorizer(**cut, vocabulary=terms), terms is not None

    def count(self, texts: Sequence[str]) -> csr_matrix:
        """Texts x terms."""
        return self._counter.transform(texts) if self._known else self._counter.fit_transform(texts)

    def terms(self) -> Sequence[str]:
        """Of the columns."""
        return list(self._counter.get_feature_names_out())
