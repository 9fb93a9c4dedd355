"""Tasks for Doccano (JSONL, sequence labelling), and its export read back.

Doccano knows spans only: the step is a span over any words of the sentence with a label such as ``stap:voornemen``, a
flag one such as ``kenmerk:negated``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.bench.labels import CODES, FLAGS, Labelled, Task
from pipeline.bench.texts import Span
from pipeline.errors import InputError

STEP, FLAG = "stap:", "kenmerk:"


def label_types(concepts: Iterable[str]) -> list[dict[str, str]]:
    """The labels, to import under Labels."""
    names = [*sorted(concepts), *(STEP + s for s in CODES), *(FLAG + f for f in FLAGS)]
    return [{"text": name} for name in names]


def to_doccano(tasks: Sequence[Task]) -> str:
    """One JSON object a line: id, text, and what the program thinks as labels."""
    return "".join(json.dumps(_row(task), ensure_ascii=False) + "\n" for task in tasks)


def from_doccano(text: str) -> list[Labelled]:
    """Sentences from an export in the format JSONL, with or without relations.

    Raises:
        InputError: a line is no such export.
    """
    return [_read(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _row(task: Task) -> dict[str, Any]:
    labels: list[list[Any]] = [[s.start, s.end, s.concept] for s in task.mentions]
    labels += [[0, len(task.text), STEP + task.step]] if task.step else []
    return {"sentence_id": task.id, "text": task.text, "label": labels, **dict(task.facts)}


def _read(line: str, number: int) -> Labelled:
    try:
        row = json.loads(line)
        text, sentence_id = row["text"], str(row["sentence_id"])
        found = row["label"] if "label" in row else row["entities"]
        spans = [_span(one) for one in found]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(
            f"line {number} is no export of Doccano ({type(error).__name__}: {error})",
            expected="JSON with sentence_id, text and label",
            where=f"line {number}",
            remedy="export it from Doccano as JSONL",
        ) from None
    return Labelled(
        id=sentence_id,
        text=text,
        mentions=tuple(sorted((s for s in spans if not _is_mark(s)), key=lambda s: (s.start, s.end, s.concept))),
        step=next((s.concept.removeprefix(STEP) for s in spans if s.concept.startswith(STEP)), None),
        flags=tuple(f for f in FLAGS if any(s.concept == FLAG + f for s in spans)),
    )


def _span(one: Any) -> Span:
    if isinstance(one, dict):
        return Span(int(one["start_offset"]), int(one["end_offset"]), str(one["label"]))
    start, end, label = one
    return Span(int(start), int(end), str(label))


def _is_mark(span: Span) -> bool:
    return span.concept.startswith((STEP, FLAG))
