from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.privacy import (
    Name,
    cut,
    hide,
    mask_other,
    mask_private,
    names_in_address,
    places_in,
    private_everywhere,
)


def _names(text: str, *found: tuple[str, str, bool]) -> list[Name]:
    return [Name(text.index(n), text.index(n) + len(n), n, label, public) for n, label, public in found]


def _masked(text: str, *found: tuple[str, str, bool]) -> str:
    return mask_private(text, 0, len(text), _names(text, *found))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Bos sprak in.", "[naam] sprak in."),
        ("Anna Bos sprak in. Later belde Bos nog eens.", "[naam] sprak in. Later belde [naam] nog eens."),
        ("Anna Bos sprak in. Anna is blij.", "[naam] sprak in. [naam] is blij."),
        ("Anna Bos liep door het bos.", "[naam] liep door het bos."),
        ("Anna Bos kent de Boskant.", "[naam] kent de Boskant."),
        ("Anna Bos en de brief van Anna\nBos.", "[naam] en de brief van [naam]."),
    ],
)
def test_a_private_name_is_hidden_wherever_it_stands(text: str, shown: str) -> None:
    assert _masked(text, ("Anna Bos", "PERSON", False)) == shown


def test_a_particle_is_no_name() -> None:
    text = "Jan van der Veen kwam. Van der gemeente hoorde hij niets. Veen schreef."
    assert _masked(text, ("Jan van der Veen", "PERSON", False)).endswith(
        "Van der gemeente hoorde hij niets. [naam] schreef."
    )


def test_an_office_holder_with_the_same_surname_stays() -> None:
    text = "Ouder Anna Bos sprak met wethouder Piet Bos."
    shown = _masked(text, ("Anna Bos", "PERSON", False), ("Piet Bos", "PERSON", True))
    assert shown == "Ouder [naam] sprak met wethouder Piet Bos."


def test_a_surname_that_the_model_took_for_a_company_is_still_hidden() -> None:
    text = "Anna Bos sprak. Bos wilde meer hulp."
    organisation = Name(text.index("Bos wilde"), text.index(" wilde"), "Bos", "ORG", public=True)
    shown = mask_private(text, 0, len(text), [*_names(text, ("Anna Bos", "PERSON", False)), organisation])
    assert shown == "[naam] sprak. [naam] wilde meer hulp."


def test_personal_details_are_hidden_every_time() -> None:
    text = "Bel 06-12345678. Nogmaals: 06-12345678."
    assert _masked(text, ("06-12345678", "ID", False)) == "Bel [gegeven]. Nogmaals: [gegeven]."


def test_a_window_that_starts_inside_a_name_does_not_show_the_rest() -> None:
    text = "Anna Bos sprak."
    assert mask_private(text, 5, len(text), _names(text, ("Anna Bos", "PERSON", False))) == "[naam] sprak."


def test_titles_and_addresses_hide_it_too() -> None:
    text = "Brief van Anna Bos."
    hidden = hide(text, _names(text, ("Anna Bos", "PERSON", False)))
    assert mask_other("Klacht A. Bos, deel 2", hidden) == "Klacht A. [naam], deel 2"
    assert names_in_address("https://example.org/brief-anna-BOS.pdf", hidden)
    assert not names_in_address("https://example.org/bosbeheer.pdf", hidden)


def test_a_full_name_that_is_private_in_one_document_is_hidden_in_all() -> None:
    private = Name(0, 8, "Anna Bos", "PERSON", public=False)
    holder = Name(0, 8, "Piet Vos", "PERSON", public=True)
    same = Name(0, 8, "Piet Vos", "PERSON", public=False)
    place = Name(0, 8, "Sint Bos", "GPE", public=True, linked=True)
    taken_for_person = Name(0, 8, "Sint Bos", "PERSON", public=False)
    everywhere = private_everywhere([private, holder, same, place, taken_for_person])
    assert everywhere == {"Anna Bos"}
    assert mask_other("Over Anna Bos", hide("Zij kwam.", [], also=everywhere)) == "Over [naam]"


def test_the_place_of_a_document_is_no_person_even_when_the_model_thinks_so() -> None:
    text = "Groen Duinrade en Duinrade kwamen."
    party = Name(0, 14, "Groen Duinrade", "PERSON", public=False)
    place = Name(18, 26, "Duinrade", "PERSON", public=False)
    shown = cut(text, 0, len(text), hide(text, [party, place], places=places_in([], ["Duinrade", None])))
    assert shown == "[naam] en Duinrade kwamen."


@given(st.text(alphabet="Anab Bos.\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_no_window_shows_the_whole_name(around: str, start: int, end: int) -> None:
    text = f"{around} Anna Bos {around}"
    name = Name(len(around) + 1, len(around) + 9, "Anna Bos", "PERSON", public=False)
    assert "Anna Bos" not in mask_private(text, min(start, end), len(text), [name])
