"""Vectors kept per passage, for embedders whose vector of a text hangs on nothing but the text and a model.

Such an embedder has a function ``identify(settings)`` that names the model by its content, and with a function
``model_files(settings)`` it runs on a cluster too. Embedders that learn from the corpus (lsa, lsa_characters,
lsa_floret) have none: one more text changes all their vectors, so all are made anew, in this process. Those with
``learn_model`` learn from a sample where texts are many; then a cluster can place all texts by what was learned.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from pipeline.cache import Cache, code_digest, digest, files_digest, pack
from pipeline.embedders.vectors import embed_distinct
from pipeline.engine import Item, Reads, map_documents
from pipeline.errors import EngineError, Failure
from pipeline.params import EmbedSettings, EngineSettings
from pipeline.text import text_hash

_BATCH = 256  # passages


def embed_kept(
    texts: list[str],
    embedder: ModuleType,
    *,
    settings: EmbedSettings,
    seed: int,
    folder: Path,
    engine: EngineSettings | None = None,
) -> np.ndarray:
    """Vectors of all texts, each distinct text embedded once, and in no run again where that can be.

    Args:
        texts: any.
        embedder: a file of this room.
        settings: handed to the embedder.
        seed: handed to the embedder.
        folder: of the cache; safe to delete.
        engine: a cluster to do it on; here it is done in this process, where the model is loaded once.

    Returns:
        float32, one row a text; each row of unit length or zero.
    """
    far = engine is not None and engine.kind == "dask" and hasattr(embedder, "model_files")
    if far and hasattr(embedder, "learn_model") and len(distinct := set(texts)) > settings.fit_passages:
        learned = folder / "embed_learned"
        embedder.learn_model(sorted(distinct), settings=settings, seed=seed, folder=learned)
        settings = settings.model_copy(update={"model": str(learned)})
    elif not hasattr(embedder, "identify"):
        return embed_distinct(texts, embedder.embed_passages, settings=settings, seed=seed)
    prefix = digest(code_digest("embedders"), embedder.__name__, _identity(embedder, settings))
    cache = Cache(folder, stage="embed", prefix=prefix)
    try:
        embed = _OnCluster(embedder, cache, engine) if engine and far else _Kept(embedder, cache)
        return embed_distinct(texts, embed, settings=settings, seed=seed)
    finally:
        cache.close()


def _identity(embedder: ModuleType, settings: EmbedSettings) -> str:
    if hasattr(embedder, "identify"):
        return str(embedder.identify(settings))
    return files_digest(Path(str(settings.model)))


def embed_packed(
    texts: list[str], *, embedder: str, settings: dict[str, Any], model: str | None, seed: int
) -> list[bytes]:
    """The vectors of texts as bytes, for `map_documents`; `model` is where this machine has the files of the model."""
    chosen = EmbedSettings(**{**settings, "model": model or settings["model"]})
    made = import_module(embedder).embed_passages(texts, settings=chosen, seed=seed)
    return [vector.astype(np.float32).tobytes() for vector in made]


class _OnCluster:
    """The embedder on the workers of a cluster, asked only for texts that are not in the cache."""

    def __init__(self, embedder: ModuleType, cache: Cache, engine: EngineSettings) -> None:
        self._embedder, self._cache, self._engine = embedder, cache, engine

    def __call__(self, texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
        found = self._embedder.model_files(settings)
        folder = found.absolute() if found else None
        model = str(folder) if folder else None
        name = self._embedder.__name__
        embed = partial(embed_packed, embedder=name, settings=settings.model_dump(), model=model, seed=seed)
        work = Reads(embed, (folder,) if folder else ())
        items = (Item(f"passage {n}", text_hash(text), text) for n, text in enumerate(texts))
        results = map_documents(work, items, engine=self._engine, cache=self._cache, label="embed", batch_size=_BATCH)
        made = [_vector(item, result) for item, result in results]
        return np.stack(made) if made else self._embedder.embed_passages([], settings=settings, seed=seed)


def _vector(item: Item, result: bytes | Failure) -> np.ndarray:
    if isinstance(result, Failure):
        raise EngineError(
            f"{item.name} has no vector: {result.reason}, {result.detail}",
            where="stage embed",
            remedy="raise engine.seconds_per_document or memory_mb_per_document, or set engine.kind to local",
        )
    return np.frombuffer(result, dtype=np.float32)


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
