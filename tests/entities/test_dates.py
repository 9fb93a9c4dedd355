from __future__ import annotations

import pytest

from tests.entities.reader import pick, read


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("Op 3 juni 2013 tekende het college.", "3 juni 2013", "2013-06-03"),
        ("Zwolle, donderdag 13 december 2012", "donderdag 13 december 2012", "2012-12-13"),
        ("Sinds 01-02-2014 geldt dit.", "01-02-2014", "2014-02-01"),
        ("Het besluit van 3 mrt. 2014 vervalt.", "3 mrt. 2014", "2014-03-03"),
        ("Vanaf mei 2014 begint het.", "mei 2014", "2014-05"),
        ("In 2015 verandert alles.", "2015", "2015"),
        ("Vóór 1 april is het klaar.", "1 april", None),
        ("In de periode 2012-2015 gebeurde veel.", "periode 2012-2015", None),
        ("Jongeren van veertien tot achttien jaar komen zelf.", "veertien tot achttien jaar", None),
        ("De afgelopen twee jaar groeide het.", "afgelopen twee jaar", None),
        ("Na vijfentwintig dagen volgt een brief.", "vijfentwintig dagen", None),
        ("Medio 2013 volgt een nota.", "Medio 2013", None),
        ("De brief van 18 juni jl. is binnen.", "18 juni jl.", None),
        ("De raden kwamen in april en mei 2014 bijeen.", "april en mei 2014", None),
        ("Op 14, 15 en 16 januari is er overleg.", "14, 15 en 16 januari", None),
        ("Hij kwam op zijn negende hierheen.", "negende", None),
    ],
)
def test_a_date_has_a_value_at_its_own_precision_and_a_period_has_none(
    text: str, found: str, value: str | None
) -> None:
    assert pick(read(text), "DATE", "text", "value") == [(found, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Het team vergadert per week.",
        "Op bladzijde 17 wordt vooral gepraat.",
        "Zij komt elk half jaar langs.",
        "Iedere drie maanden volgt een gesprek.",
        "De kosten zijn € 2015 lager.",
        "Zaak 2014-37 is gesloten.",
        "Er waren 2015 kinderen in beeld.",
        "Postadres: 2015 AB",
    ],
)
def test_a_frequency_or_another_number_is_no_date(text: str) -> None:
    assert pick(read(text), "DATE") == []


def test_an_impossible_day_gets_no_value() -> None:
    assert ("31 februari 2014", "2014-02-31") not in pick(
        read("Op 31 februari 2014 was het koud."), "DATE", "text", "value"
    )


def test_a_first_name_is_no_month() -> None:
    assert pick(read("Jan schreef een brief."), "DATE") == []
