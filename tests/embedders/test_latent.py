"""More texts than an embedder learns from: the others get their place."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from pipeline.embedders import latent, lsa, lsa_characters
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings

SUBJECTS = (
    "wijkteam helpt gezin plan",
    "raad begroting haven geld",
    "school meldt zorgen kind",
    "huisarts verwijst jongere",
)
TEXTS = [f"{SUBJECTS[i % 4]} nummer{i % 45}" for i in range(90)]
SAMPLED = EmbedSettings(dimensions=4, fit_passages=60)


@pytest.mark.parametrize("embedder", [lsa, lsa_characters])
def test_a_text_outside_the_sample_lies_near_those_of_its_subject(embedder: ModuleType) -> None:
    vectors = embedder.embed_passages(TEXTS, settings=SAMPLED, seed=1)
    alike = vectors @ vectors.T
    assert alike[0::4, 0::4].min() > alike[0::4, 1::4].max()


def test_the_sample_is_drawn_by_the_texts_and_not_by_their_order() -> None:
    sample = latent.sample_texts(TEXTS, most=20)
    assert len(sample) == 20
    assert sorted(sample) == sorted(latent.sample_texts(TEXTS[::-1], most=20))
    assert latent.sample_texts(TEXTS, most=90) == TEXTS


def test_one_more_text_changes_at_most_one_in_the_sample() -> None:
    before = set(latent.sample_texts(TEXTS, most=20))
    assert len(before - set(latent.sample_texts([*TEXTS, "iets anders"], most=20))) <= 1


@pytest.mark.parametrize("counter", [lsa.WordCounter, lsa_characters.PieceCounter])
def test_a_vector_does_not_hang_on_the_texts_beside_it(counter: latent.MakeCounter) -> None:
    space, _ = latent.learn_space(TEXTS[:60], counter, dimensions=4, seed=1)
    together = space.place(TEXTS, counter)
    apart = np.vstack([space.place([text], counter) for text in TEXTS])
    assert together.tobytes() == apart.tobytes()


def test_what_was_learned_is_kept(tmp_path: Path) -> None:
    lsa.learn_model(TEXTS, settings=SAMPLED, seed=1, folder=tmp_path)
    kept = lsa.embed_passages(TEXTS, settings=SAMPLED.model_copy(update={"model": str(tmp_path)}), seed=1)
    assert kept.tobytes() == lsa.embed_passages(TEXTS, settings=SAMPLED, seed=1).tobytes()


def test_texts_without_a_known_word_have_a_zero_vector() -> None:
    space, _ = latent.learn_space(TEXTS, lsa_characters.PieceCounter, dimensions=4, seed=1)
    assert not space.place(["", "-- !", "qqq"], lsa_characters.PieceCounter).any()
    nothing, _ = latent.learn_space(["", "!"], lsa.WordCounter, dimensions=4, seed=1)
    assert nothing.place(TEXTS, lsa.WordCounter).shape == (90, 4)


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"embed\.model to null"):
        lsa.embed_passages(TEXTS, settings=EmbedSettings(model=str(tmp_path)), seed=1)
