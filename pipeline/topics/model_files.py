"""The folder data/topic_model: the fitted model in safetensors and JSON, or a note that says why there is none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipeline.topics.libraries import BERTopic

NOTE = "no_model.json"


def save_model(model: BERTopic | None, folder: Path, *, labels: dict[int, str], reason: str) -> None:
    """Write the folder anew. It holds no pickle; ``BERTopic.load(folder)`` reads it.

    Args:
        model: the fitted model, or None.
        folder: replaced as a whole.
        labels: names of the topics, kept with the model.
        reason: why there is no model.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if model is None:
        note = json.dumps({"model": None, "reason": reason}, ensure_ascii=False, indent=2)
        (folder / NOTE).write_text(note + "\n", encoding="utf-8")
        return
    model.set_topic_labels({number: label for number, label in labels.items() if number in model.topic_sizes_})
    model.save(folder, serialization="safetensors", save_ctfidf=True)
