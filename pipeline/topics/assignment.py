"""Topics for passages that no topic was learned from: by the nearest topic, when it is near enough."""

from __future__ import annotations

import numpy as np

_NEAR = 0.10  # as near as the tenth per cent of the topic's own passages that lie farthest out
_ROWS = 20_000  # passages at a time, which bounds the memory


def centroids(vectors: np.ndarray, topic: np.ndarray) -> np.ndarray:
    """The middle of each topic, of unit length: topics x width, in the order of their numbers."""
    middles = np.array([vectors[topic == number].mean(axis=0) for number in range(topic.max() + 1)])
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    scaled: np.ndarray = np.divide(middles, lengths, out=np.zeros_like(middles), where=lengths > 0)
    return scaled


def assign_nearest(others: np.ndarray, *, learned: np.ndarray, topic: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Topic and certainty of vectors that were not learned from.

    A vector gets the topic with the nearest middle (cosine) when it is at least as near to it as nine out of ten of the
    topic's own passages are; else -1.

    Args:
        others: vectors of unit length or zero.
        learned: vectors that the topics were learned from.
        topic: their topics, with at least one topic in them.

    Returns:
        Topic of each of the others, and its cosine with that topic's middle, cut off to 0-1; 0 where the topic is -1.
    """
    middles = centroids(learned, topic)
    own = [learned[topic == number] @ middles[number] for number in range(len(middles))]
    floors = np.array([np.quantile(nearness, _NEAR) for nearness in own])
    found, certainty = np.full(len(others), -1), np.zeros(len(others))
    for start in range(0, len(others), _ROWS):
        nearness = others[start : start + _ROWS] @ middles.T
        best = nearness.argmax(axis=1)
        cosine = nearness[np.arange(len(best)), best]
        near = (cosine >= floors[best]) & (cosine > 0)
        found[start : start + _ROWS] = np.where(near, best, -1)
        certainty[start : start + _ROWS] = np.where(near, np.clip(cosine, 0.0, 1.0), 0.0)
    return found, certainty
