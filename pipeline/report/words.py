"""Words for the closed lists of the contract (steps, reasons, kinds), as readers see them, Dutch and English."""

from __future__ import annotations

from pipeline.report.speech import Lexicon
from pipeline.schema.values import LADDER

MONTHS = Lexicon(
    {
        "1": ("januari", "January"),
        "2": ("februari", "February"),
        "3": ("maart", "March"),
        "4": ("april", "April"),
        "5": ("mei", "May"),
        "6": ("juni", "June"),
        "7": ("juli", "July"),
        "8": ("augustus", "August"),
        "9": ("september", "September"),
        "10": ("oktober", "October"),
        "11": ("november", "November"),
        "12": ("december", "December"),
    }
)
DEEDS = LADDER[2:]
STEPS = Lexicon(
    {
        "benoemen": ("Benoemen", "Naming"),
        "voornemen": ("Voornemen", "Intention"),
        "maatregel": ("Maatregel", "Measure"),
        "middelen": ("Middelen", "Means"),
        "resultaat": ("Resultaat", "Result"),
    }
)
STEP_MEANING = Lexicon(
    {
        "benoemen": ("het begrip komt voor", "the concept is there"),
        "voornemen": ("de gemeente wil het", "the municipality wants it"),
        "maatregel": ("wie doet wat", "who does what"),
        "middelen": ("geld of mensen", "money or staff"),
        "resultaat": ("wat het opleverde", "what came of it"),
    }
)
DATE_KINDS = Lexicon(
    {
        "adopted": ("vastgesteld", "adopted"),
        "published": ("verschenen", "published"),
        "in_force": ("in werking", "in force"),
        "meeting": ("vergadering", "meeting"),
        "sent": ("verzonden", "sent"),
        "subject": ("jaar waarover de tekst gaat", "year that the text is about"),
    }
)
DOUBTS = Lexicon(
    {
        "negated": ("een ontkenning", "a denial"),
        "conditional": ("een voorwaarde", "a condition"),
        "quoted": ("woorden of plannen van anderen", "words or plans of others"),
    }
)
REASONS = Lexicon(
    {
        "empty": ("het bestand is leeg", "the file is empty"),
        "too_large": ("te groot om te lezen", "too large to read"),
        "unsupported_type": ("een bestandssoort die wij niet lezen", "a kind of file that we do not read"),
        "broken": ("het bestand is kapot", "the file is broken"),
        "needs_ocr": ("een scan: plaatjes zonder tekst", "a scan: pictures without text"),
        "password": ("met een wachtwoord op slot", "locked with a password"),
        "no_text": ("er staat geen tekst in", "there is no text in it"),
        "not_dutch": ("niet in het Nederlands", "not in Dutch"),
        "timeout": ("lezen duurde te lang", "reading took too long"),
        "out_of_memory": ("lezen vroeg te veel geheugen", "reading took too much memory"),
        "crash": ("de lezer liep vast", "the reader crashed"),
        "metadata_only": ("alleen een beschrijving, niet de tekst zelf", "a description only, not the text itself"),
    }
)
GOALS = Lexicon(
    {
        "1": ("uitgaan van de eigen kracht en voorkomen", "own strength and prevention"),
        "2": ("minder medisch maken en normaliseren", "less medical, more normal"),
        "3": ("eerder hulp op maat", "tailored help sooner"),
        "4": ("samenhang: één gezin, één plan", "coherence: one family, one plan"),
        "5": ("ruimte voor professionals", "room for professionals"),
    }
)
UNITS = Lexicon(
    {
        "documenten": ("documenten", "documents"),
        "zinnen": ("zinnen", "sentences"),
        "alinea’s": ("alinea’s", "passages"),
    }
)
LABELS = Lexicon(
    {
        "LAW": ("wet of regeling", "law or rule"),
        "ORG": ("organisatie", "organisation"),
        "PRODUCT": ("programma of methode", "programme or method"),
        "PERSON": ("ambtsdrager", "office holder"),
    }
)
