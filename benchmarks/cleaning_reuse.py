"""Seconds to find copied text among 5,000, 10,000, 20,000 and 40,000 passages of laws, and how fast they grow.

``python benchmarks/cleaning_reuse.py CORPUS``: CORPUS is a `.jsonl.zst` with one text a line (`path`, `text`), such as
``../shared/corpora/dutch_law_texts.jsonl.zst``. The texts are shuffled, since the file has laws of a kind together, and
each is cut into passages as documents are. Prints a line a size: seconds of this process, and seconds over n log n as
a multiple of those of the smallest size; ends with 1 when 20,000 take a minute or more, or that multiple passes 1.3.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import zstandard

from pipeline.cleaning.formats.read_txt import read_txt
from pipeline.cleaning.passages import cut_passages
from pipeline.cleaning.reuse import mark_copies
from pipeline.text import count_words

SIZES = (5_000, 10_000, 20_000, 40_000)
LIMITS = (30, 250)
SEED = 2015


def main() -> int:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    documents, passages = _read(corpus, enough=max(SIZES))
    base = failed = 0.0
    for size in SIZES:
        some = passages[:size]
        ids = {row["document_id"] for row in some}
        texts = pd.DataFrame([row for row in documents if row["document_id"] in ids])
        start = time.process_time()
        _, marked, reuse = mark_copies(texts, pd.DataFrame(some), min_words=25)
        seconds = time.process_time() - start
        each = seconds / (size * math.log(size))
        base = base or each
        failed = failed or (size == 20_000 and seconds >= 60) or each > 1.3 * base
        copied = len(marked) - int(marked["original"].sum())
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:6} passages, {sum(row['words'] for row in some):8} words: {seconds:5.1f} s, ", end="")
        print(f"{each / base:.2f} x n log n, {len(reuse)} stretches, {copied} copies, {megabytes:.0f} MB", flush=True)
    return 1 if failed else 0


def _read(corpus: Path, *, enough: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    documents: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    lines = list(_lines(corpus))
    random.Random(SEED).shuffle(lines)
    for number, line in enumerate(lines):
        text, pieces = cut_passages(read_txt(json.loads(line)["text"]).blocks, limits=LIMITS)
        name, date = f"{number:06}", f"{2011 + number % 5}-{1 + number % 12:02}"
        documents.append({"document_id": name, "date": date, "words": count_words(text), "text": text})
        for piece in pieces:
            part = text[piece.start : piece.end]
            facts = {"passage_id": f"{name}:{piece.start}", "document_id": name, "start": piece.start, "end": piece.end}
            passages.append({**facts, "text": part, "words": piece.words})
        if len(passages) >= enough:
            break
    return documents, passages


def _lines(corpus: Path) -> Iterator[str]:
    with corpus.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
        yield from io.TextIOWrapper(stream, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
