"""Passages of laws, for benchmarks that need real government prose in quantity."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import zstandard

from pipeline.cleaning.formats.read_txt import read_txt
from pipeline.cleaning.passages import cut_passages

_LIMITS = (30, 250)


def law_passages(corpus: Path, *, enough: int, seed: int, most_of_one: int = 40) -> pd.DataFrame:
    """Passages of shuffled laws, cut as documents are, with invented years and municipalities.

    Args:
        corpus: a `.jsonl.zst` with one text a line (`path`, `text`).
        enough: how many passages.
        seed: of the shuffle.
        most_of_one: passages of one law at most, so that long laws do not fill the lot.

    Returns:
        passage_id, document_id, year, municipality_code, jeugdregio, text; sorted by passage_id.
    """
    lines = list(_lines(corpus))
    random.Random(seed).shuffle(lines)
    rows: list[dict[str, object]] = []
    for number, line in enumerate(lines):
        text, pieces = cut_passages(read_txt(json.loads(line)["text"]).blocks, limits=_LIMITS)
        facts = {"document_id": f"{number:06}", "year": 2011 + number % 5, "municipality_code": f"GM{number % 50:04}"}
        for piece in pieces[:most_of_one]:
            place = {"passage_id": f"{number:06}:{piece.start:08}", "jeugdregio": f"regio {number % 10}"}
            rows.append(facts | place | {"text": text[piece.start : piece.end]})
        if len(rows) >= enough:
            break
    return pd.DataFrame(rows[:enough]).astype({"year": "Int64"}).sort_values("passage_id", ignore_index=True)


def _lines(corpus: Path) -> Iterator[str]:
    with corpus.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
        yield from io.TextIOWrapper(stream, encoding="utf-8")
