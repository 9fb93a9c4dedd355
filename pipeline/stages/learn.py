"""Stage learn: data/gold, models/concepts, models/paraphrases, models/ladder -> data/classifiers."""

from __future__ import annotations

from pathlib import Path

from pipeline.concepts.learning import learn, write_classifiers
from pipeline.params import Settings

GOLD, CLASSIFIERS = Path("data/gold/fragments.jsonl"), Path("data/classifiers")


def main(settings: Settings) -> None:
    """Train the classifiers of the ladder and of paraphrases."""
    write_classifiers(learn(settings.models_path, GOLD, seed=settings.seed), CLASSIFIERS)
