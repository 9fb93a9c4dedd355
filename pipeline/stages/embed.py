"""Stage embed: passages, entities -> embeddings."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.embedders.masking import mask_passages, name_spans
from pipeline.embedders.vectors import embed_distinct
from pipeline.params import Settings
from pipeline.plugins import load_plugin
from pipeline.tables import read_table, write_table

DATA = Path("data")


def main(settings: Settings) -> None:
    """Blank out the names, then let the chosen embedder turn each passage into a vector."""
    embedder = load_plugin("embedders", settings.embed.embedder, marker="embed_passages", setting="embed.embedder")
    passages = read_table("passages", DATA / "passages.parquet", ["passage_id", "document_id", "start", "text"])
    entities = read_table("entities", DATA / "entities.parquet", ["document_id", "start", "end", "label"])
    texts = mask_passages(passages, name_spans(entities))
    vectors = embed_distinct(texts, embedder.embed_passages, settings=settings.embed, seed=settings.seed)
    table = pd.DataFrame({"passage_id": passages["passage_id"], "vector": pd.Series(list(vectors), dtype="object")})
    write_table("embeddings", table, DATA / "embeddings.parquet")
