"""One document -> its mentions, each with its step on the ladder and flags.

What is learned is imported where it is used: it needs scikit-learn, which takes seconds, and the stage's own process
only hands `find_mentions` on to others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.concepts.matcher import Matcher, load_matcher
from pipeline.concepts.phrases import find_phrase

if TYPE_CHECKING:
    from pipeline.concepts.ladder import Ladder
    from pipeline.concepts.paraphrase import Paraphrases

_CLOSERS = "'\"’”»)] \t"


@dataclass(frozen=True)
class Limits:
    """From which probability a step is given, and a paraphrase counts."""

    step: float
    paraphrase: float


def find_mentions(payload: Mapping[str, Any], *, models: str, classifiers: str, limits: Limits) -> list[dict[str, Any]]:
    """The mentions in one document, for `pipeline.engine.map_documents`.

    Args:
        payload: ``text``; ``sentences``, a list of [start, end] in order; ``headings``, texts of its headings.
        models: folder with concepts/ and ladder/.
        classifiers: folder that the stage `learn` made.
        limits: below a limit the step is None, and the paraphrase is left out.

    Returns:
        One dict a mention, in order: start, end, concept_id, origin (label, pattern or model), score, sentence (index),
        step, step_score, negated, conditional, quoted.
    """
    text, sentences = payload["text"], [(start, end) for start, end in payload["sentences"]]
    if not sentences:
        return []
    from pipeline.concepts.learning import load_classifiers  # noqa: PLC0415 - see above

    learned = load_classifiers(Path(classifiers), Path(models))
    found = _matched(text, sentences, matcher=load_matcher(Path(models) / "concepts"))
    found += _paraphrased(text, sentences, found, model=learned.paraphrases, least=limits.paraphrase)
    spans = {m["sentence"]: sentences[m["sentence"]] for m in found}
    steps = find_steps(text, spans, headings=set(payload["headings"]), ladder=learned.ladder)
    flags = dict(zip(spans, learned.ladder.flags([text[a:b] for a, b in spans.values()]), strict=True))
    rows = [m | _step(steps[m["sentence"]], limits.step) | flags[m["sentence"]] for m in found]
    return sorted(rows, key=lambda m: (m["start"], m["end"], m["concept_id"]))


def _matched(text: str, sentences: Sequence[tuple[int, int]], *, matcher: Matcher) -> list[dict[str, Any]]:
    fields = ("start", "end", "concept_id", "origin", "sentence")
    return [{f: getattr(m, f) for f in fields} | {"score": 1.0} for m in matcher.find(text, sentences)]


def _paraphrased(
    text: str,
    sentences: Sequence[tuple[int, int]],
    matched: Sequence[dict[str, Any]],
    *,
    model: Paraphrases,
    least: float,
) -> list[dict[str, Any]]:
    """Concepts that the model sees in sentences where no label or pattern of theirs was found."""
    column = {concept: n for n, concept in enumerate(model.concepts)}
    hits = np.zeros((len(sentences), len(column)), dtype=np.bool_)
    for mention in matched:
        hits[mention["sentence"], column[mention["concept_id"]]] = True
    chances = model.probabilities([text[a:b] for a, b in sentences], hits)
    rows = []
    for sentence, concept in np.argwhere((chances >= least) & ~hits):
        start, end = sentences[sentence]
        first, last = find_phrase(text[start:end], model.weights[:, concept], model.features)
        place = {"start": start + first, "end": start + last, "sentence": int(sentence)}
        score = round(float(chances[sentence, concept]), 4)
        rows.append(place | {"concept_id": model.concepts[concept], "origin": "model", "score": score})
    return rows


def find_steps(
    text: str, spans: Mapping[int, tuple[int, int]], *, headings: set[str], ladder: Ladder
) -> dict[int, tuple[str, float]]:
    """Step and probability of each sentence. A heading names something, whatever its words: benoemen, probability 1."""
    open_ones = [n for n, span in spans.items() if not is_heading(text, span, headings=headings)]
    predicted = ladder.predict([text[spans[n][0] : spans[n][1]] for n in open_ones])
    return dict.fromkeys(spans, ("benoemen", 1.0)) | dict(zip(open_ones, predicted, strict=True))


def is_heading(text: str, span: tuple[int, int], *, headings: set[str]) -> bool:
    """Whether a sentence is a whole line without final punctuation that stands among the document's headings."""
    start, end = span
    sentence = text[start:end].strip()
    if sentence.rstrip(_CLOSERS)[-1:] in {".", ";", ",", ":"}:
        return False
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)].strip()
    return line in headings and sentence in line


def _step(step: tuple[str, float], least: float) -> dict[str, Any]:
    name, score = step
    return {"step": name if score >= least else None, "step_score": score}
