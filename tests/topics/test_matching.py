"""Which topic of one fit is which of another."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.topics.matching import Match, match_topics

TERMS = {0: ["team", "wijk"], 1: ["school", "leraar"]}


def _match(
    one: list[int], other: list[int], terms: dict[int, list[str]], others: dict[int, list[str]]
) -> dict[int, Match]:
    return match_topics(np.array(one), np.array(other), terms=terms, other_terms=others)


def test_a_topic_that_comes_back_whole_and_one_that_falls_apart() -> None:
    matches = _match(
        [0, 0, 0, 0, 1, 1, 1, 1, -1], [7, 7, 7, 7, 2, 2, 3, 3, 3], TERMS, {7: TERMS[0], 2: ["school"], 3: ["boek"]}
    )
    assert matches == {0: Match(7, 1.0, 1.0), 1: Match(2, 0.5, 0.5)}
    assert matches[1].found


def test_a_refit_topic_that_swallows_two_is_the_counterpart_of_one_only() -> None:
    matches = _match([0, 0, 1, 1], [5, 5, 5, 5], TERMS, {5: TERMS[1]})
    assert matches == {0: Match(None, 0.0, 0.0), 1: Match(5, 0.5, 1.0)}


def test_words_decide_where_passages_do_not() -> None:
    matches = _match([0, 0, 1, 1], [4, 5, 4, 5], TERMS, {4: TERMS[1], 5: TERMS[0]})
    assert {number: match.other for number, match in matches.items()} == {0: 5, 1: 4}


def test_what_shares_hardly_anything_is_not_found_again() -> None:
    match = _match([0, 0, 0, 0], [3, -1, -1, -1], {0: ["team"]}, {3: ["team"]})[0]
    assert match.members == pytest.approx(0.25)
    assert not match.found


def test_nothing_to_match_with_is_fine() -> None:
    assert _match([0, 0], [-1, -1], {0: ["team"]}, {}) == {0: Match(None, 0.0, 0.0)}
