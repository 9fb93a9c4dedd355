"""What was found as tables: topics, passage_topics, topic_stability, topic_hierarchy, topic_words, topic_baselines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.tables import empty_table, make_table
from pipeline.topics.naming import TopicNames, label_topics, noun_label, phrase_label
from pipeline.topics.stability import Card
from pipeline.topics.topics import OUTLIERS, Topics

_SHARES = ("members", "members_low", "agreement", "words")


def tabulate(found: Topics, *, names: TopicNames, stable_above: float) -> dict[str, pd.DataFrame]:
    """All tables of the stage by name. Passages without a topic have a row of their own among the topics."""
    return {
        "topics": _topics(found, names, stable_above),
        "passage_topics": found.passages[["passage_id", "topic_id", "probability"]],
        "topic_stability": _stability(found),
        "topic_hierarchy": _hierarchy(found),
        "topic_words": empty_table("topic_words") if found.local is None else found.local,
        "topic_baselines": _baselines(found),
    }


def summarize(found: Topics, *, stable_above: float) -> dict[str, float | int]:
    """The figures of reports/topics.json: counts, means over topics, and the measures of each method.

    Of passages only those that topics were learned from count.
    """
    learned = found.passages[found.passages["learn"]]
    figures: dict[str, Any] = {
        "topics": len(found.terms),
        "stable": sum(is_stable(card, stable_above) for card in found.cards.values()),
        "passages": len(learned),
    }
    if not found.terms:
        return figures
    figures["outliers"] = float((learned["topic_id"] == OUTLIERS).mean())
    figures["refits"] = max(card.refits for card in found.cards.values())
    for name, share in (("stability", "members"), ("agreement", "agreement"), ("words", "words")):
        figures[name] = _mean([getattr(card, share) for card in found.cards.values()])
    for wording in found.wordings:
        prefix = "" if wording.method == "bertopic" else f"{wording.method}_"
        figures |= {f"{prefix}npmi": wording.npmi, f"{prefix}diversity": wording.diversity}
    known = {name: value for name, value in figures.items() if value is not None}
    return {name: round(value, 4) for name, value in sorted(known.items())}


def is_stable(card: Card | None, stable_above: float) -> bool:
    """Whether a topic may reach a headline."""
    return card is not None and card.members is not None and card.members >= stable_above


def _topics(found: Topics, names: TopicNames, stable_above: float) -> pd.DataFrame:
    own = label_topics(found.terms, names=names, nouns=found.nouns, phrases=found.phrases)
    labels, english = {OUTLIERS: names.outliers, **own}, names.english
    sizes = found.passages.groupby("topic_id")["passage_id"].size()
    spread = found.passages.groupby("topic_id")["document_id"].nunique()
    rows = [
        {
            "topic_id": number,
            "label": label,
            "label_en": english.get(label),
            "terms": ", ".join(found.terms.get(number, [])),
            "size": int(sizes.get(number, 0)),
            "documents": int(spread.get(number, 0)),
            "stability": found.cards[number].members if number in found.cards else None,
            "stable": is_stable(found.cards.get(number), stable_above),
        }
        for number, label in labels.items()
    ]
    return make_table("topics", rows)


def _stability(found: Topics) -> pd.DataFrame:
    own = next((w.coherence for w in found.wordings if w.method == "bertopic"), [])
    rows = [
        {
            "topic_id": number,
            "refits": card.refits,
            "found_in": card.found_in,
            **{name: getattr(card, name) for name in _SHARES},
            "coherence": own[rank],
        }
        for rank, (number, card) in enumerate(sorted(found.cards.items()))
    ]
    return make_table("topic_stability", rows)


def _hierarchy(found: Topics) -> pd.DataFrame:
    sizes = found.passages.groupby("topic_id")["passage_id"].size()
    rows = [
        {
            "node_id": merger.node,
            "label": phrase_label(found.phrases.get(merger.node, [])) or noun_label(merger.terms, nouns=found.nouns),
            "terms": ", ".join(merger.terms),
            "topics": ", ".join(map(str, merger.topics)),
            "left": merger.left,
            "right": merger.right,
            "distance": merger.distance,
            "size": int(sum(sizes.get(number, 0) for number in merger.topics)),
        }
        for merger in found.hierarchy
    ]
    return make_table("topic_hierarchy", rows)


def _baselines(found: Topics) -> pd.DataFrame:
    rows = [
        {"method": wording.method, "number": number, "terms": ", ".join(terms), "coherence": coherence}
        for wording in found.wordings
        for number, (terms, coherence) in enumerate(zip(wording.terms, wording.coherence, strict=True))
    ]
    return make_table("topic_baselines", rows)


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
