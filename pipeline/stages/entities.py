"""Stage entities: documents, passages, names, models/entities, models/places -> entities, rejects."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.engine import Item, OneByOne, map_documents
from pipeline.entities.extract import extract_entities, load_extractor
from pipeline.entities.tabulate import model_names, tabulate
from pipeline.params import Settings
from pipeline.tables import read_table, table_rows, write_table
from pipeline.text import text_hash

DATA = Path("data")


def main(settings: Settings) -> None:
    """Find the entities of each document."""
    documents = read_table("documents", DATA / "documents.parquet")
    passages = read_table("passages", DATA / "passages.parquet", ["passage_id", "document_id", "start", "end"])
    names = model_names(read_table("names", DATA / "names.parquet"))
    models = settings.models_path.absolute()
    fictional, window = settings.places.fictional, settings.entities.window_words
    load_extractor(str(models), fictional, window)  # a mistake in the knowledge stops here, with its own message
    known = files_digest(models / "entities", models / "places")
    prefix = digest(code_digest("entities", "places.py", "text.py"), known, json.dumps([fictional, window]))
    extract = partial(extract_entities, models=str(models), fictional=fictional, window_words=window)
    items = [_item(d, names.get(d.document_id, [])) for d in table_rows(documents)]
    cache = Cache(settings.work_path / "results", stage="entities", prefix=prefix)
    results = map_documents(OneByOne(extract), items, engine=settings.engine, cache=cache, label="entities")
    entities, rejects = tabulate(documents, passages, results)
    write_table("entities", entities, DATA / "entities.parquet")
    write_table("rejects", rejects, DATA / "rejects/entities.parquet")


def _item(document: Any, names: list[list[Any]]) -> Item:
    year = None if pd.isna(document.year) else int(document.year)
    code = None if pd.isna(document.municipality_code) else document.municipality_code
    payload = {"text": document.text, "year": year, "municipality_code": code, "names": names}
    return Item(document.url, digest(text_hash(document.text), json.dumps([year, code, names])), payload)
