"""The memory of a stage's own process on whole law texts, up to 16,000 of 38 million words together.

``python -m benchmarks.scale [--sizes 1000 4000 16000] [--part copies|tokens|vectors]``: annotating so much takes hours
on two cores, and is done by other processes, whose memory hangs on one document only. So the results of single
documents are made here by rules, far faster: passages by the stage's own cutter, tokens and sentences by a pattern. All
else is what the stages clean (`copies`: gather, look for copies, write), annotate (`tokens`: unpack, check, write) and
embed (`vectors`, wholly) do in their own process. Prints CPU-seconds and the peak of memory of each, in a process of
its own.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.measuring import LAWS, ROOT, compile_modules, law_texts, run_command
from pipeline.cleaning.accounting import account
from pipeline.cleaning.formats.read_txt import read_txt
from pipeline.cleaning.passages import cut_passages
from pipeline.cleaning.reuse import mark_copies
from pipeline.embedders import lsa_characters
from pipeline.embedders.keeping import embed_kept
from pipeline.engine import Item
from pipeline.language.columns import pack_columns
from pipeline.language.tabulate import TABLES, tabulate
from pipeline.params import EmbedSettings
from pipeline.table_writer import write_pieces
from pipeline.tables import TABLES as CONTRACTS
from pipeline.tables import table_rows, write_table
from pipeline.text import text_hash

PARTS = ("copies", "tokens", "vectors")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_FILLED: dict[str, Any] = {"source": "laws", "language": "nl", "format": "txt", "raw_sha256": "-", "on_topic": True}


def main() -> None:
    """Measure each size, or be one of the measured processes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 4000, LAWS])
    parser.add_argument("--part", choices=PARTS)
    options = parser.parse_args()
    if options.part:
        with tempfile.TemporaryDirectory() as scratch:
            work = {"copies": _copies, "tokens": _tokens, "vectors": _vectors}[options.part]
            work(options.sizes[0], Path(scratch))
        return
    compile_modules()
    for size in options.sizes:
        for part in PARTS:
            command = [sys.executable, "-m", "benchmarks.scale", "--part", part, "--sizes", str(size)]
            cost = run_command(command, ROOT)
            print(f"{size:6} texts, {part}: {cost.cpu:6.1f} CPU-s, {cost.wall:6.1f} s, {cost.main:5.0f} MB", flush=True)


def _copies(size: int, folder: Path) -> None:
    records = pd.DataFrame({"record_id": [f"{n:06}" for n in range(size)], "source": "laws", "url": "-"})
    results = ((Item("-", "-", None), {"documents": [one], "rejects": []}) for one in _documents(size))
    documents, passages, _ = account(records, results)
    documents, passages, reuse = mark_copies(documents, passages, min_words=25)
    for name, table in {"documents": documents, "passages": passages, "reuse": reuse}.items():
        write_table(name, table, folder / f"{name}.parquet")


def _tokens(size: int, folder: Path) -> None:
    found = list(_rows(size))
    documents = pd.DataFrame([row for row, _ in found]).astype("str")
    passages = pd.concat([frame for _, frame in found], ignore_index=True)
    del found
    results = (_annotated(document.text) for document in table_rows(documents))
    rejects: list[dict[str, str]] = []
    pieces = tabulate(documents, passages, results, rejects=rejects)
    write_pieces(pieces, {name: folder / f"{name}.parquet" for name in TABLES})


def _vectors(size: int, folder: Path) -> None:
    passages = pd.DataFrame(
        [(p["passage_id"], p["text"]) for one in _documents(size) for p in one["passages"]],
        columns=["passage_id", "text"],
    ).astype("str")
    texts = list(passages["text"])
    vectors = embed_kept(texts, lsa_characters, settings=EmbedSettings(), seed=1, folder=folder)
    table = pd.DataFrame({"passage_id": passages["passage_id"], "vector": pd.Series(list(vectors), dtype="object")})
    write_table("embeddings", table, folder / "embeddings.parquet")
    print(f"{len(passages)} passages")


def _rows(size: int) -> Iterator[tuple[dict[str, str], pd.DataFrame]]:
    for one in _documents(size):
        kept = {name: one[name] for name in ("document_id", "record_id", "source", "url", "text")}
        yield kept, pd.DataFrame(one["passages"], columns=["passage_id", "document_id", "start", "end"])


def _documents(size: int) -> Iterator[dict[str, Any]]:
    """What `clean_record` says of a document, with facts that are made up."""
    for number, whole in enumerate(law_texts(size)):
        text, pieces = cut_passages(read_txt(whole).blocks, limits=(30, 250))
        name = f"{number:06}"
        facts = {**dict.fromkeys(CONTRACTS["documents"].columns), **_FILLED, "document_id": name, "record_id": name}
        facts |= {
            "url": f"file:{name}",
            "date": f"{2011 + number % 5}",
            "words": 1,
            "on_topic_score": 1.0,
            "text": text,
        }
        for late in ("reused_share", "duplicate_of", "taken_by"):
            del facts[late]
        yield {**facts, "passages": [_passage(name, text, piece) for piece in pieces]}


def _passage(document_id: str, text: str, piece: Any) -> dict[str, Any]:
    part = text[piece.start : piece.end]
    place = {"passage_id": f"{document_id}:{piece.start}", "document_id": document_id, "page": None}
    found = {"start": piece.start, "end": piece.end, "heading": piece.heading, "words": piece.words}
    return {**place, **found, "text": part, "text_sha256": text_hash(part)}


def _annotated(text: str) -> dict[str, bytes]:
    spans = np.array([match.span() for match in _TOKEN.finditer(text)], dtype=np.int64).reshape(-1, 2)
    words = pa.array([text[start:end] for start, end in spans]).cast(pa.string()).dictionary_encode()
    fixed = {name: pa.array([value] * len(spans), pa.string()).dictionary_encode() for name, value in _GRAMMAR.items()}
    tokens = {"start": spans[:, 0], "end": spans[:, 1], "sentence": np.arange(len(spans)) // 20}
    first = np.arange(0, len(spans), 20)
    last = np.minimum(first + 19, len(spans) - 1)
    sentences = {"start": spans[first, 0], "end": spans[last, 1]}
    none = np.zeros(0, dtype=np.int64)
    names = {"start": none, "end": none, "label": pa.array([], pa.string())}
    columns = {"tokens": {**tokens, "text": words, "lemma": words, **fixed}, "sentences": sentences, "names": names}
    return {name: pack_columns(values) for name, values in columns.items()}


_GRAMMAR = {"pos": "NOUN", "morph": "Gender=Com|Number=Sing"}


if __name__ == "__main__":
    main()
