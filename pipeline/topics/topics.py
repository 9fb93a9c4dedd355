"""Passages, their words and vectors -> topics, each passage's topic, and the model.

In: passages of on-topic documents, their lemmas and vectors. Out: the tables topics and passage_topics.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from pipeline.params import TopicSettings
from pipeline.tables import make_table
from pipeline.topics.assignment import assign_nearest
from pipeline.topics.clustering import least_passages
from pipeline.topics.fitting import Fit, fit_topics
from pipeline.topics.lemmas import common_lemmas, noun_lemmas
from pipeline.topics.libraries import BERTopic
from pipeline.topics.naming import TopicNames, label_topics
from pipeline.topics.stability import measure_stability

OUTLIERS = -1


@dataclass(frozen=True)
class Topics:
    """What was found.

    Attributes:
        passages: passage_id, document_id, topic_id, probability.
        terms: for each topic its strongest terms.
        stability: for each topic 0-1, or None without refits.
        nouns: lemmas that are nouns, for labels.
        model: the fitted model, or None.
        reason: why there are no topics; empty when there are.
    """

    passages: pd.DataFrame
    terms: dict[int, list[str]] = field(default_factory=dict)
    stability: dict[int, float | None] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()
    model: BERTopic | None = None
    reason: str = ""


def find_topics(
    passages: pd.DataFrame, *, lemmas: pd.DataFrame, vectors: np.ndarray, settings: TopicSettings, seed: int
) -> Topics:
    """Learn topics, measure how stable they are, and give the other passages theirs.

    Args:
        passages: as `select_passages` gives them.
        lemmas: as `passage_lemmas` gives them.
        vectors: one row a passage, of unit length or zero.
        settings: sizes and refits.
        seed: of all that is random.
    """
    learn = passages["learn"].to_numpy(dtype=bool) & (np.abs(vectors).sum(axis=1) > 0)
    if learn.sum() < least_passages(settings):
        return _without(
            passages,
            f"{learn.sum()} passages to learn topics from, and at least {least_passages(settings)} are needed",
        )
    learned = passages[learn]
    common = common_lemmas(lemmas[lemmas["passage_id"].isin(learned["passage_id"])])
    bags = common.groupby("passage_id")["lemma"].agg(" ".join).reindex(learned["passage_id"], fill_value="")
    bar = tqdm(total=1 + settings.refits, desc="topics", unit="fit", disable=None)
    with bar, threadpool_limits(1):  # one thread: the same sums in the same order, whatever the cores
        fit = fit_topics(list(bags), vectors[learn], settings=settings, seed=seed)
        bar.update()
        if not fit.terms:
            return _without(passages, f"{learn.sum()} passages, but no {settings.min_size} of them belong together")
        documents = learned["document_id"].to_numpy(dtype=object).astype(str)
        stability = measure_stability(
            vectors[learn], topic=fit.topic, documents=documents, settings=settings, seed=seed, tick=bar.update
        )
    return Topics(_assigned(passages, learn, vectors, fit), fit.terms, stability, noun_lemmas(common), fit.model)


def tabulate(found: Topics, *, names: TopicNames, stable_above: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables topics and passage_topics. Passages without a topic have a row of their own among the topics."""
    labels = {OUTLIERS: names.outliers, **label_topics(found.terms, names=names, nouns=found.nouns)}
    sizes = found.passages.groupby("topic_id")["passage_id"].size()
    spread = found.passages.groupby("topic_id")["document_id"].nunique()
    rows = []
    for number, label in labels.items():
        stability = found.stability.get(number)
        rows.append(
            {
                "topic_id": number,
                "label": label,
                "terms": ", ".join(found.terms.get(number, [])),
                "size": int(sizes.get(number, 0)),
                "documents": int(spread.get(number, 0)),
                "stability": stability,
                "stable": stability is not None and stability >= stable_above,
            }
        )
    return make_table("topics", rows), found.passages[["passage_id", "topic_id", "probability"]]


def _without(passages: pd.DataFrame, reason: str) -> Topics:
    table = passages[["passage_id", "document_id"]].assign(topic_id=OUTLIERS, probability=0.0)
    return Topics(table, reason=reason)


def _assigned(passages: pd.DataFrame, learn: np.ndarray, vectors: np.ndarray, fit: Fit) -> pd.DataFrame:
    """Learned passages keep their topic; a copy has that of its source; the others have the nearest."""
    table = passages[["passage_id", "document_id", "reuse_cluster"]].copy()
    topic, probability = np.full(len(table), OUTLIERS), np.zeros(len(table))
    topic[learn], probability[learn] = fit.topic, fit.probability
    topic[~learn], probability[~learn] = assign_nearest(vectors[~learn], learned=vectors[learn], topic=fit.topic)
    row = {passage: i for i, passage in enumerate(table["passage_id"]) if learn[i]}
    for i, source in enumerate(table["reuse_cluster"]):
        if not learn[i] and source in row:
            topic[i], probability[i] = topic[row[source]], probability[row[source]]
    return table.assign(topic_id=topic, probability=probability)
