"""The few numbers of a run that a person compares from run to run: what `dvc metrics show` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HEADLINE = {
    "documents": "counts.documents",
    "rejects": "counts.rejects.all",
    "entities": "counts.entities",
    "mentions": "counts.mentions",
    "topics": "counts.topics",
    "stable_topics": "counts.stable_topics",
    "language_model": "language_model.name",
    "text_similarity": "texts.median",
    "dates_right": "dates.right.share",
    "municipalities_right": "places.municipality.right.share",
    "types_right": "document_types.right.share",
    "on_topic_f": "on_topic.f",
    "reuse_f": "copies.passages.f",
    "entities_f": "entities.exact.micro.f",
    "private_people_shown": "entities.private_shown.count",
    "concepts_precision": "concepts.micro.precision",
    "concepts_recall": "concepts.micro.recall",
    "ladder_accuracy": "ladder.accuracy.share",
    "topics_nmi": "topics.nmi_with_outliers",
    "planted_topics_stable": "topics.own.share",
    "story_rises_found": "story.rises.share",
    "story_concepts_found": "story.concepts.share",
    "story_regions_found": "story.regions.share",
    "story_silences_found": "story.silences.share",
    "story_firsts_found": "story.firsts.share",
    "story_words_found": "story.words.share",
    "story_copyists_found": "story.copyists.share",
    "story_frames_found": "story.frames.share",
    "unplanted_headlines": "headlines.unplanted",
    "raw_share_bias": "corrected.raw_mean_error",
    "corrected_share_bias": "corrected.corrected_mean_error",
    "corrected_intervals_right": "corrected.corrected_interval_holds_truth",
}


def headline(quality: Mapping[str, Any]) -> dict[str, Any]:
    """The headline numbers that were measured, by name; what was not measured is absent.

    Args:
        quality: what `evaluate` returned.
    """
    found = {name: _at(quality, path.split(".")) for name, path in HEADLINE.items()}
    return {name: value for name, value in found.items() if value is not None}


def _at(values: Any, path: list[str]) -> Any:
    for key in path:
        if not isinstance(values, Mapping) or key not in values:
            return None
        values = values[key]
    return values
