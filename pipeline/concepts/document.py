"""One document -> its mentions, each with its step on the ladder and flags, and the frames of its passages.

What is learned is imported where it is used: it needs scikit-learn, which takes seconds, and the stage's own process
only hands `read_document` on to others.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.concepts.limits import Limits
from pipeline.concepts.matcher import load_matcher

NO_FRAME = {"frame": "neither", "transitie": 0.0, "transformatie": 0.0, "score": 1.0}


def find_mentions(payload: Mapping[str, Any], *, models: str, classifiers: str, limits: Limits) -> list[dict[str, Any]]:
    """The mentions in one document: `read_document` without the frames."""
    mentions: list[dict[str, Any]] = read_document(payload, models=models, classifiers=classifiers, limits=limits)[
        "mentions"
    ]
    return mentions


def read_document(payload: Mapping[str, Any], *, models: str, classifiers: str, limits: Limits) -> dict[str, Any]:
    """The mentions and frames in one document, for `pipeline.engine.map_documents`.

    Args:
        payload: ``text``; ``sentences``, a list of [start, end] in order; ``headings``, texts of its headings;
            ``passages``, a list of [start, end] in order (may be missing).
        models: folder with concepts/ and ladder/.
        classifiers: folder that the stage `learn` made.
        limits: below a limit the step is None, and what speaks for a concept is left out.

    Returns:
        ``mentions``: one dict a mention, in order: start, end, concept_id, origin (label, pattern or model), score,
        sentence (index), step, step_score, negated, conditional, quoted. ``frames``: a dict for each passage: frame,
        transitie, transformatie, score.
    """
    text, sentences = payload["text"], [(start, end) for start, end in payload["sentences"]]
    passages = payload.get("passages", [])
    if not sentences:
        return {"mentions": [], "frames": [NO_FRAME] * len(passages)}
    from pipeline.concepts.judging import (  # noqa: PLC0415 - see above
        find_chances,
        find_frames,
        find_steps,
        keep_probable,
    )
    from pipeline.concepts.learning import load_classifiers  # noqa: PLC0415 - see above

    learned = load_classifiers(Path(classifiers), Path(models))
    matches = load_matcher(Path(models) / "concepts").read(text, sentences)
    chances = find_chances(text, sentences, matches, model=learned.paraphrases)
    found = keep_probable(text, sentences, matches.mentions, chances, model=learned.paraphrases, limits=limits)
    carrying = {m["sentence"] for m in found}
    steps = find_steps(text, sentences, carrying, headings=set(payload["headings"]), ladder=learned.ladder)
    rows = [m | _judged(*steps[m["sentence"]], limits.step) for m in found]
    frames = find_frames(text, passages, sentences, chances.meant, model=learned.frames)
    return {"mentions": sorted(rows, key=lambda m: (m["start"], m["end"], m["concept_id"])), "frames": frames}


def _judged(step: str, score: float, flags: Mapping[str, bool], least: float) -> dict[str, Any]:
    return {"step": step if score >= least else None, "step_score": score, **flags}
