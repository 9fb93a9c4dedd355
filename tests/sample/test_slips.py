"""A text with slips of a reading machine differs from its truth, the same way at each build, in plain words only."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from data.sample.build.corpus import write_document
from data.sample.build.knowledge import Knowledge
from data.sample.build.slips import misread, with_slips
from data.sample.build.source import Source
from data.sample.build.truth import truth_row


@pytest.fixture(scope="module")
def scanned(sources: list[Source]) -> list[Source]:
    return [source for source in sources if source.ocr]


@pytest.mark.parametrize(
    ("word", "turn", "seen"),
    [
        ("modeltekst", 1, "mode1tekst"),
        ("doorns", 2, "dooms"),
        ("belangrijk", 1, "belangryk"),
        ("beschouwt", 3, "besc houwt"),
        ("om", 1, "o m"),
    ],
)
def test_a_word_is_misread_as_a_scanner_would(word: str, turn: int, seen: str) -> None:
    assert misread(word, turn=turn) == seen


def test_a_few_words_in_a_hundred_are_misread(scanned: list[Source]) -> None:
    assert len(scanned) >= 2
    for source in scanned:
        wrong = re.findall(r"[a-z]1|1[a-z]", " ".join(block.text for block in with_slips(source).blocks))
        changed = [a != b for a, b in zip(source.blocks, with_slips(source).blocks, strict=True)]
        assert wrong, source.id
        assert sum(changed) >= len(changed) / 3, source.id


def test_names_dates_and_amounts_can_still_be_read(scanned: list[Source]) -> None:
    for source in scanned:
        before, after = (" ".join(block.text for block in s.blocks) for s in (source, with_slips(source)))
        fixed = re.compile(r"\b(?:[A-Z]|\d)[\w.,]*")
        assert Counter(fixed.findall(before)) - Counter(fixed.findall(after)) == Counter(), source.id


def test_the_file_has_the_slips_and_the_truth_has_not(
    scanned: list[Source], sources: list[Source], knowledge: Knowledge
) -> None:
    for source in scanned:
        row = truth_row(source, path="", url="", region=knowledge.region)
        assert not re.search(r"[a-z]1[a-z]", row["text"])
        file = write_document(source, sources, knowledge.region)
        assert file == write_document(source, sources, knowledge.region)
        assert re.search(rb"[a-z]1[a-z]", file)
