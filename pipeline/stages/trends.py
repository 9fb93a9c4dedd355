"""Stage trends: what was found, ledger, reuse, reports/gold.json, models/places -> the tables of measure_trends."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from pipeline.params import Settings
from pipeline.places import load_places
from pipeline.tables import TABLES, read_table, write_table
from pipeline.trends.coverage import UNKNOWN_PLACE
from pipeline.trends.measure import Knowledge, measure_trends
from pipeline.trends.series import Limits

DATA, GOLD = Path("data"), Path("reports/gold.json")
COLUMNS = {
    "documents": [c for c in TABLES["documents"].columns if c != "text"],
    "passages": ["passage_id", "document_id", "original"],
    "reuse": ["passage_id", "source_passage_id", "words"],
    "mentions": [
        *("document_id", "passage_id", "sentence_start", "concept_id", "origin", "score", "step", "step_score"),
    ],
    "entities": ["document_id", "passage_id", "label", "canonical_id", "public"],
    "topics": ["topic_id"],
    "passage_topics": ["passage_id", "topic_id", "probability"],
}


def main(settings: Settings) -> None:
    """Count over groups and years, compare, test, and say what the numbers cover."""
    tables = {name: read_table(name, DATA / f"{name}.parquet", columns) for name, columns in COLUMNS.items()}
    if "frames" in TABLES and (DATA / "frames.parquet").exists():
        tables["frames"] = read_table("frames", DATA / "frames.parquet", ["document_id", "passage_id", "frame"])
    tables["records"] = pd.concat([read_table("records", DATA / f"records/{s}.parquet") for s in settings.sources])
    places = load_places(settings.models_path / "places", fictional=settings.places.fictional)
    ledger = pd.concat([read_table("ledger", DATA / f"ledger/{s}.parquet") for s in settings.sources])
    codes = [places.only_code(name) or UNKNOWN_PLACE for name in ledger["municipality"]]
    tables["ledger"] = ledger.assign(municipality=codes)
    limits = Limits(**settings.trends.model_dump(), seed=settings.seed, years=settings.clean.years)
    knowledge = Knowledge(
        gold=json.loads(GOLD.read_text(encoding="utf-8")) if GOLD.exists() else {},
        successors={m.code: m.successor for m in places.municipalities if m.successor},
    )
    for name, table in measure_trends(tables, limits=limits, knowledge=knowledge).items():
        write_table(name, table, DATA / f"{name}.parquet")
