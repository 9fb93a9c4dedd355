"""Stage topics: documents, passages, tokens, entities, embeddings -> topics, passage_topics, topic_model."""

from __future__ import annotations

from pathlib import Path

from pipeline.embedders.masking import name_spans
from pipeline.params import Settings
from pipeline.tables import read_table, write_table
from pipeline.topics.lemmas import passage_lemmas, read_stopwords
from pipeline.topics.model_files import save_model
from pipeline.topics.naming import read_names
from pipeline.topics.selection import select_passages, stack_vectors
from pipeline.topics.topics import find_topics, tabulate

DATA = Path("data")


def main(settings: Settings) -> None:
    """Learn topics from the passages, name them, and tell how stable each is."""
    knowledge = settings.models_path / "topics"
    names, stopwords = read_names(knowledge / "names.yaml"), read_stopwords(knowledge / "stopwords.txt")
    documents = read_table("documents", DATA / "documents.parquet", ["document_id", "on_topic", "year"])
    passages = read_table("passages", DATA / "passages.parquet")
    entities = read_table("entities", DATA / "entities.parquet", ["document_id", "start", "end", "label"])
    tokens = read_table("tokens", DATA / "tokens.parquet", ["document_id", "start", "lemma", "pos"])
    embeddings = read_table("embeddings", DATA / "embeddings.parquet")
    chosen = select_passages(documents, passages, years=settings.clean.years)
    lemmas = passage_lemmas(tokens, passages, names=name_spans(entities), stopwords=stopwords)
    vectors = stack_vectors(embeddings, chosen["passage_id"])
    found = find_topics(chosen, lemmas=lemmas, vectors=vectors, settings=settings.topics, seed=settings.seed)
    if found.reason:
        print(f"topics: no topics: {found.reason}")
    topics, passage_topics = tabulate(found, names=names, stable_above=settings.topics.stable_above)
    write_table("topics", topics, DATA / "topics.parquet")
    write_table("passage_topics", passage_topics, DATA / "passage_topics.parquet")
    labels = dict(zip(topics["topic_id"], topics["label"], strict=True))
    save_model(found.model, DATA / "topic_model", labels=labels, reason=found.reason)
