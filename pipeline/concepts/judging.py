"""What was matched in one document and what was learned -> the mentions to keep, steps of sentences, frames."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.concepts.evidence import no_hits
from pipeline.concepts.frames import Frames, highest
from pipeline.concepts.ladder import Ladder
from pipeline.concepts.limits import Limits
from pipeline.concepts.linear import Floats
from pipeline.concepts.matcher import Matches, Mention
from pipeline.concepts.paraphrase import Chances, Paraphrases
from pipeline.concepts.phrases import find_phrase

_CLOSERS = "'\"’”»)] \t"


def find_chances(text: str, sentences: Sequence[tuple[int, int]], matches: Matches, *, model: Paraphrases) -> Chances:
    """The probability of each concept, and of a look-alike of it, in each sentence."""
    hits = no_hits(len(sentences), len(model.concepts))
    hits.mark(matches, model.concepts)
    return model.chances([text[a:b] for a, b in sentences], hits)


def keep_probable(
    text: str,
    sentences: Sequence[tuple[int, int]],
    matched: Sequence[Mention],
    chances: Chances,
    *,
    model: Paraphrases,
    limits: Limits,
) -> list[dict[str, Any]]:
    """What was matched and is probable enough, and what the model sees where nothing was matched."""
    column = {concept: n for n, concept in enumerate(model.concepts)}
    taken = np.zeros(chances.meant.shape, dtype=np.bool_)
    labelled, other = (chances.meant >= limits.wanted(chances.alike, kind) for kind in (True, False))
    rows: list[dict[str, Any]] = []
    for m in sorted(matched, key=lambda m: (m.origin, m.start)):
        place = m.sentence, column[m.concept_id]
        if not (labelled if m.origin == "label" else other)[place]:
            continue
        if m.origin == "pattern" and taken[place]:
            continue
        taken[place] = True
        chance = float(chances.meant[place])
        row = {"start": m.start, "end": m.end, "concept_id": m.concept_id, "origin": m.origin, "sentence": m.sentence}
        rows.append(row | {"score": 1.0 if m.origin == "label" else round(chance, 4)})
    for sentence, concept in np.argwhere(other & ~taken):
        start, end = sentences[sentence]
        first, last = find_phrase(text[start:end], model.weights[:, concept], model.features)
        span = {"start": start + first, "end": start + last, "sentence": int(sentence)}
        score = round(float(chances.meant[sentence, concept]), 4)
        rows.append(span | {"concept_id": model.concepts[concept], "origin": "model", "score": score})
    return [_widened(row, text, sentences, model) if row["origin"] == "pattern" else row for row in rows]


def _widened(
    row: dict[str, Any], text: str, sentences: Sequence[tuple[int, int]], model: Paraphrases
) -> dict[str, Any]:
    """A hit of a pattern with the words around it that carry the concept too, as a reader would mark them."""
    start, end = sentences[row["sentence"]]
    end = max(end, row["end"])
    weights = model.weights[:, model.concepts.index(row["concept_id"])]
    around = (row["start"] - start, row["end"] - start)
    first, last = find_phrase(text[start:end], weights, model.features, around=around)
    return row | {"start": start + first, "end": start + last}


def find_frames(
    text: str,
    passages: Sequence[Sequence[int]],
    sentences: Sequence[tuple[int, int]],
    chances: Floats,
    *,
    model: Frames,
) -> list[dict[str, Any]]:
    """The frame of each passage, from its words and from the concepts of the sentences that begin in it."""
    starts = [start for start, _ in sentences]
    places = [(bisect_left(starts, a), bisect_left(starts, b)) for a, b in passages]
    found = model.probabilities([text[a:b] for a, b in passages], highest(chances, places))
    return [frame_row(model.name(row), *(round(float(c), 4) for c in row)) for row in found]


def find_steps(
    text: str, sentences: Sequence[tuple[int, int]], wanted: set[int], *, headings: set[str], ladder: Ladder
) -> dict[int, tuple[str, float, dict[str, bool]]]:
    """Step, its probability and the flags of each sentence that is wanted; the ones beside it weigh in.

    A heading names something, whatever its words: benoemen, probability 1.
    """
    near = sorted({n for one in wanted for n in (one - 1, one, one + 1) if 0 <= n < len(sentences)})
    stretches = [number - place for place, number in enumerate(near)]  # the same within a row without gaps
    steps, flags = ladder.judge([text[slice(*sentences[n])] for n in near], stretches)
    found = {}
    for number, step, raised in zip(near, steps, flags, strict=True):
        named = number in wanted and is_heading(text, sentences[number], headings=headings)
        found[number] = (*(("benoemen", 1.0) if named else step), raised)
    return found


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


def frame_row(name: str, shift: float, renewal: float) -> dict[str, Any]:
    """The columns of the table ``frames`` that come from the two probabilities."""
    first = shift if name in ("transitie", "both") else 1 - shift
    second = renewal if name in ("transformatie", "both") else 1 - renewal
    return {"frame": name, "transitie": shift, "transformatie": renewal, "score": round(first * second, 4)}
