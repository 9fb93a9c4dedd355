"""What embedders share: unit vectors, and one computation for equal texts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.params import EmbedSettings

EmbedPassages = Callable[..., np.ndarray]  # as in every embedder: (texts, *, settings, seed)


def embed_distinct(texts: list[str], embed: EmbedPassages, *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of all texts, each distinct text embedded once.

    Returns:
        float32, one row a text; each row of unit length or zero.
    """
    distinct = sorted(set(texts))
    row = {text: i for i, text in enumerate(distinct)}
    vectors = embed(distinct, settings=settings, seed=seed)
    return np.asarray(vectors[[row[text] for text in texts]], dtype=np.float32)


def unit_rows(matrix: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1, in float32; a row of zeros stays one."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: np.ndarray = np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 1e-6)
    return scaled.astype(np.float32)
