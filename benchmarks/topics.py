"""Topics of 20,000 passages of laws: seconds and memory with all refits, beside bare BERTopic, and from a sample.

``python -m benchmarks.topics CORPUS [--passages N] [--parts bare,plain,refits,sample]``: CORPUS is a `.jsonl.zst` with
one text a line (`text`), such as ``../shared/corpora/dutch_law_texts.jsonl.zst``. The texts are shuffled and cut into
passages as documents are; words in their order stand for lemmas, and short ones for prepositions, so that annotating is
not measured. Each part runs in a process of its own: `bare` embeds and fits BERTopic with UMAP's own search for
neighbours; `plain` embeds and does all of the stage but the refits; `refits` does all of it; `sample` learns from a
quarter and prints how far the topics of all passages agree with those of `plain` (adjusted Rand index and NMI of
passages that both put in a topic). Seconds are of the clock and of the processor, children included; memory is the
largest sum over the process and its children.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from threadpoolctl import threadpool_limits

from benchmarks.laws import law_passages
from pipeline.embedders import lsa_characters
from pipeline.embedders.vectors import embed_distinct
from pipeline.params import EmbedSettings, TopicSettings
from pipeline.text import fold
from pipeline.topics.lemmas import passage_lemmas
from pipeline.topics.libraries import HDBSCAN, UMAP, BERTopic
from pipeline.topics.phrases import passage_words
from pipeline.topics.selection import sample_passages
from pipeline.topics.tabulation import summarize
from pipeline.topics.topics import Options, find_topics
from pipeline.topics.words import build_vectorizer, build_weights

SEED = 2015
PARTS = ("bare", "plain", "refits", "sample")
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMON = 0.05  # a word in more of the passages stands in for a stop word


def main() -> int:
    """Run all parts, or be one of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--part", choices=PARTS)
    options = parser.parse_args()
    if options.part:
        _run_part(options.part, options.corpus)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        passages = law_passages(options.corpus, enough=options.passages, seed=SEED)
        passages.to_parquet(Path(folder) / "passages.parquet")
        _tokens(passages).to_parquet(Path(folder) / "tokens.parquet")
        print(f"{len(passages)} passages of {passages['document_id'].nunique()} laws", flush=True)
        results = {part: _measured(part, Path(folder)) for part in options.parts.split(",")}
    if {"bare", "plain"} <= set(results):
        ratios = {unit: results["plain"][unit] / results["bare"][unit] for unit in ("processor", "clock")}
        said = ", ".join(f"{ratio:.2f} by the {unit}" for unit, ratio in ratios.items())
        print(f"without refits, against bare BERTopic (asked: at most 1.15): {said}")
    if "refits" in results:
        all_of_it = results["refits"]
        print(
            f"with all refits (asked: under 480 s of the clock and 3000 MB): {all_of_it['clock']} s of the clock, "
            f"{all_of_it['processor']} s of the processor, {all_of_it['megabytes']} MB"
        )
    return 0


def _measured(part: str, folder: Path) -> dict[str, Any]:
    """Run a part in a process of its own, and watch its memory."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.topics", str(folder), "--part", part]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = _Peak(process.pid)
        said = process.communicate()[0]
        peak.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    result = {
        "clock": round(time.perf_counter() - start, 1),
        "processor": round(processor, 1),
        "megabytes": peak.megabytes,
    }
    print(part, json.dumps(result | json.loads(said.splitlines()[-1])), flush=True)
    return result


class _Peak:
    """The largest memory of a process and its children together, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        self._pid, self._done, self.megabytes = pid, threading.Event(), 0
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            self.megabytes = max(self.megabytes, sum(map(_megabytes, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _megabytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def _run_part(part: str, folder: Path) -> None:
    passages = pd.read_parquet(folder / "passages.parquet")
    lap = time.process_time()
    vectors = embed_distinct(list(passages["text"]), lsa_characters.embed_passages, settings=EmbedSettings(), seed=SEED)
    seconds = {"embed": round(time.process_time() - lap, 1)}
    result = _bare(passages, vectors, folder) if part == "bare" else _ours(part, passages, vectors, folder)
    print(json.dumps(seconds | result))


def _bare(passages: pd.DataFrame, vectors: np.ndarray, folder: Path) -> dict[str, Any]:
    settings = TopicSettings()
    model = BERTopic(
        language="dutch",
        min_topic_size=settings.min_size,
        umap_model=UMAP(
            settings.neighbours, settings.components, min_dist=0.0, metric="cosine", random_state=SEED, n_jobs=1
        ),
        hdbscan_model=HDBSCAN(settings.min_size, core_dist_n_jobs=1),
        vectorizer_model=build_vectorizer(),
        ctfidf_model=build_weights(),
    )
    lemmas = passage_lemmas(*_annotated(passages, folder), names={}, stopwords=frozenset())
    bags = lemmas.groupby("passage_id")["lemma"].agg(" ".join)
    with threadpool_limits(1):
        topic, _ = model.fit_transform(list(bags.reindex(passages["passage_id"], fill_value="")), vectors)
    return {"topics": max(topic) + 1, "outliers": round(float(np.mean(np.array(topic) < 0)), 3)}


def _ours(part: str, passages: pd.DataFrame, vectors: np.ndarray, folder: Path) -> dict[str, Any]:
    settings = TopicSettings(refits=8 if part == "refits" else 0)
    chosen = passages.assign(reuse_cluster=None, learn=True)
    if part == "sample":
        chosen = sample_passages(chosen, most=len(passages) // 4, seed=SEED)
    words = passage_words(*_annotated(passages, folder), names={}, stopwords=frozenset())
    options = Options(settings, SEED, processes=2)
    found = find_topics(chosen, lemmas=words[0], phrases=words[1], vectors=vectors, options=options)
    kept = folder / "plain.npy"
    topic = found.passages["topic_id"].to_numpy(dtype=int)
    if part == "plain":
        np.save(kept, topic)
    agreement = _agreement(np.load(kept), topic) if part == "sample" and kept.exists() else {}
    return summarize(found, stable_above=settings.stable_above) | agreement


def _agreement(one: np.ndarray, other: np.ndarray) -> dict[str, float]:
    both = (one >= 0) & (other >= 0)
    scores = {
        "rand": adjusted_rand_score(one[both], other[both]),
        "nmi": normalized_mutual_info_score(one[both], other[both]),
    }
    scores |= {"in_both": both.mean(), "in_all": (one >= 0).mean(), "in_sample": (other >= 0).mean()}
    return {f"agreement_{name}": round(float(value), 3) for name, value in scores.items()}


def _annotated(passages: pd.DataFrame, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    starts = passages["passage_id"].str.rpartition(":")[2].astype(int)
    spans = passages[["passage_id", "document_id"]].assign(start=starts, end=starts + passages["text"].str.len())
    return pd.read_parquet(folder / "tokens.parquet"), spans


def _tokens(passages: pd.DataFrame) -> pd.DataFrame:
    """Words as tokens: long ones as nouns (one in four an adjective), short ones as prepositions and determiners.

    Words that many passages have stand for stop words, and are verbs that no topic knows.
    """
    rows = []
    for passage, document, text in passages[["passage_id", "document_id", "text"]].itertuples(index=False):
        start = int(passage.rpartition(":")[2])
        rows += [(passage, document, start + m.start(), m.group(), fold(m.group())) for m in _WORD.finditer(text)]
    table = pd.DataFrame(rows, columns=["passage_id", "document_id", "start", "text", "lemma"])
    spread = table.drop_duplicates(["passage_id", "lemma"])["lemma"].value_counts()
    common = table["lemma"].map(spread) > _COMMON * len(passages)
    size = table["text"].str.len()
    kinds = [size == 2, size == 3, common, size % 4 == 0]
    table["pos"] = np.select(kinds, ["ADP", "DET", "AUX", "ADJ"], "NOUN")
    return table[table["pos"] != "AUX"].drop(columns="passage_id").reset_index(drop=True)


if __name__ == "__main__":
    sys.exit(main())
