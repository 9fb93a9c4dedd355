"""Embedder model2vec: a static model by name or folder (`embed.model`), where the library is installed.

A static model is a table of vectors of pieces of words, distilled from a transformer: no torch, and fast.
The library is small, but an extra; a name makes it download the model, a folder does not.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.cache import digest, files_digest
from pipeline.embedders.vectors import unit_rows
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings

LIBRARY = "model2vec"
_WHERE = "params.yaml, embed.embedder: model2vec"


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    Returns:
        float32, len(texts) x length of the model's vectors; rows of unit length or zero.

    Raises:
        ModelError: the library is not installed, no model is named, or it cannot be loaded.
    """
    model = _load(settings)
    if not texts:
        return np.zeros((0, int(model.dim)), dtype=np.float32)
    return unit_rows(np.asarray(model.encode(texts, use_multiprocessing=False), dtype=np.float32))


def identify(settings: EmbedSettings) -> str:
    """What a text's vector hangs on besides the text: the files of a folder, or the name."""
    folder = model_files(settings)
    return files_digest(folder) if folder else digest(str(Path(_named(settings))))


def model_files(settings: EmbedSettings) -> Path | None:
    """The folder that workers elsewhere need; none where a name says enough."""
    folder = Path(_named(settings))
    return folder if folder.is_dir() else None


def _load(settings: EmbedSettings) -> Any:
    if find_spec(LIBRARY) is None:
        raise ModelError(
            "the library model2vec is not installed",
            where=_WHERE,
            remedy="run `uv sync --extra model2vec`, or choose another embedder",
        )
    name = _named(settings)
    try:
        return import_module(LIBRARY).StaticModel.from_pretrained(name)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the model {name!r} cannot be loaded: {error}",
            expected="a folder, or a name that can be downloaded",
            where=_WHERE,
            remedy="check the name, or fetch the model where the network allows it and give its folder",
        ) from error


def _named(settings: EmbedSettings) -> str:
    if settings.model is None:
        raise ModelError(
            "no model is named", expected="a name or a folder in embed.model", where=_WHERE, remedy="name one"
        )
    return settings.model
