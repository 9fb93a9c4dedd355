"""Features of sentences are those that scikit-learn gives, whether one or many are read, and outlive being kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, hstack

from pipeline.concepts import frames, ladder, paraphrase
from pipeline.concepts.linear import SentenceFeatures, plain

LEARNED = (
    "Wij bieden ouders hulp bij het opvoeden, dicht bij huis.",
    "Het college stelt in 2015 € 40.000 beschikbaar voor het wijkteam.",
    "Ouders en kinderen krijgen hulp van het wijkteam; hulp helpt.",
    "De raad besluit het beleidsplan vast te stellen.",
)
FAMILIES = {"ladder": ladder.FAMILIES, "paraphrases": paraphrase.FAMILIES, "frames": frames.FAMILIES}


def by_sklearn(features: SentenceFeatures, sentences: list[str]) -> csr_matrix:
    texts = [plain(s) for s in sentences]
    parts: list[Any] = [
        family.weight * vectorizer.transform(texts)
        for family, vectorizer in zip(features.families, features._vectorizers, strict=True)
    ]
    return hstack(parts).tocsr().astype(np.float32)


def same(one: csr_matrix, other: csr_matrix) -> bool:
    return one.shape == other.shape and all(
        np.array_equal(getattr(one, part), getattr(other, part)) for part in ("data", "indices", "indptr")
    )


@pytest.mark.parametrize("name", FAMILIES)
@given(st.lists(st.sampled_from(LEARNED) | st.text(alphabet="hulp ouders wijk é 15€%.", max_size=40), max_size=5))
def test_features_are_those_of_scikit_learn_to_the_last_bit(name: str, sentences: list[str]) -> None:
    features = SentenceFeatures.learn(LEARNED, families=FAMILIES[name], cues=None)
    if sentences:
        assert same(features.matrix(sentences), by_sklearn(features, sentences))


@pytest.mark.parametrize("name", FAMILIES)
def test_kept_features_read_as_before(name: str) -> None:
    features = SentenceFeatures.learn(LEARNED, families=FAMILIES[name], cues=None)
    again = SentenceFeatures.from_plain(features.plain(), families=FAMILIES[name], cues=None)
    assert again.names() == features.names()
    assert same(again.matrix(LEARNED), features.matrix(LEARNED))


def test_nothing_has_no_rows() -> None:
    features = SentenceFeatures.learn(LEARNED, families=ladder.FAMILIES, cues=None)
    assert features.matrix([]).shape == (0, len(features.names()))
