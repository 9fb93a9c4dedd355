"""Topics in groups."""

from __future__ import annotations

import numpy as np

from pipeline.topics.hierarchy import merge_topics
from pipeline.topics.topics import Topics
from tests.topics import invented


def test_the_last_group_holds_all_and_each_holds_its_parts(found: Topics) -> None:
    groups = {merger.node: set(merger.topics) for merger in found.hierarchy}
    groups |= {number: {number} for number in found.terms}
    assert sorted(merger.node for merger in found.hierarchy) == [4, 5, 6]
    assert groups[6] == {0, 1, 2, 3}
    assert all(groups[m.node] == groups[m.left] | groups[m.right] for m in found.hierarchy)


def test_distances_rise_towards_the_whole(found: Topics) -> None:
    distances = [merger.distance for merger in found.hierarchy]
    assert distances == sorted(distances)
    assert distances[0] >= 0


def test_a_group_is_called_after_words_of_its_topics(found: Topics) -> None:
    first = found.hierarchy[0]
    assert set(first.terms) <= {term for number in first.topics for term in found.terms[number]}


def test_one_topic_has_no_hierarchy(found: Topics) -> None:
    topic = np.zeros(len(invented.passages()), dtype=int)
    assert found.model is not None
    assert merge_topics(found.model, invented.bags(), words=invented.words(), topic=topic) == []


def test_topics_that_are_equally_far_apart_are_merged_the_same_way_twice(found: Topics) -> None:
    """No word of one planted subject stands in another: all distances are equal."""
    topic = found.passages["topic_id"].to_numpy(dtype=int)
    once, again = (merge_topics(found.model, invented.bags(), words=invented.words(), topic=topic) for _ in range(2))
    assert once == again == found.hierarchy
