"""The words that tell topics apart."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import ModelError
from pipeline.topics.lemmas import common_lemmas, noun_lemmas, passage_lemmas, place_words, read_stopwords

TOKENS = [
    ("d1", 0, "Wijkteam", "NOUN"),
    ("d1", 10, "Oudeweer", "PROPN"),
    ("d1", 20, "van", "ADP"),
    ("d1", 30, "jaar", "NOUN"),
    ("d1", 40, "2014", "NOUN"),
    ("d1", 60, "cliënt", "NOUN"),
    ("d1", 99, "school", "NOUN"),
    ("d2", 0, "school", "NOUN"),
]


def _lemmas(names: dict[str, list[tuple[int, int]]] | None = None) -> pd.DataFrame:
    tokens = pd.DataFrame(TOKENS, columns=["document_id", "start", "lemma", "pos"])
    passages = pd.DataFrame({"passage_id": ["d1:0", "d1:50"], "document_id": "d1", "start": [0, 50], "end": [45, 90]})
    return passage_lemmas(tokens, passages, names=names or {}, stopwords=frozenset({"jaar"}))


def test_content_words_are_kept_by_passage_and_all_else_is_left_out() -> None:
    table = _lemmas()
    assert list(zip(table["passage_id"], table["lemma"], strict=True)) == [
        ("d1:0", "wijkteam"),
        ("d1:0", "oudeweer"),
        ("d1:50", "cliënt"),
    ]


def test_a_town_is_no_term() -> None:
    assert "oudeweer" not in set(_lemmas({"d1": [(10, 18)]})["lemma"])


def test_words_of_documents_that_stand_mixed_find_their_own_passage() -> None:
    words = pd.DataFrame({"document_id": ["b", "a", "b"], "start": [3, 3, 60]})
    ids = ["b:0", "a:0", "b:50"]
    passages = pd.DataFrame({"passage_id": ids, "document_id": [*"bab"], "start": [0, 0, 50], "end": [40, 40, 90]})
    assert list(place_words(words, passages, {})["passage_id"]) == ["a:0", "b:0", "b:50"]


def test_no_tokens_give_no_lemmas() -> None:
    tokens = pd.DataFrame(TOKENS[:0], columns=["document_id", "start", "lemma", "pos"]).astype({"lemma": "str"})
    passages = pd.DataFrame({"passage_id": ["d1:0"], "document_id": "d1", "start": [0], "end": [45]})
    assert passage_lemmas(tokens, passages, names={}, stopwords=frozenset()).empty


def test_a_word_in_few_documents_is_no_term_since_it_may_be_a_private_name() -> None:
    table = pd.DataFrame({"document_id": ["a", "a", "b", "b", "c"], "lemma": ["kip", "team", "team", "kip", "team"]})
    assert set(common_lemmas(table)["lemma"]) == {"team"}


def test_nouns_are_what_is_mostly_a_noun() -> None:
    table = pd.DataFrame({"lemma": ["plan", "plan", "licht", "licht"], "pos": ["NOUN", "VERB", "ADJ", "ADJ"]})
    assert noun_lemmas(table) == {"plan"}


def test_stopwords_are_lines_without_remarks(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("# kop\njaar\n\nmaand # tijd\n", encoding="utf-8")
    assert read_stopwords(tmp_path / "s.txt") == {"jaar", "maand"}
    with pytest.raises(ModelError, match="stop words is missing"):
        read_stopwords(tmp_path / "none.txt")
