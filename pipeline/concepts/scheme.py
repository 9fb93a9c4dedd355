"""models/concepts/ -> the concept scheme: frozen values with plain attributes, for stages to hand to other rooms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.concepts.checks import check_concepts
from pipeline.concepts.files import ConceptFile, read_concept_files, read_words_file


@dataclass(frozen=True)
class Concept:
    """One concept.

    Attributes:
        pref_nl: name in Dutch; pref_en in English.
        definition: in plain Dutch.
        group: key of its group.
        goal: number (1-5) of the transformation goal of the Jeugdwet that it serves; None for several or none.
        broader: id of the wider concept.
        labels: all labels, the preferred one first.
        negative_labels: look-alikes that are no mention, without those that are patterns.
        examples: sentences that carry the concept; counterexamples: sentences that only look so.
    """

    id: str
    pref_nl: str
    pref_en: str
    definition: str
    group: str
    goal: int | None
    broader: str | None
    related: tuple[str, ...]
    confused_with: tuple[str, ...]
    labels: tuple[str, ...]
    negative_labels: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Group:
    """A group of concepts, with its name in Dutch and English."""

    id: str
    name_nl: str
    name_en: str


@dataclass(frozen=True)
class Scheme:
    """All concepts, sorted by id, and the groups in reading order."""

    concepts: tuple[Concept, ...]
    groups: tuple[Group, ...]

    def concept(self, concept_id: str) -> Concept | None:
        """The concept with this id."""
        return next((c for c in self.concepts if c.id == concept_id), None)


def load_scheme(folder: Path) -> Scheme:
    """Read and check all concepts of a folder.

    Raises:
        ModelError: a file is missing or wrong; the message tells which, what was expected, and what to do.
    """
    concepts, words = read_concept_files(folder), read_words_file(folder)
    check_concepts(concepts, folder=folder, groups=list(words.groups))
    groups = tuple(Group(key, name.nl, name.en) for key, name in words.groups.items())
    return Scheme(tuple(_concept(c) for c in concepts), groups)


def _concept(file: ConceptFile) -> Concept:
    return Concept(
        id=file.id,
        pref_nl=file.pref_label.nl,
        pref_en=file.pref_label.en,
        definition=file.definition_nl.strip(),
        group=file.group,
        goal=file.jeugdwet_goal,
        broader=file.broader,
        related=file.related,
        confused_with=file.not_to_be_confused_with,
        labels=(file.pref_label.nl, *file.alt_labels),
        negative_labels=file.plain_negatives,
        examples=(*file.examples.positive, *file.examples.paraphrase),
        counterexamples=file.examples.negative,
        note=file.note.strip(),
    )
