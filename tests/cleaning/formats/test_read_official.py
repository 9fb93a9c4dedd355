"""Regulations, gazettes and council information: text in order, and the facts that the file declares."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.cleaning.blocks import Block, DeclaredDate, Extract, declare_date
from pipeline.cleaning.formats.read_cvdr import normal_identifier, read_cvdr
from pipeline.cleaning.formats.read_publication import read_publication_xml
from pipeline.cleaning.formats.read_raadsinfo import read_raadsinfo
from pipeline.cleaning.formats.reading import read_bytes
from pipeline.params import CleanSettings
from tests.cleaning.formats.margins import MARGINS

REAL = Path(__file__).parents[4] / "shared" / "real"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
CVDR = """<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/" xmlns:d="http://purl.org/dc/terms/" xmlns:o="urn:o">
<meta><d:identifier>77_2</d:identifier><d:title>Verordening</d:title><d:creator>Elzerdam</d:creator>
<d:issued>2014-11-13</d:issued><o:inwerkingtredingDatum>2015-01-01</o:inwerkingtredingDatum></meta>
<body><intitule>Verordening</intitule><regeling><aanhef><preambule><al>De raad besluit:</al></preambule></aanhef>
<regeling-tekst><hoofdstuk><kop><label>Hoofdstuk</label><nr>1</nr><titel>Begrippen</titel></kop>
<artikel><kop><label>Artikel</label><nr>1</nr></kop><lid><lidnr>1.</lidnr><al>Er is <vet>hulp</vet>.<noot><noot.nr>1
</noot.nr><noot.al>Zie de wet.</noot.al></noot></al><lijst><li nr="a."><al>licht;</al></li><li nr="-"><al>zwaar.</al>
</li></lijst></lid><table><tgroup><tbody><row><entry><al>a</al></entry><entry><al>b</al></entry></row></tbody></tgroup></table>
</artikel></hoofdstuk></regeling-tekst><regeling-sluiting><ondertekening>De griffier</ondertekening></regeling-sluiting>
</regeling></body></cvdr>"""


def real(name: str) -> Extract:
    [extract] = read_bytes(REAL / name, record={"media_type": None}, settings=CleanSettings(), margins=MARGINS)
    assert isinstance(extract, Extract)
    return extract


def test_a_regulation_comes_out_in_order() -> None:
    extract = read_cvdr(etree.fromstring(CVDR))
    assert extract.blocks == [
        Block("heading", "Verordening", 1),
        Block("paragraph", "De raad besluit:"),
        Block("heading", "Hoofdstuk 1 Begrippen", 2),
        Block("heading", "Artikel 1", 3),
        Block("paragraph", "1. Er is hulp."),
        Block("paragraph", "Zie de wet."),
        Block("item", "a. licht;"),
        Block("item", "zwaar."),
        Block("table", "a | b"),
        Block("paragraph", "De griffier"),
    ]


def test_a_regulation_declares_when_it_was_adopted_and_in_force() -> None:
    extract = read_cvdr(etree.fromstring(CVDR))
    assert [(d.kind, d.value) for d in extract.dates] == [("adopted", "2014-11-13"), ("in_force", "2015-01-01")]
    assert (extract.title, extract.creator) == ("Verordening", "Elzerdam")
    assert extract.url == "https://lokaleregelgeving.overheid.nl/CVDR77/2"


@pytest.mark.parametrize("written", ["101404_1", "CVDR101404_1", "1.0:101404_1", "CVDR101404/1", "CVDR101404-1"])
def test_all_forms_of_an_identifier_are_one(written: str) -> None:
    assert normal_identifier(written) == "CVDR101404_1"


@pytest.mark.parametrize("value", ["0000-00-00", "Onbekend", "", None, "2014-02-30", "2014"])
def test_what_is_no_day_is_no_date(value: str | None) -> None:
    assert declare_date(value, kind="adopted", origin="x") == []


def test_text_after_an_emphasis_is_not_lost() -> None:
    xml = "<officiele-publicatie><blad><slot>De <vet>raad</vet> besluit.</slot></blad></officiele-publicatie>"
    assert read_publication_xml(etree.fromstring(xml)).blocks == [Block("paragraph", "De raad besluit.")]


DOCUMENT: dict[str, Any] = {
    "type": "raadsdocument",
    "name": "Nota jeugd",
    "organization": "Gemeente Elzerdam",
    "meeting_date": "2014-05-03",
    "document_type": "raadsvoorstel",
    "text": "## Visie\n\nDe gemeente helpt.\n\n- eerste punt\n- tweede punt",
}


def test_a_council_document_keeps_its_marked_headings() -> None:
    [extract] = read_raadsinfo(DOCUMENT)
    assert [(b.kind, b.text, b.level) for b in extract.blocks] == [
        ("heading", "Nota jeugd", 1),
        ("heading", "Visie", 2),
        ("paragraph", "De gemeente helpt.", 0),
        ("item", "eerste punt", 0),
        ("item", "tweede punt", 0),
    ]
    assert extract.dates == [DeclaredDate("2014-05-03", "meeting", "meeting date of the council document")]
    assert (extract.creator, extract.document_type) == ("Gemeente Elzerdam", "raadsvoorstel")


def test_a_council_document_without_a_meeting_has_no_date() -> None:
    assert read_raadsinfo(DOCUMENT | {"meeting_date": None})[0].dates == []


def test_several_documents_in_one_file_are_told_apart() -> None:
    extracts = read_raadsinfo(json.loads(json.dumps([DOCUMENT, DOCUMENT])))
    assert [e.fragment for e in extracts] == ["0", "1"]


@needs_real
@pytest.mark.parametrize(
    ("name", "creator", "adopted", "in_force", "url"),
    [
        ("cvdr_example1.xml", "Spijkenisse", "2011-09-06", "2011-09-14", "CVDR112779/1"),
        ("cvdr_example2.xml", "Kampen", "2016-10-11", "2016-10-27", "CVDR100394/2"),
        ("cvdr_example3.xml", "Someren", "2019-05-28", "2019-08-30", "CVDR680781/1"),
    ],
)
def test_real_regulations(name: str, creator: str, adopted: str, in_force: str, url: str) -> None:
    extract = real(name)
    assert extract.creator == creator
    assert [d.value for d in extract.dates] == [adopted, in_force]
    assert extract.url == f"https://lokaleregelgeving.overheid.nl/{url}"


@needs_real
@pytest.mark.parametrize(
    ("name", "numbers"), [("cvdr_example1.xml", ""), ("cvdr_example2.xml", ""), ("cvdr_example3.xml", "ab")]
)
def test_no_letter_of_a_real_regulation_is_lost(name: str, numbers: str) -> None:
    body = etree.parse(REAL / name).getroot()[-1]
    letters = sorted([c for c in "".join(map(str, body.itertext())) if c.isalnum()] + list(numbers))
    assert sorted(c for b in real(name).blocks for c in b.text if c.isalnum()) == letters


@needs_real
def test_the_table_of_a_real_regulation() -> None:
    extract = real("cvdr_example1.xml")
    [table] = [b for b in extract.blocks if b.kind == "table"]
    assert len(table.text.splitlines()) == 30
    assert all(line.count("|") == 3 for line in table.text.splitlines())
    assert extract.blocks[-1].text == "J.L. Bal"


@needs_real
def test_the_headings_of_a_real_regulation() -> None:
    levels = [b.level for b in real("cvdr_example3.xml").blocks if b.kind == "heading"]
    assert (levels.count(1), levels.count(2), levels.count(3)) == (1, 6, 3)


@needs_real
def test_a_real_gemeenteblad() -> None:
    extract = real("gmb.xml")
    assert extract.title == "Ingediende aanvraag omgevingsvergunning, Zuiderweg 21 Midwolda"
    assert extract.creator == "Oldambt"
    assert extract.url == "https://zoek.officielebekendmakingen.nl/gmb-2017-100002.html"
    assert len([b for b in extract.blocks if b.kind != "heading"]) == 6
    assert extract.blocks[-1].text == "Winschoten, 14 juni 2017"


@needs_real
def test_a_real_staatscourant_with_a_split_day() -> None:
    extract = real("stcrt.xml")
    assert (extract.title, extract.creator) == ("Ter inzage: omgevingsvergunning", "Bergen (NH)")
    assert "Bergen, 23 december 2015" in [b.text for b in extract.blocks]


@needs_real
def test_a_real_notubiz_meeting() -> None:
    extract = real("notubiz_meeting_amsterdam.json")
    assert extract.title == "raadscommissie Financiën"
    assert [(d.kind, d.value) for d in extract.dates] == [("meeting", "2018-02-08")]
    assert sum(b.kind == "heading" for b in extract.blocks) == 1 + 13
    assert sum(b.kind == "item" for b in extract.blocks) == 32 + 49


def test_a_council_document_with_a_heading_of_its_own_is_not_given_another_one() -> None:
    [extract] = read_raadsinfo({**DOCUMENT, "name": "Verslag commissie", "text": "# Agendapunt 6\n\nDe raad spreekt."})
    assert [b.text for b in extract.blocks] == ["Agendapunt 6", "De raad spreekt."]
    assert extract.title == "Verslag commissie"
