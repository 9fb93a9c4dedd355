"""Embedder lsa_characters: as lsa, over pieces of three to five letters within words.

Dutch writes compounds as one word: wijkteam, teamleider and gezinsteam share `team` here, where whole words share
nothing. Learns from the texts at hand alone.
"""

from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.embedders.vectors import reduce_counts
from pipeline.params import EmbedSettings
from pipeline.text import fold, words

_LETTERS = (3, 5)


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    The pieces of each distinct word are cut once: words in texts, times pieces in words, are pieces in texts.

    Returns:
        float32, len(texts) x settings.dimensions; rows of unit length or zero.
    """
    folded = [fold(text) for text in texts]
    if not any(words(text) for text in folded):
        return np.zeros((len(texts), settings.dimensions), dtype=np.float32)
    counter = CountVectorizer(tokenizer=words, token_pattern=None, lowercase=False)
    in_texts = counter.fit_transform(folded)
    cutter = CountVectorizer(analyzer="char_wb", ngram_range=_LETTERS, lowercase=False)
    in_words = cutter.fit_transform(counter.get_feature_names_out())
    return reduce_counts((in_texts @ in_words).tocsr(), dimensions=settings.dimensions, seed=seed)
