"""UMAP and HDBSCAN as this room uses them: for the fit, and for the refits that tell how stable it is."""

from __future__ import annotations

import warnings

import numpy as np

from pipeline.params import TopicSettings
from pipeline.topics.libraries import HDBSCAN, UMAP
from pipeline.topics.neighbours import Neighbours

_EPOCHS = 200  # of moving the places: UMAP's own number above 10,000 passages; 500 found the example no better


def least_passages(settings: TopicSettings) -> int:
    """Fewer passages than this make no topics: a map of them shows only chance."""
    return max(3 * settings.min_size, 30)


def draw_map(
    vectors: np.ndarray,
    *,
    near: Neighbours,
    settings: TopicSettings,
    seed: int,
    wanted: np.ndarray | None = None,
) -> np.ndarray:
    """A place for each passage, near those of its neighbours: passages x settings.components.

    Args:
        vectors: rows of unit length.
        near: their neighbours, at least `settings.neighbours` of each where there are so many passages.
        settings: sizes.
        seed: makes UMAP run on one core, and repeatable on one machine.
        wanted: for a guided map the group that each passage is drawn to, -1 for none.
    """
    count = min(settings.neighbours, len(vectors) - 1)
    near = near.first(count)
    umap = UMAP(
        n_neighbors=count,
        n_components=settings.components,
        n_epochs=_EPOCHS,
        min_dist=0.0,
        metric="cosine",
        random_state=seed,
        n_jobs=1,
        precomputed_knn=(near.index, near.distance),
    )
    with warnings.catch_warnings():
        # UMAP says that it cannot place new texts without an index of neighbours; nobody asks it to
        warnings.filterwarnings("ignore", message="precomputed_knn", category=UserWarning)
        places: np.ndarray = umap.fit_transform(vectors, y=wanted)
    return np.asarray(np.nan_to_num(places), dtype=np.float32)


def build_groups(min_size: int) -> HDBSCAN:
    """HDBSCAN that makes groups of at least `min_size`."""
    return HDBSCAN(min_cluster_size=min_size, core_dist_n_jobs=1)


def group(places: np.ndarray, *, min_size: int) -> np.ndarray:
    """Group number of each place, -1 for none."""
    labels: np.ndarray = build_groups(min_size).fit(places).labels_
    return labels
