"""What the build knows beside the texts: ids of concepts and topics, and the region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from data.sample.build.region import Region, load_region


@dataclass(frozen=True)
class Knowledge:
    """The ids that a source may use, and the region that fills its slots."""

    concepts: frozenset[str]
    topics: frozenset[str]
    region: Region


def load_knowledge(sample: Path) -> Knowledge:
    """Read story.yaml and region.yaml; the concepts are those that the story names.

    A test checks that every one of them exists in models/concepts/.
    """
    story = yaml.safe_load((sample / "story.yaml").read_text(encoding="utf-8"))
    concepts = {c for topic in story["topics"].values() for c in topic["concepts"]}
    return Knowledge(frozenset(concepts), frozenset(story["topics"]), load_region(sample / "region.yaml"))
