"""The committed concepts: their examples are their tests, and their files hold together."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.concepts.checks import label_key
from pipeline.concepts.files import ConceptFile, read_concept_files, read_words_file
from pipeline.concepts.matcher import load_matcher, make_lexicon, read_pattern
from pipeline.concepts.notation import Word
from pipeline.concepts.scheme import load_scheme
from pipeline.concepts.tokens import read_words

FOLDER = Path("models/concepts").absolute()
CONCEPTS = read_concept_files(FOLDER)
EVERY = pytest.mark.parametrize("concept", CONCEPTS, ids=[c.id for c in CONCEPTS])


def found(text: str) -> set[str]:
    return {m.concept_id for m in load_matcher(FOLDER).find(text, [(0, len(text))])}


@EVERY
def test_a_positive_example_is_found(concept: ConceptFile) -> None:
    assert [s for s in concept.examples.positive if concept.id not in found(s)] == []


@EVERY
def test_a_negative_example_is_not_found(concept: ConceptFile) -> None:
    assert [s for s in concept.examples.negative if concept.id in found(s)] == []


@EVERY
def test_every_strong_label_finds_its_concept(concept: ConceptFile) -> None:
    weak = {label_key(x) for x in concept.needs_context}
    labels = [x.replace("*", "") for x in (concept.pref_label.nl, *concept.alt_labels) if label_key(x) not in weak]
    assert [x for x in labels if not found(x)] == []


@EVERY
def test_a_negative_label_alone_is_no_mention_of_its_concept(concept: ConceptFile) -> None:
    assert [x for x in concept.plain_negatives if concept.id in found(x)] == []


@EVERY
def test_each_concept_has_three_positive_sentences_and_two_negative(concept: ConceptFile) -> None:
    assert len(concept.examples.positive) + len(concept.examples.paraphrase) >= 3
    assert len(concept.examples.negative) >= 2


def test_a_paraphrase_that_is_found_belongs_under_positive() -> None:
    assert [s for c in CONCEPTS for s in c.examples.paraphrase if c.id in found(s)] == []


def test_the_scheme_holds_all_concepts_with_what_a_report_needs() -> None:
    scheme = load_scheme(FOLDER)
    assert len(scheme.concepts) >= 49
    assert {c.group for c in scheme.concepts} == {g.id for g in scheme.groups}
    assert {c.goal for c in scheme.concepts} == {None, 1, 2, 3, 4, 5}
    concept = scheme.concept("wijkteam")
    assert concept is not None
    assert concept.labels[0] == concept.pref_nl == "wijkteam"
    assert scheme.concept("onbekend") is None


def test_no_municipality_looks_like_a_thing_of_elsewhere() -> None:
    """`inkoop in Ridderkerk` would be lost to `*kerk`."""
    shared = read_words_file(FOLDER)
    (words,) = read_pattern("@elsewhere|@object|@sector", shared, where="_words.yaml").variants
    assert isinstance(words[0], Word)
    lexicon = make_lexicon(shared)
    number = lexicon.number(words[0])
    with Path("models/places/municipalities.csv").open(encoding="utf-8", newline="") as rows:
        names = sorted({row["name"] for row in csv.DictReader(rows)})
    assert len(names) > 300
    assert [name for name in names if lexicon.holds(number, read_words(name).folded)] == []


@EVERY
def test_negative_labels_stay_readable(concept: ConceptFile) -> None:
    assert len(concept.negative_labels) < 25, "write patterns: models/concepts/README.md, Look-alikes"
