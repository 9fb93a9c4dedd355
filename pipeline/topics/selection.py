"""Which passages topics are learned from, and which are only given one.

In: documents, passages. Out: the passages of on-topic documents, each marked whether topics may be learned from it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

LEAST_WORDS = 15  # a shorter passage (a heading, a line of a table) says too little to learn from
_OF_DOCUMENT = ["year", "municipality_code", "jeugdregio"]


def select_passages(documents: pd.DataFrame, passages: pd.DataFrame, *, years: tuple[int, int]) -> pd.DataFrame:
    """The passages of on-topic documents, with a column `learn`.

    Topics are learned from passages of enough words that were not copied, in documents within the years. Copies, short
    passages and undated documents get their topic afterwards, so that a text that many took over makes no topic.

    Args:
        documents: with document_id, on_topic, year, municipality_code and jeugdregio.
        passages: with passage_id, document_id, words, original and reuse_cluster.
        years: first and last year, inclusive.

    Returns:
        passage_id, document_id, reuse_cluster, year, municipality_code, jeugdregio, learn; sorted by passage_id.
    """
    on_topic = documents.loc[documents["on_topic"], ["document_id", *_OF_DOCUMENT]]
    chosen = passages.merge(on_topic, on="document_id").sort_values("passage_id", ignore_index=True)
    within = chosen["year"].between(*years).fillna(False).astype(bool)
    chosen["learn"] = within & chosen["original"] & (chosen["words"] >= LEAST_WORDS).astype(bool)
    return chosen[["passage_id", "document_id", "reuse_cluster", *_OF_DOCUMENT, "learn"]]


def sample_passages(chosen: pd.DataFrame, *, most: int, seed: int) -> pd.DataFrame:
    """The same passages, with `learn` taken from some where more than `most` have it.

    Each municipality and year keeps its share of the passages that are learned from, up to rounding.

    Args:
        chosen: as `select_passages` gives them.
        most: passages to learn from.
        seed: of the draw.
    """
    learn = np.flatnonzero(chosen["learn"].to_numpy(dtype=bool))
    if len(learn) <= most:
        return chosen
    strata = chosen.iloc[learn].groupby(["municipality_code", "year"], dropna=False, sort=True).ngroup().to_numpy()
    mixed = np.random.default_rng(seed).permutation(len(learn))
    by_stratum = mixed[np.argsort(strata[mixed], kind="stable")]
    even = by_stratum[np.linspace(0, len(learn) - 1, most).round().astype(int)]
    kept = np.zeros(len(chosen), dtype=bool)
    kept[learn[even]] = True
    return chosen.assign(learn=kept)


def stack_vectors(embeddings: pd.DataFrame, passage_ids: pd.Series[str]) -> np.ndarray:
    """The vectors of passages, in their order: float32, passages x width.

    Args:
        embeddings: with passage_id and vector; each of the passages has one.
        passage_ids: the passages wanted.
    """
    vectors = embeddings.set_index("passage_id")["vector"].loc[list(passage_ids)]
    return (
        np.stack([np.asarray(v, dtype=np.float32) for v in vectors]) if len(vectors) else np.zeros((0, 1), np.float32)
    )
