"""Stage entities: documents, passages, names, models/{entities,places,second_reader} -> entities, leanings, rejects."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.engine import Item, OneByOne, Reads, map_documents
from pipeline.entities.extract import extract_entities, load_extractor
from pipeline.entities.leaning import count_leanings
from pipeline.entities.tabulate import model_names, tabulate
from pipeline.groups import PASSAGE
from pipeline.params import Settings
from pipeline.table_writer import write_pieces
from pipeline.tables import make_table, read_table, table_rows, write_table
from pipeline.text import text_hash

DATA = Path("data")
PLACE = ["year", "municipality_code", "on_topic", "duplicate_of"]
DOCUMENT = ["document_id", "record_id", "source", "url", *PLACE, "text"]
NAMED = ["document_id", "label", "canonical_id", "canonical_name", "public"]


def main(settings: Settings) -> None:
    """Find the entities of each document."""
    documents = read_table("documents", DATA / "documents.parquet", DOCUMENT)
    passages = read_table("passages", DATA / "passages.parquet", PASSAGE)
    names = model_names(read_table("names", DATA / "names.parquet"))
    models = settings.models_path.absolute()
    fictional, window = settings.places.fictional, settings.entities.window_words
    knowledge = tuple(models / name for name in ("entities", "places", "second_reader"))
    known = files_digest(*knowledge)
    prefix = digest(code_digest("entities", "places.py", "text.py"), known, json.dumps([fictional, window]))
    extract = partial(extract_entities, models=str(models), fictional=fictional, window_words=window)
    cache = Cache(settings.work_path / "results", stage="entities", prefix=prefix)
    # a mistake in the knowledge stops here, with its own message
    cache.once("knowledge", lambda: load_extractor(str(models), fictional, window))
    items = (_item(d, names.rows(d.document_id)) for d in table_rows(documents))
    work = Reads(OneByOne(extract), knowledge)
    results = map_documents(work, items, engine=settings.engine, cache=cache, label="entities")
    rejects: list[dict[str, str]] = []
    pieces = tabulate(documents, passages, results, rejects=rejects)
    write_pieces(pieces, {"entities": DATA / "entities.parquet"})
    entities = read_table("entities", DATA / "entities.parquet", NAMED)
    write_table("leanings", count_leanings(entities, documents), DATA / "leanings.parquet")
    write_table("rejects", make_table("rejects", rejects), DATA / "rejects/entities.parquet")


def _item(document: Any, names: list[list[Any]]) -> Item:
    year = None if pd.isna(document.year) else int(document.year)
    code = None if pd.isna(document.municipality_code) else document.municipality_code
    payload = {"text": document.text, "year": year, "municipality_code": code, "names": names}
    return Item(document.url, digest(text_hash(document.text), json.dumps([year, code, names])), payload)
