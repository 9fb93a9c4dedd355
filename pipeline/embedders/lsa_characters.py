"""Embedder lsa_characters: as lsa, over pieces of three to five letters within words.

Dutch writes compounds as one word: wijkteam, teamleider and gezinsteam share `team` here, where whole words share
nothing. Learns from the texts at hand alone.
"""

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

_LETTERS = (3, 5)


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    Returns:
        float32, len(texts) x settings.dimensions; rows of unit length or zero.
    """
    return latent.embed_latent(texts, PieceCounter, settings=settings, seed=seed)


def learn_model(texts: Sequence[str], *, settings: EmbedSettings, seed: int, folder: Path) -> None:
    """Write what workers elsewhere find in `settings.model`."""
    latent.learn_model(texts, PieceCounter, settings=settings, seed=seed, folder=folder)


def model_files(settings: EmbedSettings) -> Path | None:
    """The folder that workers elsewhere need."""
    return None if settings.model is None else Path(settings.model)


class PieceCounter:
    """Counts pieces. Those of each distinct word are cut once: words in texts x pieces in words = pieces in texts."""

    def __init__(self, terms: Sequence[str] | None = None) -> None:
        cut = {"analyzer": "char_wb", "ngram_range": _LETTERS, "lowercase": False}
        self._cutter, self._known = CountVectorizer(**cut, vocabulary=terms), terms is not None

    def count(self, texts: Sequence[str]) -> csr_matrix:
        """Texts x terms."""
        counter = CountVectorizer(tokenizer=words, token_pattern=None, lowercase=False)
        if not any(words(text) for text in texts):
            return self._cutter.transform(texts)
        in_texts = counter.fit_transform(texts)
        found = counter.get_feature_names_out()
        in_words = self._cutter.transform(found) if self._known else self._cutter.fit_transform(found)
        return (in_texts @ in_words).tocsr()

    def terms(self) -> Sequence[str]:
        """Of the columns."""
        return list(self._cutter.get_feature_names_out())
