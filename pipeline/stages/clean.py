"""Stage clean: data/raw, data/records -> documents, passages, rejects, reuse."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.cleaning.accounting import account
from pipeline.cleaning.document import clean_record
from pipeline.cleaning.formats.outside import installed_readers
from pipeline.cleaning.reuse import mark_copies
from pipeline.engine import Item, OneByOne, Reads, map_documents
from pipeline.files import Address, Blob, join, raw_folder
from pipeline.params import Settings
from pipeline.tables import read_table, table_rows, write_table

DATA = Path("data")


def main(settings: Settings) -> None:
    """Clean each record by itself, then find what was copied from whom."""
    records = pd.concat([read_table("records", DATA / f"records/{s}.parquet") for s in settings.sources])
    models = settings.models_path.absolute()
    knowledge = files_digest(models / "cleaning", models / "places")
    known = settings.model_dump_json(include={"clean", "places"})
    prefix = digest(code_digest("cleaning", "text.py", "places.py"), knowledge, known, installed_readers())
    read = partial(clean_record, models=str(models), fictional=settings.places.fictional, settings=settings.clean)
    work = Reads(OneByOne(read), (models / "cleaning", models / "places"))
    folders = {name: raw_folder(name, source.store) for name, source in settings.sources.items()}
    items = [_item(record, folders[record.source]) for record in table_rows(records)]
    cache = Cache(settings.work_path / "results", stage="clean", prefix=prefix)
    results = map_documents(work, items, engine=settings.engine, cache=cache, label="clean")
    documents, passages, rejects = account(records, results)
    kept = Cache(settings.work_path / "results", stage="reuse", prefix=code_digest("cleaning", "text.py"))
    documents, passages, reuse = mark_copies(documents, passages, min_words=settings.clean.reuse_words, cache=kept)
    for name, table in {"documents": documents, "passages": passages, "reuse": reuse}.items():
        write_table(name, table, DATA / f"{name}.parquet")
    write_table("rejects", rejects, DATA / "rejects/clean.parquet")
    print(f"clean: {len(records)} records -> {len(documents)} documents, {len(rejects)} rejects")


def _item(record: Any, folder: Address) -> Item:
    payload = {name: None if pd.isna(value) else value for name, value in record._asdict().items()}
    facts = [f"{name}={value}" for name, value in payload.items() if name != "retrieved_at"]
    raw = Blob(str(join(folder, record.path)), size=int(record.size))
    return Item(record.url, digest(*facts), {**payload, "raw": raw})
