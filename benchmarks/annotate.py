"""Words a second: the stage's annotation against bare `nlp.pipe`, and two workers against one.

``python benchmarks/annotate.py [--documents 500] [--model bundled]``: documents are law texts of ../shared/corpora
where these are there, else those of the example. Every run reads the same texts with the same model; the first one of
each pair is repeated at the end, so that a machine that gets busier shows. The start-up of workers counts, as in a run.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import zstandard

from pipeline.cache import Cache
from pipeline.engine import Item, map_documents
from pipeline.language.annotation import annotate_texts, load_model
from pipeline.language.choice import find_model
from pipeline.params import EngineSettings
from pipeline.text import count_words, text_hash

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpora/dutch_law_texts.jsonl.zst"
TRUTH = ROOT / "data/sample/truth/documents.jsonl"
BATCH = 8
LONGEST = 20_000  # characters of a text that are read, so that bare nlp.pipe can hold each in one piece


def main() -> None:
    """Time four ways to annotate the same texts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--model", default="bundled")
    options = parser.parse_args()
    path = str(find_model(options.model, ROOT / "models"))
    texts = [text[:LONGEST] for text in itertools.islice(_laws() if CORPUS.exists() else _example(), options.documents)]
    words = sum(count_words(text) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, {path}")
    load_model(path)
    bare = partial(_bare, texts, path)
    own = partial(annotate_texts, texts, model=path)
    speeds = [_speed(words, "bare nlp.pipe", bare), _speed(words, "annotate", own), _speed(words, "bare again", bare)]
    print(f"annotate / bare: {speeds[1] / max(speeds[0], speeds[2]):.2f}")
    one, two, again = (_speed(words, f"{n} worker(s)", partial(_in_workers, texts, path, workers=n)) for n in (1, 2, 1))
    print(f"two workers / one: {two / max(one, again):.2f}")


def _speed(words: int, name: str, run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    print(f"{name:<14} {words / seconds:8,.0f} words/s, {seconds:6.1f} s", flush=True)
    return words / seconds


def _bare(texts: list[str], model: str) -> None:
    for _ in load_model(model).pipe(texts, batch_size=16):
        pass


def _in_workers(texts: list[str], model: str, *, workers: int) -> None:
    items = [Item(f"text {n}", text_hash(text), text) for n, text in enumerate(texts)]
    function = partial(annotate_texts, model=model)
    engine = EngineSettings(workers=workers)
    with tempfile.TemporaryDirectory() as scratch:
        cache = Cache(Path(scratch), stage="annotate", prefix="benchmark")
        for _ in map_documents(function, items, engine=engine, cache=cache, label="annotate", batch_size=BATCH):
            pass


def _laws() -> Iterator[str]:
    """Every eightieth law text, for a mixture of kinds."""
    with CORPUS.open("rb") as raw:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8")
        for n, line in enumerate(lines):
            if n % 80 == 0:
                yield json.loads(line)["text"]


def _example() -> Iterator[str]:
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
