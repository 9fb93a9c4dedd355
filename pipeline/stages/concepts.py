"""Stage concepts: documents, passages, sentences, models/concepts, data/classifiers -> mentions, rejects."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.concepts.changes import record_scheme, scheme_digests
from pipeline.concepts.document import Limits, find_mentions, list_items, tabulate_mentions
from pipeline.concepts.example_checks import check_examples
from pipeline.concepts.files import read_concept_files, read_words_file
from pipeline.engine import OneByOne, map_documents
from pipeline.params import Settings
from pipeline.tables import read_table, write_table

DATA, CLASSIFIERS = Path("data"), Path("data/classifiers")
PASSAGE = ["passage_id", "document_id", "start", "end", "heading"]


def main(settings: Settings) -> None:
    """Find the mentions in each document, with their step on the ladder."""
    documents = read_table("documents", DATA / "documents.parquet")
    passages = read_table("passages", DATA / "passages.parquet", PASSAGE)
    sentences = read_table("sentences", DATA / "sentences.parquet", ["document_id", "start", "end"])
    models = settings.models_path.absolute()
    check_examples(models / "concepts")  # a mistake in the knowledge stops here, with its message, before any document
    limits = Limits(settings.concepts.ladder_threshold, settings.concepts.paraphrase_threshold)
    made = files_digest(models / "concepts", models / "ladder", CLASSIFIERS)
    prefix = digest(code_digest("concepts", "text.py"), made, repr(limits))
    work = partial(find_mentions, models=str(models), classifiers=str(CLASSIFIERS.absolute()), limits=limits)
    results = map_documents(
        OneByOne(work),
        list_items(documents, passages, sentences),
        engine=settings.engine,
        cache=Cache(settings.work_path / "results", stage="concepts", prefix=prefix),
        label="concepts",
    )
    mentions, rejects = tabulate_mentions(documents, passages, results)
    scheme = scheme_digests(read_concept_files(models / "concepts"), read_words_file(models / "concepts"))
    print(*record_scheme(scheme, settings.work_path).lines(), sep="\n", file=sys.stderr)
    write_table("mentions", mentions, DATA / "mentions.parquet")
    write_table("rejects", rejects, DATA / "rejects/concepts.parquet")
