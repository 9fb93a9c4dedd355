"""Embedder sentence_transformers: a transformer by name or folder (`embed.model`), where its library is installed.

The library brings torch and gigabytes more, so pyproject.toml keeps it out; the message below says how to get it.
A name makes it download the model; a folder does not.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import numpy as np

from pipeline.embedders.vectors import unit_rows
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings

LIBRARY = "sentence_transformers"
_WHERE = "params.yaml, embed.embedder: sentence_transformers"


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    Returns:
        float32, len(texts) x length of the model's vectors; rows of unit length or zero.

    Raises:
        ModelError: the library is not installed, no model is named, or it cannot be loaded.
    """
    if find_spec(LIBRARY) is None:
        raise ModelError(
            "the library sentence-transformers is not installed",
            where=_WHERE,
            remedy="run `uv pip install --no-config sentence-transformers` (gigabytes), or choose another embedder",
        )
    if settings.model is None:
        raise ModelError(
            "no model is named", expected="a name or a folder in embed.model", where=_WHERE, remedy="name one"
        )
    try:
        model = import_module(LIBRARY).SentenceTransformer(settings.model, device="cpu")
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the model {settings.model!r} cannot be loaded: {error}",
            expected="a folder, or a name that can be downloaded",
            where=_WHERE,
            remedy="check the name, or fetch the model where the network allows it and give its folder",
        ) from error
    if not texts:
        return np.zeros((0, model.get_sentence_embedding_dimension()), dtype=np.float32)
    return unit_rows(np.asarray(model.encode(texts, show_progress_bar=False), dtype=np.float32))
