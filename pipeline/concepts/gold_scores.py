"""The test part of the gold against what the concepts room finds in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from pipeline.concepts.document import Limits, find_mentions
from pipeline.concepts.ladder import FLAGS, STEPS
from pipeline.concepts.learning import load_classifiers
from pipeline.concepts.scheme import Scheme, load_scheme
from pipeline.text import fold

Row = Mapping[str, Any]
Scores = dict[str, Any]
BINS = 10


def score_gold(gold: Path, *, models: Path, classifiers: Path, limits: Limits) -> Scores:
    """Scores on the fragments of the part ``test`` in which concepts are marked.

    Args:
        gold: fragments.jsonl.
        models: folder with concepts/ and ladder/.
        classifiers: folder that `learn` made.
        limits: thresholds.

    Returns:
        ``mentions``, ``mentions_per_concept``: precision, recall, F of overlapping spans of one concept.
        ``labels``: recall of mentions that hold a label of their concept, precision of those found by label.
        ``paraphrases``: the same for all others, found by pattern or model. ``lookalikes_matched``: share.
        ``ladder``: macro F, F per step, expected calibration error in ten bins. ``flags``: precision and recall.
    """
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["part"] == "test" and "concepts" in row["layers"]]
    found = [find_mentions(_payload(r), models=str(models), classifiers=str(classifiers), limits=limits) for r in rows]
    scheme = load_scheme(models / "concepts")
    pairs = list(zip(rows, found, strict=True))
    return {
        "sentences": sum(len(row["sentences"]) for row in rows),
        **score_mentions(pairs, scheme),
        "ladder": score_steps(rows, load_classifiers(classifiers, models).ladder),
        "flags": score_flags(rows, load_classifiers(classifiers, models).ladder),
    }


def _payload(row: Row) -> dict[str, Any]:
    return {"text": row["text"], "sentences": [(s["start"], s["end"]) for s in row["sentences"]], "headings": []}


def score_mentions(pairs: Sequence[tuple[Row, list[dict[str, Any]]]], scheme: Scheme) -> Scores:
    """Mentions over all, per concept, with and without a label, and look-alikes."""
    labels = {c.id: [_words(label) for label in c.labels] for c in scheme.concepts}
    gold: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    alike: Counter[bool] = Counter()
    for row, found in pairs:
        for mention in row["mentions"]:
            concept = mention["concept_id"]
            kind = "label" if any(label in _words(mention["text"]) for label in labels[concept]) else "other"
            gold[concept, kind] += 1
            hits[concept, f"{kind} found"] += _touches(mention, found)
        for mention in found:
            kind = "label" if mention["origin"] == "label" else "other"
            hits[mention["concept_id"], f"by {kind}"] += 1
            hits[mention["concept_id"], f"by {kind} right"] += _touches(mention, row["mentions"])
        alike.update(_touches(look, found) for look in row["lookalikes"])
    ids = sorted(labels)
    return {
        "mentions": _prf(ids, ("label", "other"), gold, hits),
        "mentions_per_concept": {i: _prf([i], ("label", "other"), gold, hits) for i in ids},
        "labels": _prf(ids, ("label",), gold, hits),
        "paraphrases": _prf(ids, ("other",), gold, hits),
        "lookalikes_matched": round(alike[True] / max(alike.total(), 1), 4),
    }


def _words(text: str) -> str:
    return fold(text).replace("-", " ").replace("/", " ")


def _touches(span: Row, others: Sequence[Row]) -> bool:
    return any(
        o["concept_id"] == span["concept_id"] and o["start"] < span["end"] and span["start"] < o["end"] for o in others
    )


def _prf(
    ids: Sequence[str], kinds: Sequence[str], gold: Mapping[tuple[str, str], int], hits: Mapping[tuple[str, str], int]
) -> Scores:
    def total(counts: Mapping[tuple[str, str], int], pattern: str) -> int:
        return sum(counts.get((i, pattern.format(kind)), 0) for i in ids for kind in kinds)

    right, found = total(hits, "by {} right"), total(hits, "by {}")
    met, wanted = total(hits, "{} found"), total(gold, "{}")
    precision, recall = right / found if found else None, met / wanted if wanted else None
    f = 2 * precision * recall / (precision + recall) if precision and recall else None
    rounded = {"precision": precision, "recall": recall, "f": f}
    return {"gold": wanted, "found": found} | {k: None if v is None else round(v, 4) for k, v in rounded.items()}


def score_steps(rows: Sequence[Row], ladder: Any) -> Scores:
    """The ladder on every sentence with a step, without the rule for headings."""
    texts, truth = zip(*((text, STEPS.index(s["step"])) for text, s in _with_step(rows)), strict=True)
    chances, _ = ladder.probabilities(texts)
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    right = best == np.array(truth)
    per_step = f1_score(truth, best, labels=range(len(STEPS)), average=None, zero_division=0)
    return {
        "sentences": len(truth),
        "macro_f": round(float(per_step.mean()), 4),
        "f_per_step": {step: round(float(f), 4) for step, f in zip(STEPS, per_step, strict=True)},
        "calibration_error": round(calibration_error(sure, right), 4),
    }


def calibration_error(sure: Any, right: Any) -> float:
    """Expected calibration error (Naeini et al. 2015): |mean probability - share right|, weighted, in ten bins."""
    bins = np.minimum((np.asarray(sure) * BINS).astype(int), BINS - 1)
    errors = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(errors))


def score_flags(rows: Sequence[Row], ladder: Any) -> Scores:
    """Precision and recall of negated, conditional and quoted."""
    pairs = list(_with_step(rows))
    found = ladder.flags([text for text, _ in pairs])
    scores: Scores = {}
    for flag in FLAGS:
        seen = [(bool(s[flag]), f[flag]) for (_, s), f in zip(pairs, found, strict=True)]
        right = sum(g and f for g, f in seen)
        counts = {"precision": sum(f for _, f in seen), "recall": sum(g for g, _ in seen)}
        scores[flag] = {name: round(right / n, 4) if n else None for name, n in counts.items()}
    return scores


def _with_step(rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    for row in rows:
        yield from ((row["text"][s["start"] : s["end"]], s) for s in row["sentences"] if s["step"])
