"""The example sentences of each concept are its tests: found where they should be, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.concepts.files import ConceptFile, read_concept_files
from pipeline.concepts.lines import place
from pipeline.concepts.matcher import Matcher, load_matcher
from pipeline.errors import ModelError


def check_examples(folder: Path) -> None:
    """Check the examples of all concepts of a folder; the scheme is read and checked first.

    Raises:
        ModelError: the first example that does not hold, or whatever else is wrong with the scheme.
    """
    matcher = load_matcher(folder)
    for error in example_errors(read_concept_files(folder), matcher, folder=folder):
        raise error


def example_errors(concepts: Sequence[ConceptFile], matcher: Matcher, *, folder: Path) -> Iterable[ModelError]:
    """One error for each example that does not hold; `folder` is for the line in the message."""
    for concept in concepts:
        path = folder / f"{concept.id}.yaml"
        for number, text in enumerate(concept.examples.positive):
            if concept.id not in _found(text, matcher):
                yield _missed(concept, text, _found(text, matcher), where=place(path, "examples", "positive", number))
        for number, text in enumerate(concept.examples.negative):
            if concept.id in _found(text, matcher):
                yield _wrong(concept, text, _found(text, matcher), where=place(path, "examples", "negative", number))


def _found(text: str, matcher: Matcher) -> dict[str, str]:
    return {m.concept_id: text[m.start : m.end] for m in matcher.find(text, [(0, len(text))])}


def _missed(concept: ConceptFile, text: str, found: dict[str, str], *, where: str) -> ModelError:
    others = ", ".join(f"{name} in {words!r}" for name, words in found.items()) or "no concept at all"
    return ModelError(
        f"a positive example of {concept.id} is not found: {text!r}",
        expected=f"{concept.id}; it finds {others}",
        where=where,
        remedy="add its words to alt_labels or patterns, or move it to examples.paraphrase",
    )


def _wrong(concept: ConceptFile, text: str, found: dict[str, str], *, where: str) -> ModelError:
    return ModelError(
        f"a negative example of {concept.id} is found, in {found[concept.id]!r}: {text!r}",
        expected="not found",
        where=where,
        remedy="add the look-alike to negative_labels, or narrow the label or pattern that finds it",
    )
