"""The test part of the gold against what the concepts room finds in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from pipeline.concepts.cues import load_cues
from pipeline.concepts.document import read_document
from pipeline.concepts.evidence import Bools
from pipeline.concepts.fits import Store, kept
from pipeline.concepts.frame_gold import LabelledPassage, read_frames
from pipeline.concepts.frames import FRAMES, NAMES
from pipeline.concepts.learning import ladder_digest, learned_sentences, load_classifiers
from pipeline.concepts.limits import Limits
from pipeline.concepts.paraphrase import Chances
from pipeline.concepts.rates import rates
from pipeline.concepts.scheme import Scheme, load_scheme
from pipeline.concepts.step_scores import (
    calibration_error,
    learning_curve,
    score_baselines,
    score_flags,
    score_steps,
)
from pipeline.text import fold

Row = Mapping[str, Any]
Scores = dict[str, Any]
KINDS = ("label", "other")


def score_gold(
    gold: Path, *, models: Path, classifiers: Path, limits: Limits, seed: int, store: Store | None = None
) -> Scores:
    """Scores on the fragments of the part ``test``.

    Args:
        gold: fragments.jsonl; frames/ stands beside it.
        models: folder with concepts/ and ladder/.
        classifiers: folder that `learn` made.
        limits: thresholds.
        seed: of the learning curve.
        store: of what earlier runs made.

    Returns:
        ``mentions``, ``mentions_per_concept``: precision, recall, F of overlapping spans of one concept.
        ``labels``: recall of mentions that hold a label of their concept, precision of those found by label.
        ``paraphrases``: the same for all others, found by pattern or model. ``lookalikes_matched``: share.
        ``ladder``: macro F, F per step, calibration error, baselines, learning curve. ``flags``, ``frames``.
    """
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["part"] == "test" and "concepts" in row["layers"]]
    paths = {"models": str(models), "classifiers": str(classifiers)}
    found = [read_document(_payload(r), **paths, limits=limits)["mentions"] for r in rows]
    ladder = load_classifiers(classifiers, models).ladder
    facts = ("around", ladder_digest(models, gold), str(seed))
    around = kept(lambda: _around(rows, models, gold, seed), *facts, store=store)
    passages = [p for p in read_frames(gold.parent / "frames", gold) if p.part == "test"]
    framed = [read_document(_passage_payload(p), **paths, limits=limits)["frames"][0] for p in passages]
    return {
        "sentences": sum(len(row["sentences"]) for row in rows),
        **score_mentions(list(zip(rows, found, strict=True)), load_scheme(models / "concepts")),
        "ladder": score_steps(rows, ladder) | around,
        "flags": score_flags(rows, ladder),
        "frames": score_frames(passages, framed),
    }


def _around(rows: Sequence[Row], models: Path, gold: Path, seed: int) -> Scores:
    """What to compare the ladder with: it knows nothing of concepts, so a change in the scheme leaves this as it is."""
    cues, sentences = load_cues(models), learned_sentences(models, gold)
    return {
        "baselines": score_baselines(rows, sentences, cues),
        "learning_curve": learning_curve(rows, sentences, cues, seed=seed),
    }


def _payload(row: Row) -> dict[str, Any]:
    return {"text": row["text"], "sentences": [(s["start"], s["end"]) for s in row["sentences"]], "headings": []}


def _passage_payload(passage: LabelledPassage) -> dict[str, Any]:
    whole = [(0, len(passage.text))]
    return {"text": passage.text, "sentences": passage.sentences, "headings": [], "passages": whole}


def score_frames(passages: Sequence[LabelledPassage], found: Sequence[Row]) -> Scores:
    """Each frame, the four values together, and whether probabilities mean what they say."""
    scores: Scores = {}
    for frame in FRAMES:
        held = [frame in p.frames for p in passages]
        given = [f["frame"] in (frame, "both") for f in found]
        right = sum(h and g for h, g in zip(held, given, strict=True))
        scores[frame] = rates(gold=sum(held), found=sum(given), right=right, met=right) | {"of": len(passages)}
    names = [NAMES["transitie" in p.frames, "transformatie" in p.frames] for p in passages]
    guesses = [str(f["frame"]) for f in found]
    exact = np.array([n == g for n, g in zip(names, guesses, strict=True)])
    sure = np.array([f["score"] for f in found])
    return scores | {
        "passages": len(passages),
        "macro_f": round(sum(scores[frame]["f"] or 0.0 for frame in FRAMES) / len(FRAMES), 4),
        "weighted_f": _weighted([scores[frame] for frame in FRAMES]),
        "accuracy": round(float(exact.mean()), 4),
        "macro_f_four_values": round(float(f1_score(names, guesses, average="macro", zero_division=0)), 4),
        "calibration_error": round(calibration_error(sure, exact), 4),
    }


def _weighted(parts: Sequence[Row]) -> float:
    """Micro F over the frames together."""
    right, found, gold = (sum(part[key] for part in parts) for key in ("right", "found", "gold"))
    return round(float(2 * right / max(found + gold, 1)), 4)


def score_held_out(chances: Chances, truth: Bools, concepts: Sequence[str], *, limits: Limits) -> Scores:
    """Concepts of the training sentences by a model that has not seen them (sentences x concepts).

    Patterns were written with these sentences in sight; some of their hits are hidden and wrong ones strewn, see
    `evidence.as_unseen`.
    """
    given = chances.meant >= limits.wanted(chances.alike, False)
    right = given & truth
    counts = [right.sum(axis=0), given.sum(axis=0), truth.sum(axis=0)]
    rows = {c: [int(count[n]) for count in counts] for n, c in enumerate(concepts)}
    rows_scored = {c: rates(gold=g, found=f, right=r, met=r) for c, (r, f, g) in rows.items()}
    r, f, g = (int(count.sum()) for count in counts)
    return {"per_concept": rows_scored, "all": rates(gold=g, found=f, right=r, met=r)}


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
        "mentions": _rates(ids, KINDS, gold, hits),
        "mentions_per_concept": {i: _rates([i], KINDS, gold, hits) for i in ids},
        "labels": _rates(ids, ("label",), gold, hits),
        "paraphrases": _rates(ids, ("other",), gold, hits),
        "lookalikes_matched": round(alike[True] / max(alike.total(), 1), 4),
    }


def _words(text: str) -> str:
    return fold(text).replace("-", " ").replace("/", " ")


def _touches(span: Row, others: Sequence[Row]) -> bool:
    return any(
        o["concept_id"] == span["concept_id"] and o["start"] < span["end"] and span["start"] < o["end"] for o in others
    )


def _rates(
    ids: Sequence[str], kinds: Sequence[str], gold: Mapping[tuple[str, str], int], hits: Mapping[tuple[str, str], int]
) -> Scores:
    def total(counts: Mapping[tuple[str, str], int], pattern: str) -> int:
        return sum(counts.get((i, pattern.format(kind)), 0) for i in ids for kind in kinds)

    return rates(
        gold=total(gold, "{}"),
        found=total(hits, "by {}"),
        right=total(hits, "by {} right"),
        met=total(hits, "{} found"),
    )
