"""The ladder and its flags on sentences that nothing learned from: scores, baselines, learning curve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from pipeline.concepts.cues import Cues
from pipeline.concepts.flags import FLAGS
from pipeline.concepts.ladder import STEPS, LabelledSentence, Ladder, train_ladder
from pipeline.concepts.linear import Floats

Row = Mapping[str, Any]
Scores = dict[str, Any]
BINS = 10
SHARES = (0.125, 0.25, 0.5)  # of the training sentences, for the learning curve
_DEEDS = STEPS[2:]
_ORDER = ("outcome", "money", "act", "intent")  # of the rules: the highest step whose cues show
_BY_CUE = dict(zip(_ORDER, ("resultaat", "middelen", "maatregel", "voornemen"), strict=True))


def score_steps(rows: Sequence[Row], ladder: Ladder) -> Scores:
    """The ladder on every sentence with a step, without the rule for headings.

    Args:
        rows: of fragments.jsonl.
        ladder: trained.

    Returns:
        ``macro_f``, ``f_per_step``, ``per_step`` (gold, found, right, of; also for deeds), ``calibration_error``.
    """
    _, truth = with_step(rows)
    chances = _chances(rows, ladder)
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    per_step = f1_score(truth, best, labels=range(len(STEPS)), average=None, zero_division=0)
    return {
        "sentences": len(truth),
        "macro_f": round(float(per_step.mean()), 4),
        "f_per_step": {step: round(float(f), 4) for step, f in zip(STEPS, per_step, strict=True)},
        "per_step": _counts([STEPS[t] for t in truth], [STEPS[b] for b in best]),
        "calibration_error": round(calibration_error(sure, best == np.array(truth)), 4),
    }


def score_baselines(rows: Sequence[Row], learned_from: Sequence[LabelledSentence], cues: Cues) -> Scores:
    """Macro F without learning: always the commonest step, and the highest step whose cues show in the sentence."""
    texts, truth = with_step(rows)
    commonest = Counter(s.step for s in learned_from if s.step).most_common(1)[0][0]
    by_rule = [STEPS.index(_ruled(text, cues)) for text in texts]
    guesses = {"commonest_step": [STEPS.index(commonest)] * len(texts), "cues_only": by_rule}
    return {name: _macro(truth, guess) for name, guess in guesses.items()}


def learning_curve(
    rows: Sequence[Row], learned_from: Sequence[LabelledSentence], cues: Cues, *, seed: int
) -> list[Scores]:
    """Macro F after learning from a part of the training sentences (whole themes, drawn once)."""
    _, truth = with_step(rows)
    themes = sorted({s.theme for s in learned_from})
    order = np.random.default_rng(seed).permutation(len(themes))
    curve = []
    for share in SHARES:
        chosen = {themes[i] for i in order[: max(2, round(share * len(themes)))]}
        part = [replace(s, flags=None) for s in learned_from if s.theme in chosen]
        if {s.step for s in part} >= set(STEPS):
            chances = _chances(rows, train_ladder(part, cues, seed=seed))
            size = sum(s.step is not None for s in part)
            curve.append({"sentences": size, "macro_f": _macro(truth, chances.argmax(axis=1))})
    return curve


def score_flags(rows: Sequence[Row], ladder: Ladder) -> Scores:
    """Precision and recall of negated, conditional and quoted, with how many there are."""
    sentences = list(_with_step(rows))
    _, found = ladder.judge([text for text, _ in sentences], range(len(sentences)))
    scores: Scores = {}
    for flag in FLAGS:
        seen = [(bool(s[flag]), f[flag]) for (_, s), f in zip(sentences, found, strict=True)]
        right, total, gold = sum(g and f for g, f in seen), sum(f for _, f in seen), sum(g for g, _ in seen)
        rates = {"precision": right / total if total else None, "recall": right / gold if gold else None}
        scores[flag] = {n: None if r is None else round(r, 4) for n, r in rates.items()} | {
            "gold": gold,
            "found": total,
        }
    return scores


def calibration_error(sure: Any, right: Any) -> float:
    """Expected calibration error (Naeini et al. 2015): |mean probability - share right|, weighted, in ten bins."""
    bins = np.minimum((np.asarray(sure) * BINS).astype(int), BINS - 1)
    errors = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(errors))


def with_step(rows: Sequence[Row]) -> tuple[list[str], list[int]]:
    """The sentences that have a step, and the number of that step."""
    sentences = list(_with_step(rows))
    return [text for text, _ in sentences], [STEPS.index(s["step"]) for _, s in sentences]


def _with_step(rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    for row in rows:
        yield from ((row["text"][s["start"] : s["end"]], s) for s in row["sentences"] if s["step"])


def _chances(rows: Sequence[Row], ladder: Ladder) -> Floats:
    """Probabilities of the steps of every sentence that has one, with its neighbours in the fragment."""
    places = [(number, row["text"], s) for number, row in enumerate(rows) for s in row["sentences"]]
    chances, _ = ladder.probabilities([t[s["start"] : s["end"]] for _, t, s in places], [n for n, _, _ in places])
    found: Floats = chances[[bool(s["step"]) for _, _, s in places]]
    return found


def _macro(truth: Sequence[int], guess: Any) -> float:
    return round(float(f1_score(truth, guess, labels=range(len(STEPS)), average="macro", zero_division=0)), 4)


def _ruled(text: str, cues: Cues) -> str:
    shown = dict(zip(cues.features, cues.counts(cues.read(text)), strict=True))
    return next((_BY_CUE[name] for name in _ORDER if shown.get(name, 0) > 0), "benoemen")


def _counts(truth: Sequence[str], found: Sequence[str]) -> Scores:
    groups = {step: (step,) for step in STEPS} | {"deeds": _DEEDS}
    return {
        name: {
            "gold": sum(t in steps for t in truth),
            "found": sum(f in steps for f in found),
            "right": sum(t in steps and f in steps for t, f in zip(truth, found, strict=True)),
            "of": len(truth),
        }
        for name, steps in groups.items()
    }
