"""What stands beside a word that denies: seen near it, whatever else the sentence says."""

from __future__ import annotations

from pipeline.concepts.around import around

NOT = frozenset({"niet", "geen"})


def test_a_sentence_without_such_a_word_shows_nothing() -> None:
    assert around("wij helpen ieder gezin.", NOT) == []


def test_it_tells_what_comes_before_and_after() -> None:
    found = around("dat is niet alleen onze taak.", NOT)
    assert {"word=niet", "after1=alleen", "niet alleen", "before1=is", "is niet", "niet ... onze"} <= set(found)


def test_it_tells_the_ends_of_the_clause() -> None:
    found = around("het team is er, een regisseur niet.", NOT)
    assert {"clause begins=een", "clause ends=niet", "in a later clause", "in the last clause"} <= set(found)
    assert "in the first clause" in around("niet nu, later wel.", NOT)


def test_each_such_word_counts() -> None:
    assert around("niet hier, geen team.", NOT).count("in the first clause") == 1
    assert {"word=niet", "word=geen"} <= set(around("niet hier, geen team.", NOT))
