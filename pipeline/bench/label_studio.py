"""Tasks for Label Studio (JSON, with its labelling interface in XML), and its export read back.

Label Studio counts offsets in UTF-16 units, as browsers do; here they are code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.bench.labels import CODES, FLAGS, Labelled, Task
from pipeline.bench.texts import Span
from pipeline.errors import InputError

_TO = "text"


def interface(concepts: Iterable[str]) -> str:
    """The labelling interface: paste it under Settings > Labeling Interface > Code."""
    labels = "".join(f"    <Label value={quoteattr(c)}/>\n" for c in sorted(concepts))
    steps = "".join(f"    <Choice value={quoteattr(s)}/>\n" for s in CODES)
    flags = "".join(f"    <Choice value={quoteattr(f)}/>\n" for f in FLAGS)
    return (
        "<View>\n"
        '  <Text name="text" value="$text"/>\n'
        f'  <Labels name="concept" toName="{_TO}">\n{labels}  </Labels>\n'
        f'  <Choices name="step" toName="{_TO}" choice="single">\n{steps}  </Choices>\n'
        f'  <Choices name="flags" toName="{_TO}" choice="multiple">\n{flags}  </Choices>\n'
        "</View>\n"
    )


def to_label_studio(tasks: Sequence[Task]) -> list[dict[str, Any]]:
    """The tasks, with what the program thinks as predictions."""
    return [
        {
            "data": {"sentence_id": task.id, "text": task.text, **dict(task.facts)},
            "predictions": [
                {"model_version": "transformatiemonitor", "score": round(task.score, 4), "result": _result(task)}
            ],
        }
        for task in tasks
    ]


def from_label_studio(data: Any) -> list[Labelled]:
    """Sentences from an export in the format JSON; tasks that nobody finished are left out.

    Raises:
        InputError: it is no such export, or annotators disagree about a sentence.
    """
    if not isinstance(data, list):
        raise _no_export(type(data).__name__)
    return [one for task in data for one in _labelled(task)]


def _labelled(task: Any) -> list[Labelled]:
    try:
        text, sentence_id = task["data"]["text"], str(task["data"]["sentence_id"])
        done = [a["result"] for a in task["annotations"] if not a.get("was_cancelled")]
        read = [_read(sentence_id, text, result) for result in done]
    except (AttributeError, KeyError, TypeError, IndexError, ValueError) as error:
        raise _no_export(f"{type(error).__name__}: {error}") from None
    if any(one != read[0] for one in read[1:]):
        raise InputError(
            f"{len(read)} annotators differ about {text[:80]!r}",
            expected="one reading of each sentence",
            where=f"sentence {sentence_id}",
            remedy="settle it in Label Studio, and cancel the other annotations",
        )
    return read[:1]


def _read(sentence_id: str, text: str, result: list[dict[str, Any]]) -> Labelled:
    spans = [
        Span(_code_points(text, r["value"]["start"]), _code_points(text, r["value"]["end"]), label)
        for r in result
        if r["type"] == "labels"
        for label in r["value"]["labels"]
    ]
    chosen = {r["from_name"]: r["value"]["choices"] for r in result if r["type"] == "choices"}
    return Labelled(
        id=sentence_id,
        text=text,
        mentions=tuple(sorted(spans, key=lambda s: (s.start, s.end, s.concept))),
        step=next(iter(chosen.get("step", [])), None),
        flags=tuple(f for f in FLAGS if f in chosen.get("flags", [])),
    )


def _result(task: Task) -> list[dict[str, Any]]:
    spans = [
        {
            "from_name": "concept",
            "to_name": _TO,
            "type": "labels",
            "value": {
                "start": _utf16(task.text, span.start),
                "end": _utf16(task.text, span.end),
                "text": task.text[span.start : span.end],
                "labels": [span.concept],
            },
        }
        for span in task.mentions
    ]
    step = {"from_name": "step", "to_name": _TO, "type": "choices", "value": {"choices": [task.step]}}
    return [*spans, step] if task.step else list(spans)


def _utf16(text: str, at: int) -> int:
    return at + sum(c > "\uffff" for c in text[:at])


def _code_points(text: str, units: int) -> int:
    seen = 0
    for at, character in enumerate(text):
        if seen >= units:
            return at
        seen += 2 if character > "\uffff" else 1
    return len(text)


def _no_export(found: str) -> InputError:
    return InputError(
        f"this is no export of Label Studio ({found})",
        expected="a list of tasks with data and annotations",
        remedy="export it from Label Studio as JSON (not JSON-MIN)",
    )
