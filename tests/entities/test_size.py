"""Long and strange texts: no crash, and time that grows with the length."""

from __future__ import annotations

import time
from itertools import cycle, islice

import pytest

from pipeline.entities.extract import extract_entities
from tests.entities.reader import MODELS, WINDOW

LINE = (
    "Mevrouw Jansen (CDA) van de gemeente Zwolle vraagt op 3 mei 2013 naar de Wet op de jeugdzorg en € 1,2 mln, "
    "terwijl wethouder Filip van As in De Vuurtoren de cursus 'Samen groot' noemt. Wie helpt? Ouders doen mee. "
)
STRANGE = (
    "\x00\x07 woord ",
    "😀 ",
    "مدينة زفوله ",
    "Aa ",
    "1.",
    "a.b@",
    "januari en ",
    "( ",
    "Jan de ",
    "Wet op de ",
    "-",
)


def _seconds(text: str) -> float:
    """With a name of the model at every word with a capital, the worst case."""
    labels = islice(cycle(("PERSON", "ORG", "GPE", "WORK_OF_ART")), None)
    names, at = [], 0
    for word in text.split(" "):
        if word[:1].isupper():
            names.append([at, at + len(word), next(labels)])
        at += len(word) + 1
    payload = {"text": text, "year": 2014, "municipality_code": None, "names": names}
    start = time.process_time()
    extract_entities(payload, models=str(MODELS), fictional=False, window_words=WINDOW)
    return time.process_time() - start


@pytest.mark.parametrize("end", ["", "\n\n"])
def test_twice_the_text_takes_about_twice_the_time(end: str) -> None:
    _seconds(LINE)
    text = (LINE + end) * 400
    small, large = _seconds(text[:30_000]), _seconds(text[:60_000])
    assert large < 3.5 * small + 1, f"{small:.1f} s for 30,000 characters, {large:.1f} s for 60,000"


@pytest.mark.parametrize("piece", STRANGE)
def test_strange_text_takes_no_more_than_linear_time(piece: str) -> None:
    small, large = (_seconds((piece * size)[:size]) for size in (5_000, 20_000))
    assert large < 14 * small + 1, f"{small:.1f} s for 5,000 characters, {large:.1f} s for 20,000"
