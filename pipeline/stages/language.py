"""Stage language: which language model is installed -> data/language.json."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.language.choice import choose_model
from pipeline.params import Settings


def main(settings: Settings) -> None:
    """Choose the model, say which one and why, and write it down."""
    choice = choose_model(settings.language, settings.models_path)
    print(f"language model: {choice['name']} {choice['version']} ({choice['why']})")
    Path("data").mkdir(exist_ok=True)
    Path("data/language.json").write_text(json.dumps(choice, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
