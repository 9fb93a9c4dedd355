"""Which word tests a word satisfies."""

from __future__ import annotations

import pytest

from pipeline.concepts import lexicon as module
from pipeline.concepts.inflection import Inflection
from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.notation import Word

ATOMS = ("gezin", "=gezin", "gezin*", "*gezin", "*ezi*", "#", "een")


def lexicon() -> Lexicon:
    return Lexicon(Inflection((("$", "nen"),), frozenset(), 5), {"1": "een"})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("gezin", {"gezin", "=gezin", "gezin*", "*gezin", "*ezi*"}),
        ("gezinnen", {"gezin", "gezin*", "*ezi*"}),
        ("gezinshulp", {"gezin*", "*ezi*"}),
        ("pleeggezin", {"*gezin", "*ezi*"}),
        ("12", {"#"}),
        ("1", {"een"}),
        ("in", set()),
    ],
)
def test_a_word_satisfies_these_tests(word: str, expected: set[str]) -> None:
    tests = lexicon()
    numbers = {tests.number(Word(frozenset({atom}))): atom for atom in ATOMS}
    assert {numbers[n] for n in tests.tests(word)} == expected


def test_a_test_that_comes_later_counts_for_words_already_seen() -> None:
    tests = lexicon()
    assert tests.tests("gezin") == frozenset()
    number = tests.number(Word(frozenset({"gezin", "huis"})))
    assert tests.number(Word(frozenset({"huis", "gezin"}))) == number
    assert tests.tests("gezin") == tests.tests("huis") == {number}
    assert tests.holds(number, ["x", "huis"])
    assert not tests.holds(number, ["x"])


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 10)
    tests = lexicon()
    number = tests.number(Word(frozenset({"gezin*"})))
    assert all(tests.tests(f"gezin{n}") == {number} for n in range(100))
    assert len(tests._known) <= 10
