"""Stage clean: data/raw, data/records -> documents, passages, rejects, reuse."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.cleaning.accounting import account
from pipeline.cleaning.document import clean_record
from pipeline.cleaning.reuse import mark_copies
from pipeline.engine import Item, OneByOne, map_documents
from pipeline.params import Settings
from pipeline.runner import run
from pipeline.tables import read_table, write_table

DATA = Path("data")


def main(settings: Settings) -> None:
    """Clean each record by itself, then find what was copied from whom."""
    records = pd.concat([read_table("records", DATA / f"records/{s}.parquet") for s in settings.sources])
    models = settings.models_path
    knowledge = files_digest(models / "cleaning", models / "places")
    prefix = digest(code_digest("cleaning", "text.py"), settings.clean.model_dump_json(), knowledge)
    cache = Cache(settings.work_path / "results", stage="clean", prefix=prefix)
    results = map_documents(
        OneByOne(partial(clean_record, models=str(models), settings=settings.clean)),
        [_item(record) for record in records.to_dict("records")],
        engine=settings.engine,
        cache=cache,
        label="clean",
    )
    documents, passages, rejects = account(records, results)
    documents, passages, reuse = mark_copies(documents, passages, min_words=settings.clean.reuse_words)
    write_table("documents", documents, DATA / "documents.parquet")
    write_table("passages", passages, DATA / "passages.parquet")
    write_table("reuse", reuse, DATA / "reuse.parquet")
    write_table("rejects", rejects, DATA / "rejects.parquet")


def _item(record: dict[str, object]) -> Item:
    payload = {k: (None if pd.isna(v) else v) for k, v in record.items()}  # type: ignore[call-overload]
    payload["raw"] = str((DATA / "raw" / str(record["source"]) / str(record["path"])).absolute())
    facts = [f"{k}={v}" for k, v in payload.items() if k not in ("raw", "retrieved_at")]
    return Item(name=str(record["url"]), input_hash=digest(*facts), payload=payload)


if __name__ == "__main__":
    run("clean", main)
