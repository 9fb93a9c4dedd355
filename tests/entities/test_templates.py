from __future__ import annotations

import pytest

from pipeline.entities.templates import alternatives, compile_template

SLOTS = {"a": alternatives(["een", "een twee"]), "n": r"\d+"}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("{a} {n}", "x een twee 3 y", "een twee 3"),
        ("[{a}] {n}", "los 3", "3"),
        ("{n} [{a}]", "3 een", "3 een"),
        ("{n} [{a}] {n}", "3 4", "3 4"),
        ("{n} [{a}] {n}", "3 een 4", "3 een 4"),
        ("{n} [{a}] [{n}]", "3 een 4", "3 een 4"),
        ("{n} [{a}] [{n}]", "3 4 ", "3 4"),
        ("{n} [{a}] [{n}]", "3 een.", "3 een"),
        ("{n}~uur", "3uur", "3uur"),
        ("({n})", "f(3)", None),
    ],
)
def test_a_pattern_matches_with_and_without_its_optional_parts(pattern: str, text: str, found: str | None) -> None:
    match = compile_template(pattern, SLOTS).search(text)
    assert (match and match.group()) == found


def test_a_pattern_never_runs_over_a_line_break() -> None:
    assert compile_template("{a} {n}", SLOTS).search("een\n3") is None
