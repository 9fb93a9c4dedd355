"""Stage concepts: documents, passages, sentences, models/concepts, models/ladder -> mentions, rejects."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.concepts.document import find_mentions, list_items, tabulate_mentions
from pipeline.concepts.ladder import load_ladder
from pipeline.concepts.matcher import load_matcher
from pipeline.engine import OneByOne, map_documents
from pipeline.params import Settings
from pipeline.tables import read_table, write_table

DATA = Path("data")
PASSAGE = ["passage_id", "document_id", "start", "end", "heading"]


def main(settings: Settings) -> None:
    """Find the mentions in each document, with their step on the ladder."""
    documents = read_table("documents", DATA / "documents.parquet")
    passages = read_table("passages", DATA / "passages.parquet", PASSAGE)
    sentences = read_table("sentences", DATA / "sentences.parquet", ["document_id", "start", "end"])
    models, seed, threshold = settings.models_path.absolute(), settings.seed, settings.concepts.ladder_threshold
    load_matcher(models / "concepts")  # a mistake in the knowledge stops here, with its message, before any document
    load_ladder(models, seed)
    knowledge = files_digest(models / "concepts", models / "ladder")
    prefix = digest(code_digest("concepts", "text.py"), knowledge, f"{seed} {threshold!r}")
    results = map_documents(
        OneByOne(partial(find_mentions, models=str(models), seed=seed, threshold=threshold)),
        list_items(documents, passages, sentences),
        engine=settings.engine,
        cache=Cache(settings.work_path / "results", stage="concepts", prefix=prefix),
        label="concepts",
    )
    mentions, rejects = tabulate_mentions(documents, passages, results)
    write_table("mentions", mentions, DATA / "mentions.parquet")
    write_table("rejects", rejects, DATA / "rejects/concepts.parquet")
