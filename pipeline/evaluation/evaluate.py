"""All that quality.json holds: counts and model always, scores where a run has a truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.evaluation.concepts import score_concepts, score_ladder
from pipeline.evaluation.corrected import score_corrected
from pipeline.evaluation.counts import count_run, describe_model
from pipeline.evaluation.documents import SCORES, score_rejects
from pipeline.evaluation.headlines import read_marks, score_headlines
from pipeline.evaluation.names import score_names
from pipeline.evaluation.pairing import Pair, pair_documents
from pipeline.evaluation.scores import Metrics, proportion, round_all
from pipeline.evaluation.story import Story, make_key, score_story
from pipeline.evaluation.topics import score_topics
from pipeline.evaluation.truth import TruthDocument, TruthReject


def evaluate(
    tables: Mapping[str, pd.DataFrame],
    language: Mapping[str, Any],
    truth: tuple[list[TruthDocument], list[TruthReject]],
    story: Story | None = None,
) -> Metrics:
    """Counts and scores of a run, nested, rounded to four decimals, keys in order.

    Args:
        tables: records, documents, passages, rejects (of clean and annotate together), reuse, sentences, entities,
            mentions, topics, passage_topics; with a story also all tables of the stage trends.
        language: data/language.json.
        truth: planted documents and rejects; without any document, `has_truth` is false and only the run is described.
        story: what is planted over all documents together.
    """
    documents, rejects = truth
    metrics: Metrics = {
        "counts": count_run(tables),
        "language_model": describe_model(language),
        "has_truth": bool(documents),
    }
    pairs = pair_documents(documents, tables)
    if documents:
        metrics["documents_found"] = proportion(len(pairs), len(documents))
    if rejects:
        metrics["rejects_right"] = score_rejects(rejects, tables)
    if pairs:
        metrics |= {name: score(pairs) for name, score in SCORES.items()}
        metrics |= {"entities": score_names(pairs), "concepts": score_concepts(pairs), "ladder": score_ladder(pairs)}
        metrics["topics"] = score_topics(pairs, tables["passage_topics"], _stable(tables["topics"]))
    if pairs and story and story.plan:
        metrics |= _score_trends(pairs, tables, story)
    return round_all(metrics)


def _score_trends(pairs: list[Pair], tables: Mapping[str, pd.DataFrame], story: Story) -> Metrics:
    key = make_key(pairs, tables, below=story.below)
    marks = read_marks(pairs, key, years=story.years)
    return {
        "story": score_story(story.plan, key, tables),
        "headlines": score_headlines(marks, key, tables),
        "corrected": score_corrected(tables["series"], marks),
    }


def _stable(topics: pd.DataFrame) -> frozenset[int]:
    return frozenset(int(number) for number in topics.loc[topics["stable"].astype(bool), "topic_id"])
