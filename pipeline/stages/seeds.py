"""Stage seeds: the concept scheme -> topic_seeds.json: labels that guided topics are drawn to; {} when none are asked.

A stage of its own, so that a new concept makes no topic run again as long as topics are not guided.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.concepts.scheme import load_scheme
from pipeline.params import Settings


def main(settings: Settings) -> None:
    """Write down the labels of each concept."""
    scheme = load_scheme(settings.models_path / "concepts") if settings.topics.guided else None
    seeds = {concept.id: list(concept.labels) for concept in scheme.concepts} if scheme else {}
    Path("data").mkdir(exist_ok=True)
    text = json.dumps(seeds, indent=1, sort_keys=True, ensure_ascii=False)
    Path("data/topic_seeds.json").write_text(text + "\n", encoding="utf-8")
