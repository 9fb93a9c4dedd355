"""Guided topics: passages that speak of a seed are drawn together, as in BERTopic's guided topic modelling.

BERTopic embeds the words of a seed with the embedder of its passages; an embedder that is learned from the corpus has
no vector for them. Here a seed lies in the middle of the passages that hold its words. What follows is BERTopic's:
passages nearer to a seed than to the middle of all get its number, are moved a quarter of the way, and UMAP keeps them
together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.text import fold, words

LEAST = 5  # passages that hold a seed's words; with fewer it has no middle
_PULL = 0.25


def guide(vectors: np.ndarray, bags: list[str], *, seeds: Mapping[str, Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
    """The vectors drawn towards the seeds, and the seed of each passage.

    Args:
        vectors: rows of unit length.
        bags: the words of each passage, joined by blanks.
        seeds: for each seed its labels, of one or more words; a passage holds a label when it has all its words.

    Returns:
        Vectors of unit length; number of each passage's seed, in the order of the seeds that were found, -1 for none.
    """
    held = [set(fold(bag).split()) for bag in bags]
    middles = [m for labels in seeds.values() if (m := _middle(vectors, held, labels)) is not None]
    if not middles:
        return vectors, np.full(len(vectors), -1)
    points = np.vstack([*middles, _unit(vectors.mean(axis=0))])
    nearest = (vectors @ points.T).argmax(axis=1)
    wanted = np.where(nearest < len(middles), nearest, -1)
    drawn = vectors.copy()
    drawn[wanted >= 0] += (points[wanted[wanted >= 0]] - vectors[wanted >= 0]) * _PULL
    lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
    return (drawn / np.where(lengths > 0, lengths, 1)).astype(np.float32), wanted


def _middle(vectors: np.ndarray, held: list[set[str]], labels: Sequence[str]) -> np.ndarray | None:
    wanted = [own for label in labels if (own := set(words(fold(label))))]
    holders = np.array([any(own <= words_held for own in wanted) for words_held in held], dtype=bool)
    return _unit(vectors[holders].mean(axis=0)) if holders.sum() >= LEAST else None


def _unit(vector: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(vector)
    return vector / length if length > 0 else vector
