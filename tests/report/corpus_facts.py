"""What the synthetic corpus is made of: places, concepts, sentences, a private name, quality."""

from __future__ import annotations

from typing import Any

from pipeline.report.model import Concept

YEARS = (2011, 2012, 2013, 2014, 2015)
PLACES = {
    "GM9901": ("Duinrade", "Kustwal"),
    "GM9902": ("Zoutmonde", "Kustwal"),
    "GM9903": ("Loovelden", "Heidezoom"),
    "GM9904": ("Dennenrade", "Heidezoom"),
    "GM9905": ("Sandermeer", "Merenland"),
    "GM9906": ("Sint Alderik", "Merenland"),
}
CONCEPTS = (
    Concept(
        "transformatie",
        "transformatie",
        "transformation",
        "De vernieuwing van de jeugdhulp.",
        "Kern",
        related=("transitie",),
    ),
    Concept("transitie", "transitie", "transition", "De wettelijke overdracht.", "Kern"),
    Concept("wijkteam", "wijkteam", "district team", "Een team dichtbij gezinnen.", "Organisatie", 4),
    Concept(
        "een-gezin-een-plan", "één gezin, één plan", "one family, one plan", "Eén plan.", "Organisatie", 4, "wijkteam"
    ),
    Concept("eigen-kracht", "eigen kracht", "own strength", "Wat een gezin zelf kan.", "Gezin eerst", 1),
    Concept("normaliseren", "normaliseren", "normalising", "Gewoon laten wat gewoon is.", "Eerder en lichter", 2),
    Concept("preventie", "preventie", "prevention", "Voorkomen dat problemen ontstaan.", "Eerder en lichter", 1),
    Concept("bezuiniging", "bezuiniging", "budget cut", "Met minder geld rondkomen.", "Geld"),
)
CONCEPT_IDS = tuple(c.id for c in CONCEPTS)
TOPICS = (
    "overdracht van taken",
    "wijkteams en scholen",
    "geld en inkoop",
    "opvoeden in de buurt",
    "toezicht",
    "vervoer",
)
STEP_TEXTS = {
    "benoemen": "In de landelijke plannen komt {w} steeds vaker terug.",
    "voornemen": "Wij willen dat {w} de komende jaren een plaats krijgt.",
    "maatregel": "Vanaf 1 maart regelt het team elke ochtend {w} op drie scholen.",
    "middelen": "Voor {w} is in de begroting € 40.000 vrijgemaakt.",
    "resultaat": "Dankzij {w} kregen 31 gezinnen eerder hulp.",
}
PRIVATE = ("Klaas van den Brombeer", "Brombeer", "Klaas")
SHIFT = {"transformatie": (0.08, 0.72), "transitie": (0.75, 0.3), "wijkteam": (0.1, 0.85)}
METRICS: dict[str, Any] = {
    "documents": {"found": 120, "planted": 124},
    "concepts": {
        "per_concept": {"wijkteam": {"precision": 0.93, "recall": 0.71, "precision_low": 0.86, "precision_high": 0.97}}
    },
}
LANGUAGE: dict[str, Any] = {
    "name": "nl_transformatie",
    "version": "1.0.0",
    "licence": "CC BY-SA 4.0",
    "scores": {"ents_f": 0.771},
    "why": "nl_core_news_lg is not installed; using bundled",
}
