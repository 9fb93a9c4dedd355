"""Stage concepts: documents, passages, sentences, models/concepts, data/classifiers -> mentions, frames, rejects."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from pipeline.cache import Cache, code_digest, digest, files_digest
from pipeline.concepts.changes import record_scheme, scheme_digests
from pipeline.concepts.document import read_document
from pipeline.concepts.example_checks import check_examples
from pipeline.concepts.files import read_concept_files, read_words_file
from pipeline.concepts.limits import Limits
from pipeline.concepts.tabulate import list_items, tabulate_concepts
from pipeline.engine import OneByOne, Reads, map_documents
from pipeline.params import Settings
from pipeline.table_writer import write_pieces
from pipeline.tables import make_table, read_table, write_table

DATA, CLASSIFIERS = Path("data"), Path("data/classifiers")
DOCUMENT = ["document_id", "record_id", "source", "url", "title", "on_topic", "text"]
PASSAGE = ["passage_id", "document_id", "start", "end", "heading"]


def main(settings: Settings) -> None:
    """Find the mentions in each document, with their step on the ladder, and the frame of each passage."""
    documents = read_table("documents", DATA / "documents.parquet", DOCUMENT)
    passages = read_table("passages", DATA / "passages.parquet", PASSAGE)
    sentences = read_table("sentences", DATA / "sentences.parquet", ["document_id", "start", "end"])
    models = settings.models_path.absolute()
    wanted = settings.concepts
    limits = Limits(wanted.ladder_threshold, wanted.paraphrase_threshold, wanted.label_threshold)
    made = files_digest(models / "concepts", models / "ladder", CLASSIFIERS)
    prefix = digest(code_digest("concepts", "text.py"), made, repr(limits))
    cache = Cache(settings.work_path / "results", stage="concepts", prefix=prefix)
    cache.once("scheme", lambda: _check_scheme(models / "concepts", settings.work_path))
    learned = CLASSIFIERS.absolute()
    find = partial(read_document, models=str(models), classifiers=str(learned), limits=limits)
    work = Reads(OneByOne(find), (models / "concepts", models / "ladder", learned))
    items = list_items(documents, passages, sentences)
    results = map_documents(work, items, engine=settings.engine, cache=cache, label="concepts")
    rejects: list[dict[str, str]] = []
    pieces = tabulate_concepts(documents, passages, results, rejects=rejects)
    write_pieces(pieces, {"mentions": DATA / "mentions.parquet", "frames": DATA / "frames.parquet"})
    write_table("rejects", make_table("rejects", rejects), DATA / "rejects/concepts.parquet")


def _check_scheme(folder: Path, work: Path) -> None:
    """A mistake in the knowledge stops here, with its message; what changed since the last run is told."""
    check_examples(folder)
    scheme = scheme_digests(read_concept_files(folder), read_words_file(folder))
    print(*record_scheme(scheme, work).lines(), sep="\n", file=sys.stderr)
