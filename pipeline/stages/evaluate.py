"""Stage evaluate: all tables and the truth -> quality.json, its headline metrics.json, and plots/ below reports/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.headline import headline
from pipeline.evaluation.plots import plot_concepts, plot_topics
from pipeline.evaluation.story import Story, read_story
from pipeline.evaluation.truth import read_truth
from pipeline.params import Settings
from pipeline.tables import read_rejects, read_table

DATA, REPORTS = Path("data"), Path("reports")
FOUND = ("documents", "passages", "reuse", "sentences", "entities", "mentions", "topics", "passage_topics")
TRENDS = ("series", "changes", "comparisons", "firsts", "silences", "deeds", "copying")


def main(settings: Settings) -> None:
    """Count what the run made, and measure it against what is planted in the example where there is a truth."""
    tables = {name: read_table(name, DATA / f"{name}.parquet") for name in (*FOUND, *TRENDS)}
    tables["records"] = pd.concat([read_table("records", DATA / f"records/{s}.parquet") for s in settings.sources])
    language = json.loads((DATA / "language.json").read_text(encoding="utf-8"))
    tables["rejects"] = read_rejects(DATA / "rejects")
    story = Story(read_story(settings.evaluate.truth), settings.trends.significant_below, settings.clean.years)
    quality = evaluate(tables, language, read_truth(settings.evaluate.truth), story)
    plots = {
        "topics": plot_topics(tables["series"], tables["topics"]),
        "concepts": plot_concepts(quality.get("concepts", {})),
    }
    (REPORTS / "plots").mkdir(parents=True, exist_ok=True)
    for name, table in plots.items():
        table.to_csv(REPORTS / f"plots/{name}.csv", index=False, lineterminator="\n")
    _write_json(REPORTS / "quality.json", quality)
    _write_json(REPORTS / "metrics.json", headline(quality))


def _write_json(path: Path, values: dict[str, Any]) -> None:
    text = json.dumps(values, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
