"""What the language model takes for a programme."""

from __future__ import annotations

import pytest

from pipeline.entities.programmes import is_programme
from pipeline.entities.spans import Found

ORDINARY = frozenset({"pas", "bestand"})
PERSONS = frozenset({"gea", "roos"})


def judged(text: str, written: str) -> bool:
    start = text.index(written)
    name = Found(start, start + len(written), "PRODUCT", "model")
    return is_programme(name, text, ordinary=ORDINARY, persons=PERSONS)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Aanwezig: Gea Top van de GGD.", "Gea Top"),
        ("Kenmerk SAM/11/0447, bijlage.", "SAM/11/0447"),
        ("Ons advies: PRAAT MET ONS, niet over ons.", "PRAAT MET ONS"),
        ("Er wordt geen CJG-pas gevraagd.", "CJG-pas"),
        ("Slimmer Samen\n\nStartnotitie voor het college.", "Slimmer Samen"),
    ],
)
def test_what_is_no_programme_is_not_taken(text: str, written: str) -> None:
    assert not judged(text, written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Wie Klaar voor School volgt, krijgt een map.", "Klaar voor School"),
        ("Moeders volgen Opvoeden met Roos in de wijk.", "Opvoeden met Roos"),
        ("Slimmer Samen\n\nIn 2012 begon Slimmer Samen in drie wijken.", "Slimmer Samen"),
        ("De stand van JOGG in cijfers.", "JOGG"),
    ],
)
def test_a_name_in_running_text_is_taken(text: str, written: str) -> None:
    assert judged(text, written)
