"""Every file in pipeline/embedders/ that defines embed_passages keeps the same contract."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.embedders.word_vectors import bundled_folder
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings
from pipeline.plugins import load_plugin, plugin_names

SETTINGS = EmbedSettings(dimensions=8)
OWN_MODEL = ("sentence_transformers", "model2vec")  # what they say of nothing is up to the model
WORDS = [
    "jeugdhulp",
    "wijkteam",
    "school",
    "huisarts",
    "budget",
    "inkoop",
    "toegang",
    "veiligheid",
    "ouders",
    "netwerk",
]
TEXTS = {
    "none": [],
    "one": ["Het wijkteam helpt gezinnen."],
    "empty": ["", "   ", "--- !"],
    "one word each": ["jeugdhulp", "school"],
    "few": ["Het wijkteam helpt.", "De school meldt.", "", "Cliënten praten mee; 3 × per jaar."],
    "many": [f"{WORDS[i % 10]} {WORDS[(i * 3 + 1) % 10]} {WORDS[(i * 7 + 2) % 10]} nummer{i}" for i in range(120)],
    "nothing shared": [f"woord{i}" for i in range(60)],
    "all the same words": ["wijkteam school"] * 60,
}


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("name", plugin_names("embedders", "embed_passages"))
def test_vectors_are_unit_or_zero_and_come_out_the_same_twice(name: str, texts: list[str]) -> None:
    first, second = _embed(name, texts), _embed(name, texts)
    assert first.dtype == np.float32
    assert first.shape == (len(texts), first.shape[1])
    lengths = np.linalg.norm(first, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-4) | (lengths == 0)), f"{name}: lengths {lengths}"
    assert np.array_equal(first, second), f"{name} gives other vectors in a second run"


@pytest.mark.parametrize("name", plugin_names("embedders", "embed_passages"))
def test_a_text_without_words_has_a_zero_vector_and_another_has_not(name: str) -> None:
    vectors = _embed(name, ["Het wijkteam helpt.", "De school meldt.", ""])
    assert vectors[0].any()
    assert not vectors[2].any() or name in OWN_MODEL


@pytest.mark.parametrize("name", plugin_names("embedders", "embed_passages"))
def test_a_passage_is_nearer_to_one_on_its_subject(name: str) -> None:
    care = ["Het wijkteam helpt het gezin met een plan.", "Een gezin krijgt hulp van het wijkteam met één plan."]
    other = ["De raad stelt de begroting van de havens vast.", "De havens kosten geld, zegt de begroting."]
    vectors = _embed(name, care + other)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2], f"{name}: the begroting looks more like a wijkteam"


def _embed(name: str, texts: list[str]) -> np.ndarray:
    plugin = load_plugin("embedders", name, marker="embed_passages", setting="embed.embedder")
    try:
        vectors: np.ndarray = plugin.embed_passages(texts, settings=_settings(name), seed=2015)
    except ModelError as error:
        if "not installed" not in error.found and "no model is named" not in error.found:
            raise
        pytest.skip(f"embedder {name}: {error.found}")
    return vectors


def _settings(name: str) -> EmbedSettings:
    return SETTINGS.model_copy(update={"model": str(bundled_folder(name))}) if name == "spacy" else SETTINGS
