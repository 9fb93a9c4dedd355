"""Topics in groups, and groups in wider groups: BERTopic's hierarchy (Ward on the c-TF-IDF of topics) as values."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import linkage

from pipeline.tables import table_rows
from pipeline.topics.libraries import BERTopic
from pipeline.topics.words import Words, strongest

_APART = 1e-9  # between distances that were equal


@dataclass(frozen=True)
class Merger:
    """Two topics or groups that become one group.

    Attributes:
        node: number of the group; groups are numbered on from the topics, so that the last one holds all.
        left: number of a topic or group; right: the other.
        distance: how unlike the two are, from 0.
        topics: the topics below.
        terms: its strongest terms beside all other topics.
    """

    node: int
    left: int
    right: int
    distance: float
    topics: tuple[int, ...]
    terms: list[str]


def merge_topics(model: BERTopic, bags: list[str], *, words: Words, topic: np.ndarray) -> list[Merger]:
    """All mergers, the nearest topics first; none for fewer than two topics.

    Args:
        model: the fitted model.
        bags: the passages that it was fitted on.
        words: their words as counts.
        topic: their topics.
    """
    if topic.max(initial=-1) < 1:
        return []
    with contextlib.redirect_stderr(io.StringIO()):  # a progress bar that cannot be turned off
        table = model.hierarchical_topics(bags, linkage_function=_link)
    mergers = [
        Merger(
            node=int(row.Parent_ID),
            left=int(row.Child_Left_ID),
            right=int(row.Child_Right_ID),
            distance=float(row.Distance),
            topics=tuple(sorted(int(number) for number in row.Topics)),
            terms=_terms(words, topic, row.Topics),
        )
        for row in table_rows(table)
    ]
    return sorted(mergers, key=lambda merger: merger.node)


def _link(distances: np.ndarray) -> np.ndarray:
    """Ward's linkage with no two distances equal: BERTopic would part equal ones by chance, without a seed."""
    linked: np.ndarray = linkage(distances, "ward", optimal_ordering=True)
    for row in range(1, len(linked)):
        linked[row, 2] = max(linked[row, 2], np.nextafter(linked[row - 1, 2], np.inf) + _APART)
    return linked


def _terms(words: Words, topic: np.ndarray, members: list[int]) -> list[str]:
    """The strongest terms of some topics taken as one, beside the others."""
    joined = topic.max() + 1
    return strongest(words, np.where(np.isin(topic, members), joined, topic))[int(joined)]
