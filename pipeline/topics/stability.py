"""How often a topic is found again: refits on other seeds and on samples of the documents.

A topic's stability is the mean, over refits, of the best Jaccard overlap between its passages and those of one topic of
the refit, counted on passages that both have. After Greene, O'Callaghan & Cunningham, "How many topics?" (2014), with
members in place of terms.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.params import TopicSettings
from pipeline.topics.clustering import cluster

SAMPLE = 0.8  # share of the documents in a refit


def measure_stability(
    vectors: np.ndarray,
    *,
    topic: np.ndarray,
    documents: np.ndarray,
    settings: TopicSettings,
    seed: int,
    tick: Callable[[], object] = lambda: None,
) -> dict[int, float | None]:
    """Stability of each topic, 0-1; None without refits.

    Args:
        vectors: of the passages that topics were learned from.
        topic: their topics, -1 for none.
        documents: their documents; a document is in a sample as a whole.
        settings: number of refits, sizes.
        seed: of the fit; refit n takes seed + n.
        tick: called after each refit.
    """
    topics = sorted(set(topic.tolist()) - {-1})
    found: dict[int, list[float]] = {number: [] for number in topics}
    for number in range(1, settings.refits + 1):
        inside = sample_documents(documents, seed=seed + number)
        refit = cluster(
            vectors[inside], settings=settings, seed=seed + number, min_size=max(2, round(SAMPLE * settings.min_size))
        )
        for one, overlap in best_overlaps(topic[inside], refit).items():
            found[one].append(overlap)
        tick()
    if not settings.refits:
        return dict.fromkeys(topics)
    return {one: float(np.mean(overlaps)) if overlaps else 0.0 for one, overlaps in found.items()}


def sample_documents(documents: np.ndarray, *, seed: int) -> np.ndarray:
    """Which passages belong to a random sample of the documents."""
    names = np.unique(documents)
    size = max(1, round(SAMPLE * len(names)))
    return np.isin(documents, np.random.default_rng(seed).choice(names, size=size, replace=False))


def best_overlaps(topic: np.ndarray, refit: np.ndarray) -> dict[int, float]:
    """For each topic the best Jaccard overlap with a topic of the refit.

    Args:
        topic: topic of each passage in the fit, -1 for none.
        refit: topic of the same passages in the refit, -1 for none.

    Returns:
        Overlaps of the topics that have a passage here.
    """
    best = {}
    for one in sorted(set(topic.tolist()) - {-1}):
        members = topic == one
        rivals = set(refit[members].tolist()) - {-1}
        overlaps = [np.sum(members & (refit == r)) / np.sum(members | (refit == r)) for r in sorted(rivals)]
        best[one] = float(max(overlaps, default=0.0))
    return best
