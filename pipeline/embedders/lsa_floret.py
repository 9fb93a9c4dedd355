"""Embedder lsa_floret: what words a passage has (lsa_characters) beside what they mean elsewhere (floret).

The two unit vectors stand side by side with equal weight: two passages are as near as the mean of both says.
Learns from the texts at hand, so its vectors are not kept per passage.
"""

from __future__ import annotations

import numpy as np

from pipeline.embedders import floret, lsa_characters
from pipeline.embedders.vectors import unit_rows
from pipeline.params import EmbedSettings


def embed_passages(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    Returns:
        float32, len(texts) x (settings.dimensions + length of the word vectors); rows of unit length or zero.

    Raises:
        ModelError: there is no model with vectors.
    """
    parts = [part.embed_passages(texts, settings=settings, seed=seed) for part in (lsa_characters, floret)]
    return unit_rows(np.hstack(parts))
