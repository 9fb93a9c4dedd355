"""What is planted in the example: documents.jsonl and rejects.jsonl of the truth folder -> values.

All offsets slice the truth's own text, which differs a little from what the pipeline reads out of a PDF or a page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import InputError

DOCUMENTS = "documents.jsonl"
REJECTS = "rejects.jsonl"


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(_Line):
    """A piece of the truth's text."""

    start: int
    end: int


class Paragraph(Span):
    """A paragraph with its topic, and where it was copied from."""

    topic: str | None = None
    copied_from: str | None = None


class Sentence(Span):
    """A sentence; `step` is null when it carries no concept."""

    step: str | None = None
    negated: bool = False
    conditional: bool = False
    quoted: bool = False


class Name(Span):
    """A named entity; `office` for office holders, `private` for what must never be published."""

    label: str
    office: str | None = None
    private: bool = False


class Mention(Span):
    """The smallest phrase that carries a concept."""

    concept_id: str


class TruthDocument(_Line):
    """One document of the example as it was planted; `copy_of` is the id or URL of another one."""

    url: str
    id: str
    municipality: str | None = None
    municipality_code: str | None = None
    jeugdregio: str | None = None
    place_level: str | None = None
    document_type: str | None = None
    date: str | None = None
    date_precision: str | None = None
    date_place: str = "onbekend"
    on_topic: bool
    copy_of: str | None = None
    format: str
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()


class TruthReject(_Line):
    """A resource that must not become a document, and why."""

    url: str
    reason: str


LineT = TypeVar("LineT", bound=_Line)


def read_truth(folder: Path) -> tuple[list[TruthDocument], list[TruthReject]]:
    """The planted documents and rejects; two empty lists where a run has no truth.

    Raises:
        InputError: a line is no such object.
    """
    return _read(folder / DOCUMENTS, TruthDocument), _read(folder / REJECTS, TruthReject)


def _read(path: Path, kind: type[LineT]) -> list[LineT]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_parse(line, kind, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _parse(line: str, kind: type[LineT], where: str) -> LineT:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            f"the truth cannot be read: {'.'.join(map(str, first['loc']))}: {first['msg']}",
            expected="one JSON object a line, as data/sample/build writes them",
            where=where,
            remedy="build the example again, or name another folder in params.yaml, evaluate.truth",
        ) from None
