"""What embedders share."""

from __future__ import annotations

import numpy as np

from pipeline.embedders.lsa import embed_passages
from pipeline.embedders.vectors import embed_distinct, unit_rows
from pipeline.params import EmbedSettings


def test_boilerplate_is_embedded_once_and_every_copy_gets_its_vector() -> None:
    seen: list[list[str]] = []

    def embed(texts: list[str], *, settings: EmbedSettings, seed: int) -> np.ndarray:
        seen.append(texts)
        return np.array([[float(len(text)), float(seed)] for text in texts])

    vectors = embed_distinct(["aaa", "b", "aaa"], embed, settings=EmbedSettings(), seed=7)
    assert seen == [["aaa", "b"]]
    assert vectors.tolist() == [[3.0, 7.0], [1.0, 7.0], [3.0, 7.0]]


def test_the_order_of_passages_does_not_change_their_vectors() -> None:
    texts = [f"wijkteam school budget{i % 7} toegang{i % 5}" for i in range(70)]
    settings = EmbedSettings(dimensions=6)
    forward = embed_distinct(texts, embed_passages, settings=settings, seed=1)
    backward = embed_distinct(texts[::-1], embed_passages, settings=settings, seed=1)
    assert np.array_equal(forward, backward[::-1])


def test_a_row_of_zeros_stays_zero() -> None:
    assert unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist() == [[np.float32(0.6), np.float32(0.8)], [0.0, 0.0]]


def test_fewer_texts_than_dimensions_fill_up_with_zeros() -> None:
    vectors = embed_passages(["wijkteam school", "begroting school"], settings=EmbedSettings(dimensions=5), seed=1)
    assert vectors.shape == (2, 5)
    assert not vectors[:, 2:].any()


def test_words_of_one_text_only_do_not_count_when_there_are_many() -> None:
    texts = [f"woord{i}" + " wijkteam" * (i < 5) for i in range(60)]
    vectors = embed_passages(texts, settings=EmbedSettings(dimensions=3), seed=1)
    assert vectors[:5].any(axis=1).all()
    assert not vectors[5:].any()
