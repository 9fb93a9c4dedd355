"""Texts about youth care and the social domain score above the threshold, look-alikes below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cleaning.facts.topicality import load_topic_model, score_topic

ROOT = Path(__file__).parents[3]
MODEL = load_topic_model(ROOT / "models/cleaning")
SEEDS = ROOT.parent / "shared/seeds"

ON = [
    "De jeugdzorg gaat naar de gemeenten. Ouders en kinderen krijgen hulp van het wijkteam, dicht bij huis.",
    "Het Centrum voor Jeugd en Gezin geeft opvoedadvies aan ouders met een peuter die slecht slaapt.",
    "Wmo: inwoners die ondersteuning nodig hebben, gaan naar het sociaal team voor een keukentafelgesprek.",
]
OFF = [
    "De energietransitie vraagt zonnepanelen op daken. De wethouder vraagt inwoners om eigen kracht en regie.",
    "Brandpreventie begint bij een rookmelder. De brandweer geeft ouders en kinderen les over brandveiligheid.",
    "De nieuwe rotonde maakt het fietspad bij de school veiliger. Het verkeer rijdt er dertig, parkeren mag niet.",
    "De film gaat over een jongen en zijn moeder. De regie is van een jonge regisseur; het festival begint vrijdag.",
    "Het bestemmingsplan ligt ter inzage. De omgevingsvergunning voor de bouw van negen woningen is verleend.",
    "De transitie van de landbouw: veehouders en het waterschap zoeken samen naar duurzame zorg voor de dijken.",
]


@pytest.mark.parametrize("text", ON)
def test_youth_care_and_the_social_domain_are_on_topic(text: str) -> None:
    assert score_topic(text, MODEL) >= 0.5


@pytest.mark.parametrize("text", OFF)
def test_look_alikes_are_off_topic(text: str) -> None:
    assert score_topic(text, MODEL) < 0.5


def test_one_word_in_a_long_text_decides_nothing() -> None:
    text = "De raad besprak de begroting en de belasting op woningen. " * 80
    assert score_topic(text + "Er was een vraag over de jeugdzorg.", MODEL) < 0.5


@given(st.text(max_size=300))
def test_any_text_gets_a_share(text: str) -> None:
    assert 0 <= score_topic(text, MODEL) <= 1


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed texts are not here")
def test_the_seed_texts_are_on_topic() -> None:
    scores = {file.name: score_topic(file.read_text(encoding="utf-8"), MODEL) for file in SEEDS.glob("*.txt")}
    assert len(scores) == 5
    assert min(scores.values()) > 0.9, scores
