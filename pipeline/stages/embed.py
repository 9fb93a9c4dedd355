"""Stage embed: passages, entities -> embeddings."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from pipeline.embedders.keeping import embed_kept
from pipeline.embedders.masking import mask_passages, name_spans
from pipeline.params import Settings
from pipeline.plugins import load_plugin
from pipeline.tables import read_table, write_table

DATA = Path("data")


def main(settings: Settings) -> None:
    """Blank out the names, then let the chosen embedder turn each passage into a vector."""
    embed = settings.embed
    embedder = load_plugin("embedders", embed.embedder, marker="embed_passages", setting="embed.embedder")
    if embed.model is None and hasattr(embedder, "LANGUAGE_MODEL"):
        language = json.loads((DATA / "language.json").read_text(encoding="utf-8"))
        embed = embed.model_copy(update={"model": language["load"]})
    passages = read_table("passages", DATA / "passages.parquet", ["passage_id", "document_id", "start", "text"])
    entities = read_table("entities", DATA / "entities.parquet", ["document_id", "start", "end", "label"])
    texts = mask_passages(passages, name_spans(entities))
    folder = settings.work_path / "results"
    vectors = embed_kept(texts, embedder, settings=embed, seed=settings.seed, folder=folder, engine=settings.engine)
    table = pd.DataFrame({"passage_id": passages["passage_id"], "vector": pd.Series(list(vectors), dtype="object")})
    write_table("embeddings", table, DATA / "embeddings.parquet")
