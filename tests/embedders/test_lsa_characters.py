"""Pieces of words: compounds look like their parts."""

from __future__ import annotations

import numpy as np

from pipeline.embedders import lsa, lsa_characters
from pipeline.params import EmbedSettings

SETTINGS = EmbedSettings(dimensions=2)
TEXTS = ["gezinsteams", "wijkteam", "begrotingstekort", "begroting"]


def test_compounds_share_their_parts() -> None:
    vectors = lsa_characters.embed_passages(TEXTS, settings=SETTINGS, seed=1)
    assert vectors[0] @ vectors[1] > 0.9
    assert vectors[2] @ vectors[3] > 0.9
    assert abs(vectors[0] @ vectors[2]) < 0.2


def test_whole_words_do_not() -> None:
    vectors = lsa.embed_passages(TEXTS, settings=EmbedSettings(dimensions=4), seed=1)
    assert abs(vectors[0] @ vectors[1]) < 0.01


def test_case_and_accents_do_not_count() -> None:
    vectors = lsa_characters.embed_passages(["Cliënten", "clienten", "school"], settings=SETTINGS, seed=1)
    assert np.allclose(vectors[0], vectors[1], atol=1e-5)
