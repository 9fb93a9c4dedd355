"""Stage annotate: documents -> tokens, sentences, names, rejects."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from pipeline.cache import Cache, code_digest, digest
from pipeline.engine import Item, map_documents
from pipeline.language.annotation import annotate_texts
from pipeline.language.tabulate import tabulate
from pipeline.params import Settings
from pipeline.tables import read_table, table_rows, write_table
from pipeline.text import text_hash

DATA = Path("data")
BATCH = 8


def main(settings: Settings) -> None:
    """Annotate each document with the chosen model."""
    documents = read_table("documents", DATA / "documents.parquet")
    passages = read_table("passages", DATA / "passages.parquet", ["passage_id", "document_id", "start", "end"])
    choice = json.loads((DATA / "language.json").read_text(encoding="utf-8"))
    cache = Cache(
        settings.work_path / "results",
        stage="annotate",
        prefix=digest(code_digest("language"), choice["id"]),
    )
    items = [Item(d.url, text_hash(d.text), d.text) for d in table_rows(documents)]
    results = map_documents(
        partial(annotate_texts, model=choice["load"]),
        items,
        engine=settings.engine,
        cache=cache,
        label="annotate",
        batch_size=BATCH,
    )
    tables = tabulate(documents, passages, (result for _, result in results))
    for name in ("tokens", "sentences", "names"):
        write_table(name, tables[name], DATA / f"{name}.parquet")
    write_table("rejects", tables["rejects"], DATA / "rejects/annotate.parquet")
