"""Stage learn: data/gold, models/concepts, models/paraphrases, models/ladder -> data/classifiers, reports/gold.json."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from threadpoolctl import threadpool_limits

from pipeline.cache import Cache, code_digest, digest
from pipeline.concepts.gold_scores import score_gold, score_held_out
from pipeline.concepts.learning import learn, write_classifiers
from pipeline.concepts.limits import Limits
from pipeline.params import Settings

GOLD, CLASSIFIERS, SCORES = Path("data/gold/fragments.jsonl"), Path("data/classifiers"), Path("reports/gold.json")


def main(settings: Settings) -> None:
    """Train the classifiers of the ladder, of paraphrases and of frames, and score them on what they have not seen."""
    with threadpool_limits(1):  # the same sums in the same order, whatever the cores
        _learn(settings)


def _learn(settings: Settings) -> None:
    models = settings.models_path
    prefix = digest(code_digest("concepts", "text.py"), version("scikit-learn"), version("scipy"))
    store = Cache(settings.work_path / "results", stage="learn", prefix=prefix)
    learned = learn(models, GOLD, seed=settings.seed, store=store)
    write_classifiers(learned.classifiers, CLASSIFIERS)
    wanted = settings.concepts
    limits = Limits(wanted.ladder_threshold, wanted.paraphrase_threshold, wanted.label_threshold)
    scores = score_gold(GOLD, models=models, classifiers=CLASSIFIERS, limits=limits, seed=settings.seed, store=store)
    ids = learned.classifiers.paraphrases.concepts
    scores["mentions_folds"] = score_held_out(learned.chances, learned.truth, ids, limits=limits)
    SCORES.parent.mkdir(parents=True, exist_ok=True)
    SCORES.write_text(json.dumps(scores, indent=1, sort_keys=True) + "\n", encoding="utf-8")
