"""The matcher beside annotation, with the scheme as it is and with a scheme of twice the concepts.

``python benchmarks/concepts.py [--documents 60] [--rounds 4]``: the first so many documents of data/sample/truth
are annotated with the bundled model; a matcher that has seen no text yet reads their sentences, then one of a doubled
scheme: each concept stands there again under another id, with another word before each of its labels and patterns, so
that none is shared. All in one process and in turns, in seconds of the processor. Prints a line a round; the ratios at
the end are those of the best round of each. Ends with 1 when matching is less than 15 times as fast as annotation, a
doubled scheme costs 1.3 times as much or more, or loading takes 1.5 s or more.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import yaml

from pipeline.concepts.matcher import Matcher, load_matcher
from pipeline.language.annotation import annotate_texts, load_model
from pipeline.language.choice import BUNDLED, find_model
from pipeline.text import count_words

ROOT = Path(__file__).resolve().parent.parent
MODEL = str(find_model(BUNDLED, ROOT / "models"))
EXAMPLE = ROOT / "data" / "sample" / "truth" / "documents.jsonl"
ADDED = {"labels": "nieuwe ", "patterns": "nieuwe ...2 "}
LEAST, MOST, LOADING = 15.0, 1.3, 1.5

Result = TypeVar("Result")
Texts = Sequence[tuple[str, list[tuple[int, int]]]]


def main() -> int:
    """Measure in rounds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    with EXAMPLE.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][: options.documents]
    words = sum(map(count_words, texts))
    load_model(MODEL)
    with tempfile.TemporaryDirectory() as scratch:
        double = double_scheme(ROOT / "models" / "concepts", Path(scratch) / "concepts")
        rounds = [measure(texts, double) for _ in range(options.rounds)]
    annotated, loading, matched, doubled = (min(column) for column in zip(*rounds, strict=True))
    print(f"annotation {words / annotated:.0f} words/s, matching {words / matched:.0f}: {annotated / matched:.1f} x")
    print(f"a double scheme: {doubled / matched:.2f} x; loading {loading:.2f} s")
    return 0 if annotated / matched >= LEAST and doubled / matched < MOST and loading < LOADING else 1


def measure(texts: Sequence[str], double: Path) -> tuple[float, float, float, float]:
    """Seconds of annotating, of loading the scheme, of matching, and of matching with the double scheme."""
    annotated, found = timed(lambda: annotate_texts(list(texts), model=MODEL))
    spans = [list(zip(f["sentences"]["start"], f["sentences"]["end"], strict=True)) for f in found]
    sentences = list(zip(texts, spans, strict=True))
    load_matcher.cache_clear()
    loading, single = timed(lambda: load_matcher(ROOT / "models" / "concepts"))
    matched, mentions = timed(lambda: match(single, sentences))
    larger = load_matcher(double)
    doubled, more = timed(lambda: match(larger, sentences))
    print(f"annotation {annotated:.2f} s, matching {matched:.3f} s ({mentions} mentions), ", end="")
    print(f"double scheme {doubled:.3f} s ({more}), loading {loading:.2f} s", flush=True)
    return annotated, loading, matched, doubled


def match(matcher: Matcher, texts: Texts) -> int:
    """The number of mentions in texts with their sentences."""
    return sum(len(matcher.find(text, sentences)) for text, sentences in texts)


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of the processor, and the result."""
    gc.collect()
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def double_scheme(folder: Path, target: Path) -> Path:
    """A copy of the scheme in which each concept stands a second time, in other words."""
    shutil.copytree(folder, target)
    for path in sorted(folder.glob("[!_]*.yaml")):
        concept = yaml.safe_load(path.read_text(encoding="utf-8"))
        concept["id"] = f"{concept['id']}-2"
        concept["pref_label"]["nl"] = ADDED["labels"] + concept["pref_label"]["nl"]
        for field in ("alt_labels", "needs_context", "negative_labels"):
            concept[field] = [f"{ADDED['labels']}{label}" for label in concept.get(field, [])]
        concept["patterns"] = [f"{ADDED['patterns']}{pattern}" for pattern in concept.get("patterns", [])]
        text = yaml.safe_dump(concept, allow_unicode=True)
        (target / f"{concept['id']}.yaml").write_text(text, encoding="utf-8")
    return target


if __name__ == "__main__":
    sys.exit(main())
