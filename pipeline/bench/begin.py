"""A name -> the YAML file of a new concept, with hints on what to fill in."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

from pipeline.concepts.checks import label_key
from pipeline.concepts.files import ConceptFile, read_concept_files, read_words_file
from pipeline.concepts.skos.load import slug
from pipeline.concepts.wording import label_problem
from pipeline.errors import InputError

TEMPLATE = Path(__file__).parent / "templates" / "concept.yaml"


def begin_concept(name: str, folder: Path) -> Path:
    """Write the file of a new concept.

    Args:
        name: its Dutch name, such as "positieve gezondheid"; the id is made of it.
        folder: models/concepts.

    Returns:
        The new file.

    Raises:
        InputError: the name is no label, or is there already, as an id or as a label of another concept.
    """
    name = " ".join(name.split())
    problem = label_problem(name)
    if problem:
        raise InputError(f"the name {name!r} {problem[0]}", where="NAME", remedy=problem[1])
    concept_id, path = slug(name), folder / f"{slug(name)}.yaml"
    concepts = read_concept_files(folder)
    if path.exists():
        raise InputError(f"the concept {concept_id} is there already", where=str(path), remedy="edit that file")
    _check_free(name, concepts, folder)
    groups = ", ".join(read_words_file(folder).groups)
    text = TEMPLATE.read_text(encoding="utf-8").replace("{groups}", groups).replace("{id}", concept_id)
    path.write_text(text.replace("{name}", json.dumps(name, ensure_ascii=False)), encoding="utf-8")
    return path


def resembling(name: str, concepts: list[ConceptFile]) -> list[str]:
    """Ids of concepts with a label that looks like the name, or holds it: to copy from, or to add to instead."""
    key = label_key(name)
    found = []
    for concept in concepts:
        labels = [label_key(label) for label in (concept.pref_label.nl, *concept.alt_labels)]
        if difflib.get_close_matches(key, labels, n=1, cutoff=0.75) or any(key in x or x in key for x in labels):
            found.append(concept.id)
    return found


def _check_free(name: str, concepts: list[ConceptFile], folder: Path) -> None:
    for concept in concepts:
        if label_key(name) in {label_key(label) for label in (concept.pref_label.nl, *concept.alt_labels)}:
            raise InputError(
                f"{name!r} is a label of {concept.id} already",
                expected="a name of its own",
                where=str(folder / f"{concept.id}.yaml"),
                remedy="add to that concept, or take the label out of it first",
            )
