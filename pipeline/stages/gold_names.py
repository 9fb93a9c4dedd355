"""Stage gold_names: data/gold, language.json, models/entities, models/places -> reports/names.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.entities.extract import extract_entities
from pipeline.evaluation.gold_names import YEAR, read_gold_texts, score_gold_names
from pipeline.evaluation.scores import round_all
from pipeline.language.annotation import annotate_texts
from pipeline.params import Settings
from pipeline.places import load_places

GOLD, LANGUAGE, SCORES = Path("data/gold/fragments.jsonl"), Path("data/language.json"), Path("reports/names.json")


def main(settings: Settings) -> None:
    """Find the names of the gold's test part as the run finds them in documents, and score them."""
    gold = read_gold_texts(GOLD)
    choice = json.loads(LANGUAGE.read_text(encoding="utf-8"))
    seen = annotate_texts([one.text for one in gold], model=choice["load"])
    found = [_entities(one.text, columns["names"], settings) for one, columns in zip(gold, seen, strict=True)]
    scores = score_gold_names(gold, found, places=load_places(settings.models_path / "places", fictional=False))
    SCORES.parent.mkdir(parents=True, exist_ok=True)
    SCORES.write_text(json.dumps(round_all(scores), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _entities(text: str, names: dict[str, list[Any]], settings: Settings) -> list[dict[str, Any]]:
    spans = [list(name) for name in zip(names["start"], names["end"], names["label"], strict=True)]
    payload = {"text": text, "year": YEAR, "municipality_code": None, "names": spans}
    columns = extract_entities(
        payload,
        models=str(settings.models_path.absolute()),
        fictional=False,
        window_words=settings.entities.window_words,
    )
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
