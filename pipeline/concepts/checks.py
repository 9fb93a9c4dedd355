"""What one concept file cannot know: dangling relations, cycles, labels that two concepts claim or that never match."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.concepts.files import ConceptFile
from pipeline.concepts.lines import place
from pipeline.concepts.notation import REMEMBERED, is_pattern
from pipeline.concepts.tokens import read_words
from pipeline.errors import ModelError


def check_concepts(concepts: Sequence[ConceptFile], *, folder: Path, groups: Sequence[str]) -> None:
    """Check all concepts together.

    Raises:
        ModelError: at the first mistake, with the file and line on which it stands.
    """
    ids = [c.id for c in concepts]
    for concept in concepts:
        where = folder / f"{concept.id}.yaml"
        _check_known("group", [concept.group], groups, where)
        for field in ("broader", "related", "not_to_be_confused_with"):
            value = getattr(concept, field)
            _check_known(field, value if isinstance(value, tuple) else [value] if value else [], ids, where)
        _check_itself(concept, where)
        _check_weak(concept, where)
        _check_blocked(concept, where)
    _check_cycles(concepts, folder)
    _check_claims(concepts, folder)


@lru_cache(maxsize=REMEMBERED)
def label_key(label: str) -> str:
    """The label as it is compared: words folded, joined by a blank, with the stars kept."""
    return " ".join(read_words(label.replace("*", "xxstarxx")).folded)


def _check_known(field: str, values: Sequence[str], known: Sequence[str], where: Path) -> None:
    for number, value in enumerate(values):
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1)
            raise ModelError(
                f"{field}: there is no {value!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
                expected=f"one of: {', '.join(known)}",
                where=place(where, field, number),
                remedy="correct the name, or add what it points to",
            )


def _check_itself(concept: ConceptFile, where: Path) -> None:
    for field in ("related", "not_to_be_confused_with"):
        if concept.id in getattr(concept, field):
            raise ModelError(
                f"{field}: the concept names itself",
                where=place(where, field, getattr(concept, field).index(concept.id)),
                remedy="remove it",
            )


def _check_weak(concept: ConceptFile, where: Path) -> None:
    labels = {label_key(label): label for label in (concept.pref_label.nl, *concept.alt_labels)}
    for number, label in enumerate(concept.needs_context):
        if label_key(label) not in labels:
            near = difflib.get_close_matches(label_key(label), labels, n=1)
            raise ModelError(
                f"needs_context: {label!r} is no label of this concept"
                + (f"; did you mean {labels[near[0]]!r}?" if near else ""),
                expected="labels that stand in pref_label.nl or alt_labels",
                where=place(where, "needs_context", number),
                remedy="add it to alt_labels too, or correct it",
            )


def _check_blocked(concept: ConceptFile, where: Path) -> None:
    labels = {label: f" {label_key(label)} " for label in (concept.pref_label.nl, *concept.alt_labels)}
    for number, negative in enumerate(concept.negative_labels):
        if is_pattern(negative):
            continue
        inside = f" {label_key(negative)} "
        for label, words in labels.items():
            if inside in words:
                raise ModelError(
                    f"the label {label!r} can never match: it holds the negative label {negative!r}",
                    where=place(where, "negative_labels", number),
                    remedy="remove one of the two",
                )


def _check_cycles(concepts: Sequence[ConceptFile], folder: Path) -> None:
    broader = {c.id: c.broader for c in concepts}
    for concept in concepts:
        path, above = [concept.id], concept.broader
        while above is not None:
            path.append(above)
            if above == concept.id:
                raise ModelError(
                    f"broader goes round in a circle: {' -> '.join(path)}",
                    where=place(folder / f"{concept.id}.yaml", "broader"),
                    remedy="decide which of them is the widest, and give it `broader: null`",
                )
            above = None if above in path[:-1] else broader[above]


def _check_claims(concepts: Sequence[ConceptFile], folder: Path) -> None:
    owners: dict[str, tuple[str, int]] = {}
    for concept in concepts:
        for number, label in enumerate((concept.pref_label.nl, *concept.alt_labels)):
            owner, first = owners.setdefault(label_key(label), (concept.id, number))
            if owner != concept.id:
                raise ModelError(
                    f"the label {label!r} is claimed by two concepts: {owner} and {concept.id}",
                    expected="each label in one file",
                    where=f"{_label_place(folder, owner, first)} and {_label_place(folder, concept.id, number)}",
                    remedy="leave it where it belongs; in the other, name a longer form",
                )


def _label_place(folder: Path, concept_id: str, number: int) -> str:
    path = folder / f"{concept_id}.yaml"
    return place(path, "alt_labels", number - 1) if number else place(path, "pref_label", "nl")
