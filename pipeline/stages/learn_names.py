"""Stage learn_names: data/gold, models/entities, models/places -> models/second_reader."""

from __future__ import annotations

from pathlib import Path

from threadpoolctl import threadpool_limits

from pipeline.entities.extract import Extractor
from pipeline.entities.knowledge import load_knowledge
from pipeline.entities.reader_learning import candidates, fit_reader, read_labelled
from pipeline.entities.second_reader import write_second_reader
from pipeline.params import Settings
from pipeline.places import load_places

GOLD, UNSEEN = Path("data/gold/fragments.jsonl"), Path("data/gold/unseen_names.jsonl")


def main(settings: Settings) -> None:
    """Learn to judge names from what a language model found in texts of writers that it had not seen."""
    models = settings.models_path
    knowledge = load_knowledge(models / "entities")
    places = load_places(models / "places", fictional=False)
    extractor = Extractor(knowledge, places, window_words=settings.entities.window_words)
    texts = read_labelled(GOLD, UNSEEN)
    with threadpool_limits(1):  # the same sums in the same order, whatever the cores
        reader = fit_reader([row for text in texts for row in candidates(text, extractor)])
    write_second_reader(reader, models / "second_reader")
