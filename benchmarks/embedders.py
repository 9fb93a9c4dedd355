"""The embedders that need no download, compared: on the example's planted topics, and on laws.

``python -m benchmarks.embedders CORPUS RUN [--passages N] [--only NAMES]``: CORPUS is a `.jsonl.zst` with one text a
line; RUN is a folder in which the example was run. On the example, over four seeds: NMI of topics and planted topics at
passage level (without and with the passages left outside), and how many of the planted topics have a topic of their own
(Jaccard 0.5 or more). On laws: the share of the ten nearest passages that are of the same law, among passages that do
not follow each other, and how far the topics of two seeds agree (adjusted Rand index of passages in a topic in both).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from threadpoolctl import threadpool_limits

from benchmarks.laws import law_passages
from pipeline.embedders.masking import mask_passages, name_spans
from pipeline.embedders.vectors import embed_distinct
from pipeline.evaluation.pairing import pair_documents
from pipeline.evaluation.topics import planted_topic
from pipeline.evaluation.truth import read_truth
from pipeline.params import EmbedSettings, TopicSettings
from pipeline.plugins import load_plugin
from pipeline.tables import read_table
from pipeline.topics.clustering import draw_map, group
from pipeline.topics.neighbours import find_neighbours
from pipeline.topics.selection import select_passages

NAMES = ("lsa", "lsa_characters", "floret", "lsa_floret")  # spacy is floret with the bundled model
SEEDS = (2015, 1, 2, 3)
NEAREST = 10


def main() -> int:
    """Print a line an embedder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--passages", type=int, default=4000)
    parser.add_argument("--only", default=",".join(NAMES))
    options = parser.parse_args()
    example, laws = _example(options.run), law_passages(options.corpus, enough=options.passages, seed=2015)
    with threadpool_limits(1):
        for name in options.only.split(","):
            start = time.process_time()
            of_example, of_laws = _vectors(name, example["text"]), _vectors(name, laws["text"])
            seconds = time.process_time() - start
            scores = _score_example(example, of_example) | _score_laws(laws, of_laws)
            print(
                f"{name:16}", *(f"{key} {value:.3f}" for key, value in scores.items()), f"{seconds:.1f} s", flush=True
            )
    return 0


def _vectors(name: str, texts: pd.Series[str]) -> np.ndarray:
    embedder = load_plugin("embedders", name, marker="embed_passages", setting="embed.embedder")
    return embed_distinct(list(texts), embedder.embed_passages, settings=EmbedSettings(), seed=2015)


def _example(run: Path) -> pd.DataFrame:
    """The passages that topics are learned from: document_id, text, planted."""
    names = ("documents", "passages", "entities", "mentions")
    tables = {name: read_table(name, run / "data" / f"{name}.parquet") for name in names}
    truth, _ = read_truth(run / "data" / "sample" / "truth")
    planted = {r.passage_id: planted_topic(p, r) for p in pair_documents(truth, tables) for r in p.known("passages")}
    chosen = select_passages(tables["documents"], tables["passages"], years=(2011, 2015))
    passages = tables["passages"][tables["passages"]["passage_id"].isin(chosen["passage_id"][chosen["learn"]])]
    texts = mask_passages(passages, name_spans(tables["entities"]))
    return passages[["document_id"]].assign(text=texts, planted=passages["passage_id"].map(planted))


def _topics(vectors: np.ndarray, seed: int) -> np.ndarray:
    settings = TopicSettings()
    near = find_neighbours(vectors, count=settings.neighbours)
    return group(draw_map(vectors, near=near, settings=settings, seed=seed), min_size=settings.min_size)


def _score_example(example: pd.DataFrame, vectors: np.ndarray) -> dict[str, float]:
    known = example["planted"].notna().to_numpy()
    planted = example["planted"].fillna("").to_numpy(dtype=object).astype(str)
    rows = []
    for seed in SEEDS:
        topic = _topics(vectors, seed)
        inside = known & (topic >= 0)
        nmi = normalized_mutual_info_score(planted[inside], topic[inside])
        rows.append((nmi, normalized_mutual_info_score(planted[known], topic[known]), _own(planted, topic)))
    return dict(zip(("nmi", "nmi_all", "own_topic"), np.mean(rows, axis=0).tolist(), strict=True))


def _own(planted: np.ndarray, topic: np.ndarray) -> int:
    """Planted topics that share half of their passages with one topic."""
    first, second = (
        planted[:, None] == np.unique(planted[planted != ""]),
        topic[:, None] == np.unique(topic[topic >= 0]),
    )
    both = first.astype(float).T @ second.astype(float)
    either = first.sum(axis=0)[:, None] + second.sum(axis=0)[None, :] - both
    return int(((both / either).max(axis=1) >= 0.5).sum())


def _score_laws(laws: pd.DataFrame, vectors: np.ndarray) -> dict[str, float]:
    law = laws["document_id"].to_numpy(dtype=object).astype(str)
    alike = vectors @ vectors.T
    beside = np.abs(np.arange(len(law))[:, None] - np.arange(len(law))) <= 2
    alike[beside] = -2
    nearest = np.argpartition(-alike, NEAREST, axis=1)[:, :NEAREST]
    one, other = _topics(vectors, 1), _topics(vectors, 2)
    both = (one >= 0) & (other >= 0)
    return {
        "same_law": float((law[nearest] == law[:, None]).mean()),
        "rand": adjusted_rand_score(one[both], other[both]),
    }


if __name__ == "__main__":
    sys.exit(main())
