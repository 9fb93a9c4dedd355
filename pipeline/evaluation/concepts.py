"""Scores of concept mentions, and of the ladder from words to deeds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.scores import Metrics, Span, agreement, overlap, pair_up, proportion
from pipeline.schema.values import LADDER

FLAGS = ("negated", "conditional", "quoted")


@dataclass(frozen=True)
class Judged:
    """A planted sentence with a step, and a mention that the pipeline has in it; `step` is None when left open."""

    truth: Any
    mention: Any
    step: str | None


def score_concepts(pairs: list[Pair]) -> Metrics:
    """Precision, recall and F of mentions: overlapping spans of the same concept, one to one.

    Per concept, over all, and, for each way of finding, the precision. Mentions in text that the truth does not hold
    are left out; a planted mention whose text was lost in cleaning counts as not found.
    """
    ids = sorted({m.concept_id for p in pairs for m in (*p.truth.mentions, *p.known("mentions"))})
    sums: dict[str, list[int]] = {i: [0, 0, 0] for i in ids}
    origins: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pair in pairs:
        for id_, gold, found in _by_concept(pair):
            matched = {other for _, other in pair_up([g for g in gold if g], found)}
            for i, count in enumerate((len(matched), len(found), len(gold))):
                sums[id_][i] += count
            for span, origin in found.items():
                origins[origin][0] += span in matched
                origins[origin][1] += 1
    total = [sum(s[i] for s in sums.values()) for i in range(3)]
    return {
        "micro": agreement(total[0], found=total[1], gold=total[2]),
        "per_concept": {i: agreement(s[0], found=s[1], gold=s[2]) for i, s in sums.items()},
        "precision_per_origin": {o: proportion(right, n) for o, (right, n) in sorted(origins.items())},
    }


def score_ladder(pairs: list[Pair]) -> Metrics:
    """Steps of planted sentences with a mention: agreement where a step is given, and how often it is left open."""
    judged = [j for pair in pairs for j in _judged(pair)]
    given = [(j.truth.step, j.step) for j in judged if j.step is not None]
    result: Metrics = {
        "left_open": proportion(len(judged) - len(given), len(judged)),
        "accuracy": proportion(sum(g == f for g, f in given), len(given)),
        "per_step": {step: _one_step(given, step) for step in LADDER},
        "deeds": _deeds(given),
    }
    if given:
        from sklearn.metrics import cohen_kappa_score, f1_score  # noqa: PLC0415 - a second, where there is a truth

        gold, found = [g for g, _ in given], [f for _, f in given]
        result["macro_f"] = float(f1_score(gold, found, labels=sorted(set(gold)), average="macro", zero_division=0))
        if len({*gold, *found}) > 1:
            result["kappa"] = float(cohen_kappa_score(gold, found))
    flags = {f: [(getattr(j.truth, f), bool(getattr(j.mention, f))) for j in judged] for f in FLAGS}
    return result | {"flags": {name: _flag(seen) for name, seen in flags.items()}}


def _by_concept(pair: Pair) -> list[tuple[str, list[Span | None], dict[Span, str]]]:
    gold: dict[str, list[Span | None]] = defaultdict(list)
    found: dict[str, dict[Span, str]] = defaultdict(dict)
    for mention in pair.truth.mentions:
        gold[mention.concept_id].append(pair.place(mention))
    for mention in pair.known("mentions"):
        found[mention.concept_id][mention.start, mention.end] = str(mention.origin)
    return [(i, gold.get(i, []), found.get(i, {})) for i in sorted({*gold, *found})]


def _judged(pair: Pair) -> list[Judged]:
    mentions = pair.known("mentions")
    result = []
    for sentence in pair.truth.sentences:
        place = pair.place(sentence) if sentence.step else None
        inside = [m for m in mentions if place and overlap(place, (m.start, m.end)) > 0]
        if inside:
            best = max(inside, key=lambda m: _rank(m.step))
            result.append(Judged(sentence, best, None if pd.isna(best.step) else str(best.step)))
    return result


def _rank(step: Any) -> int:
    """When two steps stand in one sentence, the higher one counts."""
    return -1 if pd.isna(step) else LADDER.index(step)


def _one_step(given: list[tuple[str, str]], step: str) -> Metrics:
    return _flag([(g == step, f == step) for g, f in given])


def _deeds(given: list[tuple[str, str]]) -> Metrics:
    """Deeds (a measure, means or a result) against words."""
    return _flag([(g in LADDER[2:], f in LADDER[2:]) for g, f in given])


def _flag(seen: list[tuple[bool, bool]]) -> Metrics:
    return agreement(sum(g and f for g, f in seen), found=sum(f for _, f in seen), gold=sum(g for g, _ in seen))
