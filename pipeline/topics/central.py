"""Which of several maps topics are read from: the one whose groups agree most with those of all others (the medoid).

UMAP ends elsewhere with another seed. Mostly that is near by, but now and then a map tears topics apart that all others
keep together, and one more word in one passage can do that. In the example the groups of seed 2015 had a mean adjusted
Rand index of 0.79 with those of seven other seeds, which had 0.85 to 0.87.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from sklearn.metrics import adjusted_rand_score

from pipeline.params import TopicSettings
from pipeline.topics.clustering import draw_map, group
from pipeline.topics.neighbours import Neighbours

MAPS = 5


def central_map(
    vectors: np.ndarray, *, near: Neighbours, settings: TopicSettings, seed: int, wanted: np.ndarray | None = None
) -> np.ndarray:
    """The map of `seed` to `seed` + 4 whose groups are most like those of the others (Hubert & Arabie 1985).

    Args:
        vectors, near, settings, wanted: as for `draw_map`. Without refits the first map is taken as it is.
        seed: of the first map.

    Returns:
        The places of the passages: float32, passages x settings.components.
    """
    count = MAPS if settings.refits else 1
    maps = [draw_map(vectors, near=near, settings=settings, seed=seed + n, wanted=wanted) for n in range(count)]
    if count == 1:
        return maps[0]
    return maps[most_alike([group(places, min_size=settings.min_size) for places in maps])]


def most_alike(groupings: list[np.ndarray]) -> int:
    """The number of the grouping with the highest mean agreement with all others; of equals the first."""
    alike = np.zeros(len(groupings))
    for one, other in combinations(range(len(groupings)), 2):
        shared = adjusted_rand_score(groupings[one], groupings[other])
        alike[[one, other]] += shared
    return int(alike.argmax())
