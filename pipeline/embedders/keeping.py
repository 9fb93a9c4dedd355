"""Vectors kept per passage, for embedders whose vector of a text hangs on nothing but the text and a model.

Such an embedder has a function ``identify(settings)`` that names the model by its content. Embedders that learn from
the corpus (lsa, lsa_characters, lsa_floret) have none: one more text changes all their vectors, so all are made anew.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np

from pipeline.cache import Cache, code_digest, digest, pack
from pipeline.embedders.vectors import embed_distinct
from pipeline.params import EmbedSettings
from pipeline.text import text_hash


def embed_kept(
    texts: list[str], embedder: ModuleType, *, settings: EmbedSettings, seed: int, folder: Path
) -> np.ndarray:
    """Vectors of all texts, each distinct text embedded once, and in no run again where that can be.

    Args:
        texts: any.
        embedder: a file of this room.
        settings: handed to the embedder.
        seed: handed to the embedder.
        folder: of the cache; safe to delete.

    Returns:
        float32, one row a text; each row of unit length or zero.
    """
    if not hasattr(embedder, "identify"):
        return embed_distinct(texts, embedder.embed_passages, settings=settings, seed=seed)
    prefix = digest(code_digest("embedders"), embedder.__name__, embedder.identify(settings))
    cache = Cache(folder, stage="embed", prefix=prefix)
    try:
        return embed_distinct(texts, _Kept(embedder, cache), settings=settings, seed=seed)
    finally:
        cache.close()


class _Kept:
    """The embedder, asked only for texts that are not in the cache."""

    def __init__(self, embedder: ModuleType, cache: Cache) -> None:
        self._embedder, self._cache = embedder, cache

    def __call__(self, texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
        keys = [self._cache.key(text_hash(text)) for text in texts]
        known = self._cache.known(keys)
        new = [i for i, key in enumerate(keys) if key not in known]
        made = self._embedder.embed_passages([texts[i] for i in new], settings=settings, seed=seed)
        self._cache.put((keys[i], pack(vector.tobytes())) for i, vector in zip(new, made, strict=True))
        vectors = np.zeros((len(texts), made.shape[1]), dtype=np.float32)
        vectors[new] = made
        for i, key in enumerate(keys):
            if key in known:
                vectors[i] = np.frombuffer(self._cache.get(key), dtype=np.float32)
        return vectors
