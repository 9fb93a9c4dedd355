"""Stage annotate: documents -> tokens, sentences, names, rejects."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from pipeline.cache import Cache, code_digest, digest
from pipeline.engine import Item, Reads, map_documents
from pipeline.groups import PASSAGE
from pipeline.language.annotation import annotate_packed
from pipeline.language.tabulate import TABLES, tabulate
from pipeline.params import Settings
from pipeline.table_writer import write_pieces
from pipeline.tables import make_table, read_table, table_rows, write_table
from pipeline.text import text_hash

DATA = Path("data")
BATCH = 8
DOCUMENT = ["document_id", "record_id", "source", "url", "text"]


def main(settings: Settings) -> None:
    """Annotate each document with the chosen model."""
    documents = read_table("documents", DATA / "documents.parquet", DOCUMENT)
    passages = read_table("passages", DATA / "passages.parquet", PASSAGE)
    choice = json.loads((DATA / "language.json").read_text(encoding="utf-8"))
    model = Path(choice["load"]).absolute()
    cache = Cache(
        settings.work_path / "results",
        stage="annotate",
        prefix=digest(code_digest("language"), choice["id"]),
    )
    items = [Item(d.url, text_hash(d.text), d.text) for d in table_rows(documents)]
    results = map_documents(
        Reads(partial(annotate_packed, model=str(model)), (model,)),
        items,
        engine=settings.engine,
        cache=cache,
        label="annotate",
        batch_size=BATCH,
    )
    rejects: list[dict[str, str]] = []
    pieces = tabulate(documents, passages, (result for _, result in results), rejects=rejects)
    write_pieces(pieces, {name: DATA / f"{name}.parquet" for name in TABLES})
    write_table("rejects", make_table("rejects", rejects), DATA / "rejects/annotate.parquet")
