"""Words a second: the stage's annotation against bare `nlp.pipe`, two workers against one, and long texts.

``python -m benchmarks.annotate [--documents 500] [--model bundled] [--long]``: documents are law texts of
../shared/corpora. Every run reads the same texts with the same model; the first of each pair is repeated at the end,
so that a machine that gets busier shows. One process is measured in seconds of the processor, workers by the clock, and
their start-up counts, as in a run. ``--long`` reads one line of 75,000, 150,000 and 300,000 characters and texts of
500,000, 1,000,000 and 2,000,000, in seconds a million characters: these must not grow.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measuring import ROOT, compile_modules, law_texts
from pipeline.cache import Cache
from pipeline.engine import Item, map_documents
from pipeline.language.annotation import annotate_packed, load_model
from pipeline.language.choice import BUNDLED, find_model
from pipeline.params import EngineSettings
from pipeline.text import count_words, text_hash

BATCH = 8
LONGEST = 20_000  # characters of a text that are read, so that bare nlp.pipe can hold each in one piece


def main() -> None:
    """Time four ways to annotate the same texts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--model", default=BUNDLED)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    compile_modules()
    path = str(find_model(options.model, ROOT / "models"))
    if options.long:
        _read_long(path)
        return
    texts = [text[:LONGEST] for text in law_texts(options.documents)]
    words = sum(count_words(text) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, {path}")
    load_model(path)
    bare = partial(_bare, texts, path)
    own = partial(annotate_packed, texts, model=path)
    speeds = [_speed(words, "bare nlp.pipe", bare), _speed(words, "annotate", own), _speed(words, "bare again", bare)]
    print(f"annotate / bare: {speeds[1] / max(speeds[0], speeds[2]):.2f}")
    one, two, again = (
        _speed(words, f"{n} worker(s)", partial(_in_workers, texts, path, workers=n), clock=time.perf_counter)
        for n in (1, 2, 1)
    )
    print(f"two workers / one: {two / max(one, again):.2f}")


def _speed(
    words: int, name: str, run: Callable[[], object], *, clock: Callable[[], float] = time.process_time
) -> float:
    start = clock()
    run()
    seconds = clock() - start
    print(f"{name:<14} {words / seconds:8,.0f} words/s, {seconds:6.1f} s", flush=True)
    return words / seconds


def _bare(texts: list[str], model: str) -> None:
    for _ in load_model(model).pipe(texts, batch_size=16):
        pass


def _in_workers(texts: list[str], model: str, *, workers: int) -> None:
    items = [Item(f"text {n}", text_hash(text), text) for n, text in enumerate(texts)]
    function = partial(annotate_packed, model=model)
    engine = EngineSettings(workers=workers)
    with tempfile.TemporaryDirectory() as scratch:
        cache = Cache(Path(scratch), stage="annotate", prefix="benchmark")
        for _ in map_documents(function, items, engine=engine, cache=cache, label="annotate", batch_size=BATCH):
            pass


def _read_long(model: str) -> None:
    text = "\n\n".join(law_texts(400))
    line = " ".join(text.split())
    load_model(model)
    for kind, source, sizes in (("line", line, (75, 150, 300)), ("text", text, (500, 1000, 2000))):
        for size in sizes:
            start = time.process_time()
            annotate_packed([source[: size * 1000]], model=model)
            seconds = time.process_time() - start
            each = 1000 * seconds / size
            print(f"{kind} of {size:5},000 characters: {seconds:6.1f} s, {each:.1f} s a million", flush=True)


if __name__ == "__main__":
    main()
