"""A document's date is found where Dutch documents tell it, at its own precision, and never made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleaning.blocks import DeclaredDate, Extract
from pipeline.cleaning.facts.date_words import load_date_rules
from pipeline.cleaning.facts.dates import FoundDate, find_date
from pipeline.text import fold

ROOT = Path(__file__).parents[3]
RULES = load_date_rules(ROOT / "models/cleaning")
SEEDS = ROOT.parent / "shared/seeds"
FILLER = "De gemeente werkt samen met ouders, scholen en hulpverleners aan de zorg voor jeugd. " * 40


def found(text: str, **more: Any) -> FoundDate:
    extract = Extract([], "txt", title=more.get("title"), dates=more.get("dates", []))
    url = more.get("url", "file:own/stuk.txt")
    return find_date(text, extract=extract, declared=more.get("declared", {}), url=url, rules=RULES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 mei 2014", "2014-05-03"),
        ("3 mrt. '14", "2014-03-03"),
        ("1e maart 2012", "2012-03-01"),
        ("d.d. 3-3-2014", "2014-03-03"),
        ("03.03.2014", "2014-03-03"),
        ("3/12/2013", "2013-12-03"),
        ("12-feb-14", "2014-02-12"),
        ("2013-05-14", "2013-05-14"),
        ("20130514", "2013-05-14"),
        ("mei 2014", "2014-05"),
        ("DECEMBER 2011", "2011-12"),
        ("mei/juni 2014", "2014"),
        ("1e kwartaal 2015", "2015"),
        ("eind 2014", "2014"),
        ("zomer van 2013", "2013"),
    ],
)
def test_each_dutch_form_is_read_at_its_own_precision(text: str, value: str) -> None:
    assert [span.value for span in RULES.forms.spans(fold(text))] == [value]


@pytest.mark.parametrize(
    "text",
    ["31-2-2014", "3 maart 15 uur", "2012-2015", "versie 1.2.14", "artikel 2.4.2014.3", "2013/2014", "6-12 jaar"],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert RULES.forms.spans(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "value", "kind", "origin"),
    [
        (f"Gemeente Zwolle\n\nDatum: 3 maart 2014\n\n{FILLER}", "2014-03-03", "published", "label"),
        (f"Nota\n\nVergaderdatum | 12 juni 2014\n\n{FILLER}", "2014-06-12", "meeting", "label"),
        (f"Samen om het kind\n\nJaar van publicatie :\n\n2015\n\n{FILLER}", "2015", "published", "label"),
        (
            f"donderdag 15 oktober 2015\n\nGemeenten hebben cliënten nodig\n\n{FILLER}",
            "2015-10-15",
            "published",
            "head",
        ),
        (f"Visie\n\nVisie op jeugd, gemeente Zwolle, mei 2012\n\n{FILLER}", "2012-05", "published", "head"),
        (f"Nota\n\nGemeente Polderhoeve, 2012\n\n{FILLER}", "2012", "published", "head"),
        (
            f"{FILLER}\n\nAldus vastgesteld in de openbare vergadering van 12 juni 2014.",
            "2014-06-12",
            "adopted",
            "closing",
        ),
        (f"{FILLER}\n\nMet vriendelijke groet,\n\nVerzonden: 2 december 2012", "2012-12-02", "sent", "closing"),
        (f"{FILLER} De voorzitter sluit. Zwolle, 14 juni 2013", "2013-06-14", "published", "closing"),
        (
            f"Het plan is donderdag 13 december 2012 door de wethouders gepresenteerd. {FILLER}",
            "2012-12-13",
            "published",
            "text",
        ),
        (f"Op 27 februari 2015 kwamen zes teamleiders bijeen. {FILLER}", "2015-02-27", "meeting", "text"),
    ],
)
def test_a_text_tells_its_own_date(text: str, value: str, kind: str, origin: str) -> None:
    date = found(text)
    assert (date.value, date.kind, date.origin) == (value, kind, origin)


@pytest.mark.parametrize(
    "text",
    [
        "Per 1 januari 2015 gaat de jeugdhulp naar de gemeenten. " + FILLER,
        "Vanaf 3 mei 2014 geldt een nieuwe regeling. " + FILLER,
        "De regels treden in werking op 1 juli 2014. " + FILLER,
        "Aanmelden kan tot uiterlijk 12 mei 2014. " + FILLER,
        "Datum inwerkingtreding: 1 maart 2014\n\n" + FILLER,
        "De wet van 1 maart 2014 regelt dit. " + FILLER,
        FILLER + "\n\nCopyright 2014",
        FILLER + "\n\n© 3 mei 2014",
        FILLER + "\n\nAfgedrukt op 3 mei 2014",
        FILLER + "\n\nGeraadpleegd op: 3-5-2014",
        FILLER + "\n\nDe volgende vergadering is op 3 juli 2014.",
        FILLER + " In de nota van 3 mei 2009 stond dit al. " + FILLER,
    ],
)
def test_other_dates_are_not_the_documents(text: str) -> None:
    assert found(text) == FoundDate()


def test_the_source_is_believed_first_and_a_file_next() -> None:
    text = f"Datum: 3 maart 2014\n\n{FILLER}"
    file = [DeclaredDate("2014-03-05", "adopted", "dcterms:issued")]
    assert found(text, declared={"published": "2014-02"}, dates=file).origin == "declared:published"
    assert found(FILLER, dates=file).origin == "file:dcterms:issued"
    assert found(text, dates=[DeclaredDate("2014-04-01", "in_force", "x")]).value == "2014-03-03"


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://www.zwolle.nl/2013/05/14/zorg-voor-jeugd", "2013-05-14"),
        ("https://www.zwolle.nl/nieuws/2013/05/zorg", "2013-05"),
        ("file:own/Besluitenlijst-raadsvergadering-29-juni-2015.pdf", "2015-06-29"),
        ("file:own/20140503_raadsbrief.pdf", "2014-05-03"),
        ("file:own/001_8828f84ea25eaf01.txt", None),
        ("https://www.zwolle.nl/dossier/2012345/jeugd", None),
    ],
)
def test_an_address_can_hold_the_date(url: str, value: str | None) -> None:
    assert found(FILLER, url=url).value == value


@pytest.mark.parametrize(
    "title", ["Jaarverslag 2013", "Beleidsplan jeugd 2012-2015", "Verordening jeugdhulp Zwolle 2015"]
)
def test_a_year_in_a_title_is_the_subject(title: str) -> None:
    assert found(f"{title}\n\n{FILLER}", title=title) == FoundDate()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789-./' \nadeijmrnuv|:©", max_size=200))
def test_any_text_gives_a_date_of_its_precision_or_none(text: str) -> None:
    date = found(text)
    lengths = {"day": 10, "month": 7, "year": 4, None: 0}
    assert len(date.value or "") == lengths[date.precision]


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed texts are not here")
@pytest.mark.parametrize(
    ("name", "value"), [("000", None), ("001", "2012-12-13"), ("003", "2015-10-15"), ("004", "2015")]
)
def test_the_seed_texts_give_the_dates_that_a_reader_finds(name: str, value: str | None) -> None:
    text = next(SEEDS.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    assert found(text).value == value


@pytest.mark.parametrize("title", ["Jeugdnota 2013", "Eilandnieuws Jeugd 2013", "Notitie lokaal jeugdbeleid 2013"])
def test_a_note_with_a_year_in_its_title_is_of_that_year_for_want_of_better(title: str) -> None:
    date = found(f"{title}\n\n{FILLER}", title=title)
    assert (date.value, date.precision, date.origin, date.confidence) == ("2013", "year", "title", 0.3)
    assert found(f"{title}\n\nDatum: 4 november 2012\n\n{FILLER}", title=title).value == "2012-11-04"


@pytest.mark.parametrize(
    "title",
    [
        "Jaarverslag nota jeugd 2013",
        "Programmabegroting 2014",
        "Uitvoeringsprogramma nota jeugd 2013",
        "Kadernota 2014",
        "Nota jeugd 2011-2014",
        "Nota over 2013",
        "Nieuwsbrief: op weg naar 2015",
        "Nota 2013 jeugd",
    ],
)
def test_a_year_that_is_the_subject_of_a_title_is_no_date(title: str) -> None:
    assert found(f"{title}\n\n{FILLER}", title=title) == FoundDate()


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Dit verslag gaat over het schooljaar 2009-2010 en wordt in 2011 aan de raad gestuurd.", "2011"),
        ("Deze nota is in het jaar 2012 opgesteld door de afdeling Samenleving.", "2012"),
        ("In 2011 heeft de raad het beleid vastgesteld.", None),
        ("Dit plan laat zien dat de taken in 2015 naar de gemeente gaan.", None),
    ],
)
def test_a_year_in_the_text_counts_when_the_sentence_tells_what_became_of_the_document(
    sentence: str, value: str | None
) -> None:
    assert found(f"Jeugd en gezin\n\n{sentence} {FILLER}").value == value


def test_a_date_in_a_page_foot_is_evidence_but_doubted() -> None:
    extract = Extract([], "pdf", margins="Gemeente Elzerdam\nversie 3 maart 2014")
    date = find_date(FILLER, extract=extract, declared={}, url="file:own/stuk.pdf", rules=RULES)
    assert (date.value, date.origin, date.confidence) == ("2014-03-03", "margin", 0.55)
