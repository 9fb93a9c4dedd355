"""Noun phrases: which stand in a text, how they are written, and which of them make a label."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.phrases import Phrases, alike, choose_phrases, count_phrases, passage_phrases

WORDS = {
    **dict.fromkeys(("onderwijs", "toegang", "jeugdhulp", "kinderen", "stap", "jaar"), "NOUN"),
    **dict.fromkeys(("passend", "lichte"), "ADJ"),
    **dict.fromkeys(("tot", "voor", "met"), "ADP"),
    "de": "DET",
    "en": "CCONJ",
}
LEMMAS = {"kinderen": "kind", "lichte": "licht"}


def tokens(text: str, document: str = "d1") -> pd.DataFrame:
    starts = np.cumsum([0, *(len(word) + 1 for word in text.split()[:-1])])
    rows = [
        (document, int(start), word, LEMMAS.get(word.lower(), word.lower()), WORDS.get(word.lower(), "VERB"))
        for start, word in zip(starts, text.split(), strict=True)
    ]
    return pd.DataFrame(rows, columns=["document_id", "start", "text", "lemma", "pos"])


def phrases(text: str, names: list[tuple[int, int]] | None = None) -> list[str]:
    passages = pd.DataFrame({"passage_id": ["d1:0"], "document_id": "d1", "start": [0], "end": [200]})
    spans = {"d1": names or []}
    found = passage_phrases(tokens(text), passages, names=spans, stopwords=frozenset({"jaar"}))
    return sorted(found["text"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Passend onderwijs", ["Passend onderwijs", "onderwijs"]),
        ("toegang tot jeugdhulp", ["jeugdhulp", "toegang", "toegang tot jeugdhulp"]),
        ("toegang tot de jeugdhulp", ["jeugdhulp", "toegang", "toegang tot de jeugdhulp"]),
        (
            "jeugdhulp voor lichte kinderen",
            ["jeugdhulp", "jeugdhulp voor lichte kinderen", "kinderen", "lichte kinderen"],
        ),
        ("toegang , jeugdhulp", ["jeugdhulp", "toegang"]),
        ("passend en onderwijs", ["onderwijs"]),
        ("stap voor stap", ["stap", "stap"]),
        ("jeugdhulp voor jaar", ["jeugdhulp"]),
    ],
)
def test_a_phrase_is_a_noun_with_its_adjective_or_two_nouns_with_a_preposition(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_a_text_without_words_has_no_phrases() -> None:
    passages = pd.DataFrame({"passage_id": ["d1:0"], "document_id": "d1", "start": [0], "end": [200]})
    found = passage_phrases(tokens("de")[:0], passages, names={}, stopwords=frozenset())
    assert count_phrases(found, passages["passage_id"]).texts == []


def test_a_phrase_that_holds_a_name_is_none() -> None:
    assert phrases("jeugdhulp voor kinderen", names=[(15, 23)]) == ["jeugdhulp"]


def test_a_phrase_is_written_as_most_people_do() -> None:
    texts = ["Passend onderwijs", "passend onderwijs", "Passend Onderwijs", "de toegang tot de jeugdhulp"]
    found = pd.concat([tokens(text, f"d{i}") for i, text in enumerate(texts)])
    ids = [f"d{i}" for i in range(4)]
    passages = pd.DataFrame({"passage_id": ids, "document_id": ids, "start": 0, "end": 99})
    placed = passage_phrases(found, passages, names={}, stopwords=frozenset())
    assert count_phrases(placed, passages["passage_id"]).texts == ["onderwijs", "passend onderwijs"]


def _counted(rows: list[list[int]], texts: list[str]) -> Phrases:
    return Phrases(csr_matrix(np.array(rows)), texts, [tuple(text.split()) for text in texts])


def test_a_label_is_made_of_phrases_that_are_typical_and_differ() -> None:
    texts = ["eigen kracht", "kracht", "netwerk", "hulp"]
    own, other = [1, 1, 1, 1], [0, 0, 0, 1]
    chosen = choose_phrases(
        _counted([own] * 6 + [other] * 6, texts), np.repeat([0, 1], 6), {0: (0,), 1: (1,), 2: (0, 1)}
    )
    assert chosen[0][:2] == ["eigen kracht", "netwerk"]
    assert chosen[1] == ["hulp"]
    assert chosen[2][0] == "eigen kracht"


def test_a_phrase_of_two_passages_names_no_topic() -> None:
    rows = [[1, 1]] * 2 + [[0, 1]] * 4
    assert choose_phrases(_counted(rows, ["zelden", "vaak"]), np.zeros(6, dtype=int), {0: (0,)}) == {0: ["vaak"]}


def test_nothing_in_three_documents_makes_no_label() -> None:
    empty = Phrases(csr_matrix((3, 0)), [], [])
    assert choose_phrases(empty, np.zeros(3, dtype=int), {0: (0,)}) == {0: []}


def test_phrases_are_alike_as_far_as_they_share_words() -> None:
    assert alike(("eigen", "kracht"), ("kracht",)) == 1
    assert alike(("eigen", "kracht"), ("eigen", "huis")) == 0.5
    assert alike(("school",), ("budget",)) == 0
