"""Where clauses end, and how far a clause reaches."""

from __future__ import annotations

from pipeline.concepts.tokens import CLAUSE, read_words


def test_a_new_sentence_and_a_semicolon_break_a_clause() -> None:
    words = read_words("een twee; drie vier. Vijf\nzes", [0, 21, 26])
    assert (words.breaks, words.divisions) == ([2, 4, 5], [4])
    assert [words.same_clause(0, 1), words.same_clause(1, 2), words.same_clause(2, 3)] == [True, False, True]
    assert [words.clause(i, i) for i in (0, 2, 5)] == [range(2), range(2, 4), range(5, 6)]
    assert words.clause(1, 2) == range(4)


def test_a_clause_is_no_whole_table() -> None:
    words = read_words("een " * 500, [0])
    assert words.clause(200, 201) == range(200 - CLAUSE, 201 + CLAUSE)


def test_breaks_without_words_are_none() -> None:
    assert read_words("; ;", [0, 2]).breaks == []
    assert read_words("; een ;", [0]).breaks == []
