"""Dutch words for the closed lists of the contract (steps, reasons, kinds), as readers see them."""

from __future__ import annotations

from pipeline.tables import LADDER

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
DEEDS = LADDER[2:]
STEPS = {step: step.capitalize() for step in LADDER}
STEP_MEANING = {
    "benoemen": "het begrip komt voor",
    "voornemen": "de gemeente wil het",
    "maatregel": "wie doet wat",
    "middelen": "geld of mensen",
    "resultaat": "wat het opleverde",
}
DATE_KINDS = {
    "adopted": "vastgesteld",
    "published": "verschenen",
    "in_force": "in werking",
    "meeting": "vergadering",
    "sent": "verzonden",
    "subject": "jaar waarover de tekst gaat",
}
DOUBTS = {
    "negated": "een ontkenning",
    "conditional": "een voorwaarde",
    "quoted": "woorden of plannen van anderen",
}
REASONS = {
    "empty": "het bestand is leeg",
    "too_large": "te groot om te lezen",
    "unsupported_type": "een bestandssoort die wij niet lezen",
    "broken": "het bestand is kapot",
    "needs_ocr": "een scan: plaatjes zonder tekst",
    "password": "met een wachtwoord op slot",
    "no_text": "er staat geen tekst in",
    "not_dutch": "niet in het Nederlands",
    "timeout": "lezen duurde te lang",
    "out_of_memory": "lezen vroeg te veel geheugen",
    "crash": "de lezer liep vast",
    "metadata_only": "alleen een beschrijving, niet de tekst zelf",
}
GOALS = {
    1: "uitgaan van de eigen kracht en voorkomen",
    2: "minder medisch maken en normaliseren",
    3: "eerder hulp op maat",
    4: "samenhang: één gezin, één plan",
    5: "ruimte voor professionals",
}
