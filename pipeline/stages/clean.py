"""Stage clean: data/raw, data/records -> documents, passages, rejects, reuse."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.cleaning.accounting import account
from pipeline.cleaning.document import clean_record
from pipeline.cleaning.reuse import mark_copies
from pipeline.engine import Item, OneByOne, map_documents
from pipeline.params import Settings
from pipeline.runner import run
from pipeline.tables import read_table, table_rows, write_table

DATA = Path("data")


def main(settings: Settings) -> None:
    """Clean each record by itself, then find what was copied from whom."""
    records = pd.concat([read_table("records", DATA / f"records/{s}.parquet") for s in settings.sources])
    models, fictional = str(settings.models_path.absolute()), settings.places.fictional
    knowledge = files_digest(settings.models_path / "cleaning", settings.models_path / "places")
    code = code_digest("cleaning", "text.py", "places.py")
    prefix = digest(code, settings.clean.model_dump_json(), settings.places.model_dump_json(), knowledge)
    results = map_documents(
        OneByOne(partial(clean_record, models=models, fictional=fictional, settings=settings.clean)),
        [_item(record) for record in table_rows(records)],
        engine=settings.engine,
        cache=Cache(settings.work_path / "results", stage="clean", prefix=prefix),
        label="clean",
    )
    documents, passages, rejects = account(records, results)
    documents, passages, reuse = mark_copies(documents, passages, min_words=settings.clean.reuse_words)
    tables = {"documents": documents, "passages": passages, "rejects": rejects, "reuse": reuse}
    for name, table in tables.items():
        write_table(name, table, DATA / f"{name}.parquet")
    print(f"clean: {len(records)} records -> {len(documents)} documents, {len(rejects)} rejects (data/rejects.parquet)")


def _item(record: Any) -> Item:
    payload = {name: None if pd.isna(value) else value for name, value in record._asdict().items()}
    raw = (DATA / "raw" / record.source / record.path).absolute()
    facts = [f"{name}={value}" for name, value in payload.items() if name != "retrieved_at"]
    return Item(name=record.url, input_hash=digest(*facts), payload={**payload, "raw": str(raw)})


if __name__ == "__main__":
    run("clean", main)
