"""After an edit the run tells which concepts changed, and in which fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.concepts.changes import compare_schemes, record_scheme, scheme_digests
from pipeline.concepts.files import ConceptFile, read_concept_files, read_words_file
from pipeline.errors import ModelError

FOLDER = Path("models/concepts").absolute()
WORDS = read_words_file(FOLDER)
CONCEPTS = read_concept_files(FOLDER)[:3]


def edited(concept: ConceptFile, **changes: object) -> ConceptFile:
    return concept.model_copy(update=changes)


def test_a_scheme_that_stays_the_same_has_no_changes() -> None:
    digests = scheme_digests(CONCEPTS, WORDS)
    assert compare_schemes(digests, scheme_digests(CONCEPTS, WORDS)).lines() == []


def test_what_is_added_removed_and_changed_is_told() -> None:
    first, second, third = CONCEPTS
    old = scheme_digests([first, second], WORDS)
    new = scheme_digests([edited(second, note="anders", patterns=("een plan",)), third], WORDS)
    changes = compare_schemes(old, new)
    assert changes.lines() == [f"{first.id}: removed", f"{second.id}: changed: note, patterns", f"{third.id}: new"]


def test_a_change_in_the_shared_words_is_told() -> None:
    new = scheme_digests(CONCEPTS, WORDS.model_copy(update={"shortest": 5}))
    assert compare_schemes(scheme_digests(CONCEPTS, WORDS), new).lines() == ["_words: changed: shortest"]


def test_each_run_is_compared_with_the_one_before(tmp_path: Path) -> None:
    first, second, _ = CONCEPTS
    runs = [[first], [first, second], [first, second]]
    told = [record_scheme(scheme_digests(run, WORDS), tmp_path / "work").lines() for run in runs]
    assert told == [[f"{first.id}: new"], [f"{second.id}: new"], []]


@pytest.mark.parametrize("text", ["oeps", "[]", '{"a": 1}'])
def test_a_spoiled_record_is_explained(tmp_path: Path, text: str) -> None:
    (tmp_path / "scheme.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="delete it"):
        record_scheme({}, tmp_path)
