"""A source text -> its header and blocks; every mistake is listed with its line.

The markup itself is described in data/sample/MARKUP.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from data.sample.build.copying import take_over
from data.sample.build.header import read_header
from data.sample.build.inline import MarkupError, Slot, read_inline
from data.sample.build.knowledge import Knowledge
from data.sample.build.region import fill_plain, slots_of
from data.sample.build.source import Block, BlockKind, Problem, Sentence, Source

_CODE = re.compile(r"(?P<step>[BVMGR-])(?P<flags>[ncqp]*): (?P<rest>.+)")
_HEADING = re.compile(r"(?P<signs>#{1,3}) (?P<rest>.+)")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)] ")
_FORM = re.compile(r"[A-Z][a-zé]+(?: [a-z]+){0,2}: ")
_CLOSED = re.compile(r"[.!?…:;,]['\"’”)]*$")
_STEPS = {"B": "benoemen", "V": "voornemen", "M": "maatregel", "G": "middelen", "R": "resultaat", "-": None}
_FLAGS = {"n": "negated", "c": "conditional", "q": "quoted", "p": "past"}


@dataclass(frozen=True)
class Line:
    """One line of a source as it was read; ``starts`` tells whether it begins a new block."""

    kind: BlockKind
    sentence: Sentence
    topic: str | None
    level: int
    starts: bool
    origin: str | None = None


def read_source(path: Path, *, knowledge: Knowledge) -> tuple[Source | None, list[Problem]]:
    """Read one marked-up text.

    Args:
        path: a file in the shape of MARKUP.md.
        knowledge: the ids of concepts and topics, and the region.

    Returns:
        The source (None when its header is wrong) and everything that is wrong with it.
    """
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    header, problems = read_header(head, path=path, knowledge=knowledge)
    if header is None:
        return None, problems
    lines: list[Line] = []
    slots = slots_of(header, knowledge.region)
    reader = LineReader(knowledge, slots)
    for number, text in enumerate(body.splitlines(), head.count("\n") + 3):
        try:
            for copied, origin in take_over(text.rstrip(), folder=path.parent.parent):
                lines += (replace(line, origin=origin) for line in reader.read(copied))
        except MarkupError as error:
            problems.append(Problem(number, error.found, error.expected))
    if not lines and not problems:
        problems.append(Problem(head.count("\n") + 3, "no text under the header", "at least one sentence"))
    title = fill_plain(header.title, slots)
    return Source(**{**vars(header), "title": title, "blocks": tuple(read_blocks(lines))}), problems


class LineReader:
    """Reads line by line, and remembers the topic and whether a paragraph is going on."""

    def __init__(self, knowledge: Knowledge, slots: dict[str, Slot]) -> None:
        self._knowledge, self._slots = knowledge, slots
        self._topic: str | None = None
        self._starts, self._comma, self._headings = True, False, 0

    def read(self, text: str) -> Iterator[Line]:
        """The line as a sentence, a heading or nothing.

        Raises:
            MarkupError: the line is not in the shape of MARKUP.md.
        """
        if not text:
            self._starts = True
        elif text.startswith("topic: "):
            self._set_topic(text.removeprefix("topic: ").strip())
        elif match := _HEADING.fullmatch(text):
            self._starts, self._headings = True, self._headings + 1
            yield Line("heading", self._sentence(match["rest"], "-", ""), None, len(match["signs"]), True)
        elif match := _CODE.fullmatch(text):
            yield self._line(match["rest"], match["step"], match["flags"])
        else:
            raise MarkupError(f"a line without code: {text[:50]!r}", "topic: id, # heading, or B V M G R - and a colon")

    def _set_topic(self, topic: str) -> None:
        self._starts = True
        if topic != "-" and topic not in self._knowledge.topics:
            raise MarkupError(f"unknown topic {topic!r}", "an id of story.yaml, or -")
        self._topic = None if topic == "-" else topic

    def _line(self, rest: str, step: str, flags: str) -> Line:
        kind: BlockKind = "paragraph"
        if rest.startswith("* "):
            kind, rest = "item", rest[2:]
        elif _NUMBER.match(rest):
            kind = "number"
        elif self._headings <= 1 and _FORM.match(rest):
            kind = "form"
        sentence = self._sentence(rest, step, flags)
        if (step == "-") == bool(sentence.concepts):
            expected = "B V M G R with a concept, - without"
            raise MarkupError(f"code {step} with {len(sentence.concepts)} concepts: {rest[:50]!r}", expected)
        starts = self._starts or kind != "paragraph" or (self._comma and sentence.text[0].isupper())
        line = Line(kind, sentence, self._topic, 0, starts)
        self._starts = kind != "paragraph" or not _CLOSED.search(sentence.text)
        self._comma = sentence.text.endswith(",")
        return line

    def _sentence(self, rest: str, step: str, flags: str) -> Sentence:
        reading = read_inline(rest.strip(), slots=self._slots, concepts=self._knowledge.concepts)
        name = _STEPS[step] or ("benoemen" if reading.concepts else None)
        entities = tuple(sorted(reading.entities, key=lambda e: e.start))
        return Sentence(
            reading.text,
            name,
            frozenset(_FLAGS[f] for f in flags),
            entities,
            tuple(reading.concepts),
            tuple(reading.lookalikes),
        )


def read_blocks(lines: list[Line]) -> Iterator[Block]:
    """Sentences of one paragraph together; a heading takes the topic of what stands under it."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.starts:
            groups.append([])
        groups[-1].append(line)
    for number, group in enumerate(groups):
        below = next((g[0].topic for g in groups[number + 1 :] if g[0].kind != "heading"), None)
        topic = below if group[0].kind == "heading" else group[0].topic
        yield Block(group[0].kind, tuple(line.sentence for line in group), topic, group[0].level, group[0].origin)
