"""Names go out of the text, and nothing else does."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.embedders.masking import mask, mask_passages, name_spans

TEXT = "Wijkteam Oudeweer helpt in Oudeweer vanaf 3 mei."


def _entities(*rows: tuple[int, int, str]) -> pd.DataFrame:
    return pd.DataFrame([("d1", *row) for row in rows], columns=["document_id", "start", "end", "label"])


def test_names_of_places_are_blanked_and_dates_stay() -> None:
    names = name_spans(_entities((27, 35, "GPE"), (42, 47, "DATE")))
    passages = pd.DataFrame({"document_id": ["d1"], "start": [0], "text": [TEXT]})
    assert mask_passages(passages, names) == ["Wijkteam Oudeweer helpt in          vanaf 3 mei."]


def test_a_document_without_names_keeps_its_text() -> None:
    passages = pd.DataFrame({"document_id": ["d2"], "start": [0], "text": [TEXT]})
    assert mask_passages(passages, name_spans(_entities((27, 35, "GPE")))) == [TEXT]


def test_overlapping_names_are_one_span() -> None:
    assert name_spans(_entities((9, 17, "GPE"), (0, 17, "ORG"), (17, 20, "PERSON"))) == {"d1": [(0, 20)]}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(100, 103)], "    de bel"),
        ([(95, 102)], "  n de bel"),
        ([(107, 120)], "Jan de    "),
        ([(90, 100), (110, 115)], "Jan de bel"),
        ([(95, 130)], "          "),
        ([], "Jan de bel"),
    ],
)
def test_names_at_the_borders_of_a_passage(spans: list[tuple[int, int]], expected: str) -> None:
    assert mask("Jan de bel", start=100, spans=spans) == expected


@given(st.text(min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5))
def test_every_character_stays_in_its_place_or_is_blank(text: str, starts: list[tuple[int, int]]) -> None:
    names = name_spans(_entities(*((s, s + n, "ORG") for s, n in starts))).get("d1", [])
    masked = mask(text, start=10, spans=names)
    inside = [any(s <= i + 10 < e for s, e in names) for i in range(len(text))]
    assert masked == "".join(" " if hidden else c for c, hidden in zip(text, inside, strict=True))
