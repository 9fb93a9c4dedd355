"""The marks in a line, ``{concept|words}``, ``{!concept|look-alike}``, ``[LABEL|words]``, ``<slot>`` -> text, spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data.sample.build.source import Concept, Entity

LABELS = (
    *("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"),
    *("DATE", "MONEY", "PERCENT"),
)
_MARK = re.compile(r"\{(?P<concept>[^|{}\[\]<>]*)\||\[(?P<label>[^|{}\[\]<>]*)\||<(?P<slot>[^<>]*)>|[\]}{\[<>|]")


class MarkupError(Exception):
    """One mistake in a line: what was found and what was expected."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"{found}; expected: {expected}")


@dataclass(frozen=True)
class Slot:
    """What a ``<slot>`` becomes."""

    text: str
    label: str
    office: str | None = None


@dataclass
class Reading:
    """The text read so far, with the spans found and the marks still open."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    lookalikes: list[Concept] = field(default_factory=list)
    open: list[tuple[str, str, int]] = field(default_factory=list)


def read_inline(line: str, *, slots: dict[str, Slot], concepts: frozenset[str]) -> Reading:
    """Clean text and spans of one line.

    Args:
        line: without its code.
        slots: what every slot stands for in this document.
        concepts: the ids that exist.

    Raises:
        MarkupError: an unknown id, label or slot; marks that are nested wrongly or never closed.
    """
    reading, at = Reading(), 0
    for match in _MARK.finditer(line):
        reading.text += line[at : match.start()]
        at = match.end()
        if match["concept"] is not None:
            _open_concept(reading, match["concept"], concepts)
        elif match["label"] is not None:
            _open_entity(reading, match["label"])
        elif match["slot"] is not None:
            _fill(reading, match["slot"], slots)
        else:
            _close(reading, match.group())
    reading.text += line[at:]
    if reading.open:
        raise MarkupError(f"{reading.open[-1][0]}{reading.open[-1][1]}| is never closed", "} or ]")
    return reading


def _open_concept(reading: Reading, concept_id: str, concepts: frozenset[str]) -> None:
    if concept_id.removeprefix("!") not in concepts:
        raise MarkupError(f"unknown concept {concept_id!r}", "an id of concepts.yaml")
    if reading.open:
        raise MarkupError(f"concept {concept_id!r} inside {reading.open[-1][1]!r}", "a concept outside all other marks")
    reading.open.append(("{", concept_id, len(reading.text)))


def _open_entity(reading: Reading, label: str) -> None:
    plain = label.split("+", maxsplit=1)[0].rstrip("*")
    if plain not in (*LABELS, "PRIV") or (("+" in label or "*" in label) and plain != "PERSON"):
        raise MarkupError(f"unknown label {label!r}", ", ".join((*LABELS, "PERSON*", "PERSON+office", "PRIV")))
    if any(bracket == "[" for bracket, _, _ in reading.open):
        raise MarkupError(f"entity {label!r} inside another entity", "one entity at a time")
    reading.open.append(("[", label, len(reading.text)))


def _fill(reading: Reading, name: str, slots: dict[str, Slot]) -> None:
    if name not in slots:
        raise MarkupError(f"unknown slot <{name}>", ", ".join(f"<{s}>" for s in sorted(slots)))
    slot, start = slots[name], len(reading.text)
    reading.text += slot.text
    if not any(bracket == "[" for bracket, _, _ in reading.open):
        reading.entities.append(Entity(start, len(reading.text), slot.label, slot.office))


def _close(reading: Reading, sign: str) -> None:
    wanted = {"}": "{", "]": "["}.get(sign)
    if wanted is None or not reading.open or reading.open[-1][0] != wanted:
        raise MarkupError(f"a loose {sign!r}", "{id|words}, [LABEL|words] or <slot>, closed in the order of opening")
    bracket, name, start = reading.open.pop()
    end = len(reading.text)
    if not reading.text[start:end].strip():
        raise MarkupError(f"nothing is marked as {name!r}", "at least one word")
    if bracket == "{" and name.startswith("!"):
        reading.lookalikes.append(Concept(start, end, name[1:]))
    elif bracket == "{":
        reading.concepts.append(Concept(start, end, name))
    else:
        reading.entities.append(_entity(name, start, end))


def _entity(label: str, start: int, end: int) -> Entity:
    if label == "PRIV":
        return Entity(start, end, "ID", private=True)
    plain, _, office = label.partition("+")
    return Entity(start, end, plain.rstrip("*"), office or None, private=plain.endswith("*"))
