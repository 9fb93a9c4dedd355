"""UMAP and HDBSCAN as this room uses them: for the fit, and for the refits that tell how stable it is."""

from __future__ import annotations

import numpy as np

from pipeline.params import TopicSettings
from pipeline.topics.libraries import HDBSCAN, UMAP


def least_passages(settings: TopicSettings) -> int:
    """Fewer passages than this make no topics: a map of them shows only chance."""
    return max(3 * settings.min_size, 30)


def build_map(passages: int, *, settings: TopicSettings, seed: int) -> UMAP:
    """UMAP for so many passages. A seed makes it run on one core, and repeatable on one machine."""
    return UMAP(
        n_neighbors=min(settings.neighbours, passages - 1),
        n_components=settings.components,
        min_dist=0.0,
        metric="cosine",
        random_state=seed,
        n_jobs=1,
    )


def build_groups(min_size: int) -> HDBSCAN:
    """HDBSCAN that makes groups of at least `min_size`."""
    return HDBSCAN(min_cluster_size=min_size, core_dist_n_jobs=1)


def cluster(vectors: np.ndarray, *, settings: TopicSettings, seed: int, min_size: int) -> np.ndarray:
    """Group number of each vector, -1 for none; the same steps as the fit of the topics takes."""
    places = build_map(len(vectors), settings=settings, seed=seed).fit_transform(vectors)
    labels: np.ndarray = build_groups(min_size).fit(places).labels_
    return labels
