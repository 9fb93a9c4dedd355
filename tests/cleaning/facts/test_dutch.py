"""Dutch texts pass, others become rejects that say what was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cleaning.facts.dutch import check_dutch, load_dutch_rules
from pipeline.errors import RejectedDocument

RULES = load_dutch_rules(Path(__file__).parents[3] / "models/cleaning")


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente wil dat kinderen en hun ouders op tijd de hulp krijgen die zij nodig hebben. " * 5,
        "Jeugdzorg Zwolle",
        "Agenda: 1. Opening 2. Mededelingen 3. Vaststelling agenda",
        "Aanwezig: mevrouw Jansen (voorzitter), de heer Bakker, de heer De Vries, mevrouw Smit en de griffier. " * 3,
        "Het team gebruikt Signs of Safety en Families First, en werkt outreachend met een track record. " * 4,
    ],
)
def test_dutch_texts_pass(text: str) -> None:
    check_dutch(text, rules=RULES)


@pytest.mark.parametrize(
    "text",
    [
        "The municipality wants children and their parents to get the help that they need in time. " * 5,
        "The council and the parents.",
        "Die Gemeinde will, dass Kinder und ihre Eltern die Hilfe bekommen, die sie brauchen. " * 5,
        "La commune veut que les enfants et leurs parents aient une aide dans la ville. " * 5,
        "De gemeente wol dat bern en har âlden op 'e tiid de help krije dy't sy nedich hawwe, foar it bern yn Fryslân. "
        * 5,
        "12 34 56,7 2014 € 100.000",
        "Jansen Bakker Smit Visser Mulder Bos Vos Peters Hendriks Dekker Dijkstra Postma " * 4,
    ],
)
def test_other_texts_are_rejected(text: str) -> None:
    with pytest.raises(RejectedDocument) as caught:
        check_dutch(text, rules=RULES)
    assert caught.value.reason == "not_dutch"
