"""Embedder lsa: the strongest directions of words and pairs of words. Learns from the texts at hand alone."""

from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.embedders.vectors import reduce_counts
from pipeline.params import EmbedSettings
from pipeline.text import fold, words


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    Returns:
        float32, len(texts) x settings.dimensions; rows of unit length or zero.
    """
    folded = [fold(text) for text in texts]
    if not any(words(text) for text in folded):
        return np.zeros((len(texts), settings.dimensions), dtype=np.float32)
    counter = CountVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2))
    return reduce_counts(counter.fit_transform(folded), dimensions=settings.dimensions, seed=seed)
