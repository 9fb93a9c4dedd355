"""Stage topics: documents, passages, tokens, entities, embeddings, seeds -> topics and what is known of them."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.embedders.masking import name_spans
from pipeline.params import Settings
from pipeline.tables import read_table, write_table
from pipeline.topics.lemmas import read_stopwords
from pipeline.topics.model_files import save_model
from pipeline.topics.naming import read_names
from pipeline.topics.phrases import WANTED, passage_words
from pipeline.topics.selection import sample_passages, select_passages, stack_vectors
from pipeline.topics.tabulation import summarize, tabulate
from pipeline.topics.topics import Options, find_topics
from pipeline.workers import worker_count

DATA, REPORTS = Path("data"), Path("reports")
TOKEN = ["document_id", "start", "text", "lemma", "pos"]
OF_DOCUMENT = ["document_id", "on_topic", "year", "municipality_code", "jeugdregio"]


def main(settings: Settings) -> None:
    """Learn topics from the passages, name them, and tell how stable and coherent each is."""
    knowledge, own = settings.models_path / "topics", settings.topics
    names, stopwords = read_names(knowledge / "names.yaml"), read_stopwords(knowledge / "stopwords.txt")
    entities = read_table("entities", DATA / "entities.parquet", ["document_id", "start", "end", "label"])
    documents = read_table("documents", DATA / "documents.parquet", OF_DOCUMENT)
    passages = read_table("passages", DATA / "passages.parquet")
    chosen = select_passages(documents, passages, years=settings.clean.years)
    chosen = sample_passages(chosen, most=own.fit_passages, seed=settings.seed)
    learned = passages[passages["passage_id"].isin(chosen["passage_id"][chosen["learn"]])]
    only = {"document_id": set(learned["document_id"]), "pos": WANTED}
    tokens = read_table("tokens", DATA / "tokens.parquet", TOKEN, only=only)
    words = passage_words(tokens, learned, names=name_spans(entities), stopwords=stopwords)
    vectors = stack_vectors(read_table("embeddings", DATA / "embeddings.parquet"), chosen["passage_id"])
    seeds = json.loads((DATA / "topic_seeds.json").read_text(encoding="utf-8"))
    options = Options(own, settings.seed, seeds, worker_count(settings.engine))
    found = find_topics(chosen, lemmas=words[0], phrases=words[1], vectors=vectors, options=options)
    if found.reason:
        print(f"topics: no topics: {found.reason}")
    tables = tabulate(found, names=names, stable_above=own.stable_above)
    for name, table in tables.items():
        write_table(name, table, DATA / f"{name}.parquet")
    labels = dict(zip(tables["topics"]["topic_id"], tables["topics"]["label"], strict=True))
    save_model(found.model, DATA / "topic_model", labels=labels, reason=found.reason)
    REPORTS.mkdir(exist_ok=True)
    figures = json.dumps(summarize(found, stable_above=own.stable_above), indent=1)
    (REPORTS / "topics.json").write_text(figures + "\n", encoding="utf-8")
