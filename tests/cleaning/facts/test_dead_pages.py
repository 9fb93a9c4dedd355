"""A page that only says that it is not there is no document, and a text about it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.facts.dead_pages import check_alive, load_dead_page_rules
from pipeline.errors import RejectedDocument

RULES = load_dead_page_rules(Path(__file__).parents[3] / "models/cleaning")
HELP = "Ga naar de beginpagina of gebruik de zoekfunctie van deze site."
TEXT = "De gemeente wil dat ouders en kinderen op tijd de hulp krijgen die zij nodig hebben. "


def blocks(*texts: str) -> list[Block]:
    return [Block("paragraph", text) for text in texts]


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("Pagina niet gevonden - Gemeente Zwolle", [HELP]),
        ("Pagina niet gevonden | Zwolle", [HELP]),
        ("404 - Pagina niet gevonden", [HELP]),
        ("Gemeente Zwolle", ["Deze pagina bestaat niet.", HELP]),
        ("Gemeente Zwolle", ["Oeps!", "De pagina die u zoekt, bestaat niet meer.", HELP]),
        ("Gemeente Zwolle", ["Helaas", f"De opgevraagde pagina kan niet worden gevonden. {HELP}"]),
        (None, ["Inloggen", "Gebruikersnaam", "Wachtwoord"]),
        ("Error 404", [HELP]),
    ],
)
def test_a_dead_page_is_rejected_with_its_own_words(title: str | None, texts: list[str]) -> None:
    with pytest.raises(RejectedDocument, match="no_text: a page that only says"):
        check_alive(blocks(*texts), title=title, rules=RULES)


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("Niet gevonden, wel gezocht: ouders over de jeugdzorg", [TEXT]),
        ("Pagina niet gevonden", [TEXT * 12]),
        ("Onderhoud van speelplaatsen", [TEXT]),
        ("Toegang", [TEXT]),
        (None, [TEXT]),
    ],
)
def test_a_text_is_let_through(title: str | None, texts: list[str]) -> None:
    check_alive(blocks(*texts), title=title, rules=RULES)
