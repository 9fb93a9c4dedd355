"""A title is what a reader would call the document, not a letterhead."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.facts.title import find_title, load_title_rules

RULES = load_title_rules(Path(__file__).parents[3] / "models/cleaning")


def title(*lines: str, declared: str | None = None, found: str | None = None) -> str | None:
    blocks = [
        Block("heading", line[2:], level=1) if line.startswith("# ") else Block("paragraph", line) for line in lines
    ]
    return find_title(blocks, declared=declared, found=found, rules=RULES)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["# Nota Jeugd", "Tekst."], "Nota Jeugd"),
        (["Gemeente Zwolle", "Postbus 1", "# Visie op jeugd"], "Visie op jeugd"),
        (["donderdag 15 oktober 2015", "Gemeenten hebben cliënten nodig", "Tekst."], "Gemeenten hebben cliënten nodig"),
        (["# Gemeente Zwolle", "Onderwerp: stand van zaken jeugd", "Geachte raad,", "# Geld"], "Stand van zaken jeugd"),
        (["# Raadsvoorstel", "Onderwerp: wijkteams", "# Besluit"], "Raadsvoorstel: Wijkteams"),
        (
            ["# Gemeente Zwolle", "Aan de leden van de gemeenteraad", "Geachte raad,", "# Geld"],
            "Aan de leden van de gemeenteraad",
        ),
        (["Zwolle, 3 maart 2014", "Geachte raad,", "# Geld"], None),
    ],
)
def test_the_title_is_chosen_among_the_first_lines(lines: list[str], expected: str | None) -> None:
    assert title(*lines) == expected


def test_what_is_declared_is_kept_and_a_readers_letterhead_is_not() -> None:
    assert title("# Nota", declared=" Nota \n Jeugd ") == "Nota Jeugd"
    assert title("# Gemeente Zwolle", "# Visie op jeugd", found="Gemeente Zwolle") == "Visie op jeugd"
