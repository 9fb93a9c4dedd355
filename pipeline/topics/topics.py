"""Passages, their words and vectors -> topics, each passage's topic, how far each topic can be believed, and the model.

In: passages of on-topic documents, their lemmas and vectors. Out: values that `tabulation` makes tables of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from pipeline.params import TopicSettings
from pipeline.topics.assignment import assign_nearest
from pipeline.topics.baselines import Wording, compare_methods
from pipeline.topics.central import central_map
from pipeline.topics.clustering import least_passages
from pipeline.topics.fitting import Fit, fit_topics
from pipeline.topics.guiding import guide
from pipeline.topics.hierarchy import Merger, merge_topics
from pipeline.topics.lemmas import LEAST_DOCUMENTS, common_lemmas, noun_lemmas
from pipeline.topics.libraries import BERTopic
from pipeline.topics.neighbours import find_neighbours
from pipeline.topics.phrases import choose_phrases, count_phrases
from pipeline.topics.stability import Card, Learned, measure_stability
from pipeline.topics.wording import local_words
from pipeline.topics.words import count_words

OUTLIERS = -1


@dataclass(frozen=True)
class Topics:
    """What was found.

    Attributes:
        passages: passage_id, document_id, learn, topic_id, probability.
        terms: for each topic its strongest terms.
        cards: for each topic what refits say of it.
        nouns: lemmas that are nouns, for labels.
        phrases: for each topic and each group of the hierarchy its best noun phrases, for labels.
        hierarchy: topics in groups.
        wordings: the topics of each method as words: those that were found, and those of LDA and NMF.
        local: words of topics per year and group, as `local_words` gives them; None without topics.
        model: the fitted model, or None.
        reason: why there are no topics; empty when there are.
    """

    passages: pd.DataFrame
    terms: dict[int, list[str]] = field(default_factory=dict)
    cards: dict[int, Card] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()
    phrases: dict[int, list[str]] = field(default_factory=dict)
    hierarchy: list[Merger] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    local: pd.DataFrame | None = None
    model: BERTopic | None = None
    reason: str = ""


@dataclass(frozen=True)
class Options:
    """How topics are learned.

    Attributes:
        settings: sizes and refits.
        seed: of all that is random.
        seeds: for guided topics the labels of each seed.
        processes: how many refits may run at a time; the result is the same.
    """

    settings: TopicSettings
    seed: int
    seeds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    processes: int = 1


def find_topics(
    passages: pd.DataFrame,
    *,
    lemmas: pd.DataFrame,
    vectors: np.ndarray,
    options: Options,
    phrases: pd.DataFrame | None = None,
) -> Topics:
    """Learn topics, measure how stable and how coherent they are, and give the other passages theirs.

    Args:
        passages: as `select_passages` gives them.
        lemmas: as `passage_lemmas` gives them.
        vectors: one row a passage, of unit length or zero.
        options: sizes, seeds.
        phrases: as `passage_phrases` gives them; without them labels are made of nouns.
    """
    least = least_passages(options.settings)
    learn = passages["learn"].to_numpy(dtype=bool) & (np.abs(vectors).sum(axis=1) > 0)
    if learn.sum() < least:
        return _without(passages, f"{learn.sum()} passages to learn topics from, and at least {least} are needed")
    common = common_lemmas(lemmas[lemmas["passage_id"].isin(passages["passage_id"][learn])])
    if common.empty:
        return _without(passages, f"{learn.sum()} passages, but no word that stands in {LEAST_DOCUMENTS} documents")
    bags = common.groupby("passage_id")["lemma"].agg(" ".join).reindex(passages["passage_id"][learn], fill_value="")
    with threadpool_limits(1):  # one thread: the same sums in the same order, whatever the cores
        found = _learn(passages, learn, list(bags), vectors, options)
    return replace(found, nouns=noun_lemmas(common), phrases=_phrases(found, phrases))


def _phrases(found: Topics, phrases: pd.DataFrame | None) -> dict[int, list[str]]:
    if phrases is None or not found.terms:
        return {}
    learned = found.passages[found.passages["learn"]]
    groups = {number: (number,) for number in found.terms} | {m.node: m.topics for m in found.hierarchy}
    counted = count_phrases(phrases, learned["passage_id"])
    return choose_phrases(counted, learned["topic_id"].to_numpy(dtype=np.int64), groups)


def _learn(passages: pd.DataFrame, learn: np.ndarray, bags: list[str], vectors: np.ndarray, options: Options) -> Topics:
    settings, seed = options.settings, options.seed
    drawn, wanted = guide(vectors[learn], bags, seeds=options.seeds) if options.seeds else (vectors[learn], None)
    near = find_neighbours(drawn, count=settings.neighbours, spare=True)
    with tqdm(total=1 + settings.refits, desc="topics", unit="fit", disable=None) as bar:
        places = central_map(drawn, near=near, settings=settings, seed=seed, wanted=wanted)
        fit = fit_topics(bags, drawn, places=places, settings=settings)
        bar.update()
        if not fit.terms:
            return _without(passages, f"{learn.sum()} passages, but no {settings.min_size} of them belong together")
        documents = passages["document_id"][learn].to_numpy(dtype=object).astype(str)
        words = count_words(bags)
        learned = Learned(drawn, near, words, documents, fit.topic, fit.terms, wanted)
        cards = measure_stability(learned, settings=settings, seed=seed, processes=options.processes, tick=bar.update)
    return Topics(
        _assigned(passages, learn, vectors, fit),
        fit.terms,
        cards,
        hierarchy=merge_topics(fit.model, bags, words=words, topic=fit.topic),
        wordings=compare_methods(words, bags, terms=fit.terms, seed=seed),
        local=local_words(passages[learn], words=words, topic=fit.topic),
        model=fit.model,
    )


def _without(passages: pd.DataFrame, reason: str) -> Topics:
    table = passages[["passage_id", "document_id", "learn"]].assign(topic_id=OUTLIERS, probability=0.0)
    return Topics(table, reason=reason)


def _assigned(passages: pd.DataFrame, learn: np.ndarray, vectors: np.ndarray, fit: Fit) -> pd.DataFrame:
    """Learned passages keep their topic; a copy has that of its source; the others have the nearest."""
    table = passages[["passage_id", "document_id", "reuse_cluster", "learn"]].copy()
    topic, probability = np.full(len(table), OUTLIERS), np.zeros(len(table))
    topic[learn], probability[learn] = fit.topic, fit.probability
    topic[~learn], probability[~learn] = assign_nearest(vectors[~learn], learned=vectors[learn], topic=fit.topic)
    row = {passage: i for i, passage in enumerate(table["passage_id"]) if learn[i]}
    for i, source in enumerate(table["reuse_cluster"]):
        if not learn[i] and source in row:
            topic[i], probability[i] = topic[row[source]], probability[row[source]]
    return table.assign(topic_id=topic, probability=probability)
