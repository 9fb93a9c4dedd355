from __future__ import annotations

import pytest

from pipeline.report import format as f


@pytest.mark.parametrize(
    ("share", "shown"), [(0.425, "43%"), (0.0, "0%"), (0.004, "0%"), (1.0, "100%"), (0.125, "13%")]
)
def test_shares_are_whole_per_cents(share: float, shown: str) -> None:
    assert f.pct(share) == shown


def test_a_margin_has_an_en_dash_and_its_absence_is_said() -> None:
    assert f.margin(0.43, 0.6) == "43–60%"
    assert f.margin(None, 0.6) == "marge niet berekend"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("2014-05-03", "3 mei 2014"), ("2014-05", "mei 2014"), ("2014", "2014"), (None, "datum onbekend")],
)
def test_a_date_is_as_precise_as_what_is_known(iso: str | None, shown: str) -> None:
    assert f.date(iso) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("één gezin", "Eén gezin"), ("ijsbaan", "IJsbaan"), ("wijkteam", "Wijkteam"), ("", "")]
)
def test_a_capital_follows_dutch_habit(text: str, shown: str) -> None:
    assert f.sentence_case(text) == shown


def test_numbers_have_points_and_commas() -> None:
    assert f.count(1664) == "1.664"
    assert f.decimal(0.84) == "0,84"
    assert f.plural(1, "document", "documenten") == "1 document"
    assert f.plural(2, "document", "documenten") == "2 documenten"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x", "", "http://[", "a b"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert f.web_address(url) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert f.web_address(" https://example.org/a?b=1&c=2 ") == "https://example.org/a?b=1&c=2"
