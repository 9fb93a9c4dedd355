"""A web page gives its own text: no menus, no cookies, no neighbours' comments."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from pipeline.cleaning.blocks import Block, DeclaredDate, Extract
from pipeline.cleaning.formats.read_html import read_html
from pipeline.cleaning.repair.repair import load_repair_rules, repair_blocks
from tests.cleaning.formats.margins import MARGINS

REAL = Path(__file__).parents[4] / "shared" / "real"
HEAD = """<title>Wijkteams | Gemeente Elzerdam</title>
<meta property="article:published_time" content="2014-05-03T10:00">
<meta name="DCTERMS.modified" content="2020-01-01"><meta name="copyright" content="2019">"""
TEXT = """<h1>Wijkteams voor jeugd</h1>
<p>De gemeente Elzerdam start op 1 januari 2015 met wijkteams. De teams helpen ouders en kinderen met vragen over
opvoeden en opgroeien, dicht bij huis en zonder wachttijd.</p><h2>Wat doen de teams?</h2>
<ul><li>Zij luisteren naar het gezin</li><li>Zij maken <b>een plan</b></li></ul>
<p>Elk team krijgt een eigen budget. Het college legt elk jaar aan de raad uit wat er met dat geld is gedaan en wat het
voor de gezinnen heeft opgeleverd.</p><table><tr><th>Jaar</th><th>Budget</th></tr>
<tr><td>2015</td><td>100</td></tr></table>"""
FURNITURE = """<div id="cookiebar">Wij gebruiken cookies om uw bezoek te meten.</div><ul class="menu"><li>Home</li></ul>
<div class="share-buttons">Deel: Twitter</div><div class="related"><a>Ander nieuws over afval</a></div>
<div id="comments"><p>Piet: dit kost te veel geld, zeg ik als buurman.</p></div><footer>© 2024</footer>"""
BLOCKS = [
    ("heading", "Wijkteams voor jeugd"),
    ("paragraph", "De gemeente Elzerdam start"),
    ("heading", "Wat doen de teams?"),
    ("item", "Zij luisteren naar het gezin"),
    ("item", "Zij maken een plan"),
    ("paragraph", "Elk team krijgt een eigen budget."),
    ("table", "Jaar | Budget\n2015 | 100"),
]


def page(body: str) -> Extract:
    return read_html(f"<html><head>{HEAD}</head><body class='no-sidebar'>{body}</body></html>", MARGINS)


@pytest.mark.parametrize("tag", ["div", "main", "article"])
def test_the_text_stays_and_the_furniture_goes(tag: str) -> None:
    blocks = page(f"{FURNITURE}<{tag}>{TEXT}</{tag}>{FURNITURE}").blocks
    assert [(b.kind, b.text[: len(want)]) for b, (_, want) in zip(blocks, BLOCKS, strict=True)] == BLOCKS


def test_only_publication_dates_count() -> None:
    assert page(TEXT).dates == [DeclaredDate("2014-05-03", "published", "article:published_time")]


def test_a_page_in_a_layout_table_is_read_as_text() -> None:
    blocks = page(f"<table><tr><td>Menu links</td><td>{TEXT}</td></tr></table>").blocks
    assert ("item", "Zij luisteren naar het gezin") in [(b.kind, b.text) for b in blocks]


def test_two_breaks_end_a_paragraph_and_one_does_not() -> None:
    blocks = page("<main>De eerste<br>regel hier.<br><br>De tweede alinea hier.</main>").blocks
    assert [b.text for b in blocks] == ["De eerste regel hier.", "De tweede alinea hier."]


def test_a_short_page_is_not_lost() -> None:
    assert [b.text for b in page("<p>De raad stemt in.</p>").blocks] == ["De raad stemt in."]


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("the network was used"))
    page(f"<img src='http://example.org/x.png'><script src='http://example.org/x.js'></script>{TEXT}")


@pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
def test_a_real_page_of_the_gemeenteblad() -> None:
    extract = read_html((REAL / "gmb.html").read_text(encoding="utf-8"), MARGINS)
    assert extract.title == "Bekendmaking Wet op de kansspelen St. Inloophuis Velp Zuid"
    assert (extract.creator, extract.document_type) == ("Rheden", "Beschikkingen | afhandeling")
    assert extract.dates == [DeclaredDate("2017-06-14", "published", "DCTERMS.available")]
    assert extract.url == "https://zoek.officielebekendmakingen.nl/gmb-2017-100007.html"
    text = " ".join(b.text for b in extract.blocks)
    assert "gmb-2015-16426" not in text
    assert "Inhoudsopgave" not in text
    assert "De Steeg" in text


@pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
def test_a_real_page_of_the_staatscourant() -> None:
    extract = read_html((REAL / "stcrt.html").read_text(encoding="utf-8"), MARGINS)
    assert extract.title == "Omgevingsvergunning ‘uitbreiden van een woning, Jan Arendsland 13’, Staphorst"
    assert extract.creator == "Staphorst"
    assert extract.dates == [DeclaredDate("2013-04-23", "published", "DCTERMS.available")]
    assert [b.text for b in extract.blocks if b.kind == "heading"][1:] == [
        "Voornemen",
        "Ter visie legging",
        "Zienswijzen",
    ]
    assert not any("Foutmelding" in b.text for b in extract.blocks)


@pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
def test_a_real_meeting_page_of_a_portal() -> None:
    extract = read_html((REAL / "den_helder_meeting.html").read_text(encoding="utf-8"), MARGINS)
    assert extract.title == "Gemeenteraad 31 augustus 2015 19:30:00"
    assert [(d.value, d.kind) for d in extract.dates] == [("2015-08-31", "meeting")]
    assert len([b for b in extract.blocks if b.kind == "item" and b.text[0].isdigit()]) == 15
    assert extract.blocks[-1] == Block("item", "Oproep vergadering gemeenteraad.pdf")


def linked(data: str) -> list[DeclaredDate]:
    script = f'<script type="application/ld+json">{data}</script>'
    return read_html(f"<html><head><title>X</title>{script}</head><body>{TEXT}</body></html>", MARGINS).dates


PUBLISHED = [DeclaredDate("2014-06-27", "published", "datePublished")]


@pytest.mark.parametrize(
    ("data", "dates"),
    [
        ('{"@type": "Article", "datePublished": "2014-06-27"}', PUBLISHED),
        ('[{"@type": ["NewsArticle"], "datePublished": "2014-06-27T09:00:00+02:00"}]', PUBLISHED),
        (
            '{"@graph": [{"@type": "WebPage", "datePublished": "2016-01-01"},'
            ' {"@type": "BlogPosting", "datePublished": "2014-06-27"}]}',
            PUBLISHED,
        ),
        ('{"@type": "WebPage", "datePublished": "2014-06-27", "dateModified": "2016-01-01"}', PUBLISHED),
        ('{"@type": "Article", "dateCreated": "2014-06-27", "dateModified": "2014-06-28"}', []),
        ('{"@type": "Article", "comment": {"@type": "Comment", "datePublished": "2014-06-27"}}', []),
        ('{"@type": "WebSite", "datePublished": "2014-06-27"}', []),
        (
            '[{"@type": "Article", "datePublished": "2014-06-27"},'
            ' {"@type": "Article", "datePublished": "2012-01-02"}]',
            [],
        ),
        ('{"@type": "Article", "datePublished": 20140627}', []),
        ('{"@type": "Article", "datePublished": ', []),
        ("[" * 100_000, []),
        ('"Article"', []),
    ],
)
def test_linked_data_tells_when_the_page_was_published(data: str, dates: list[DeclaredDate]) -> None:
    assert linked(data) == dates


LAYOUT = """<table><tr><td colspan="3"><a href="/">home</a> | <a href="/az">a-z</a> | <a href="/n">nieuws</a></td></tr>
<tr><td><a href="/b">Burgerzaken</a><br><a href="/s">Sport</a></td><td>{}<p><a href="#">Naar boven</a> |
<a href="#">Print deze pagina</a></p></td><td><b>Snel naar</b><br><a href="#">Kadernota Jeugd en Gezin</a><br>
<a href="#">Memo gegevens in de keten</a></td></tr>
<tr><td colspan="3">&copy; Gemeente Elzerdam 2016 | Postbus 10 | Telefoon 14 0000</td></tr></table>"""


def test_menus_and_side_columns_of_a_layout_table_go() -> None:
    rules = load_repair_rules(Path(__file__).parents[3] / "models" / "cleaning")
    blocks = repair_blocks(page(LAYOUT.format(TEXT)).blocks, rules)
    assert [(b.kind, b.text[: len(want)]) for b, (_, want) in zip(blocks, BLOCKS, strict=True)] == BLOCKS


def test_links_inside_the_text_and_in_a_table_with_data_stay() -> None:
    rows = '<tr><td>Nota</td><td><a href="1">deel een</a> <a href="2">deel twee</a></td></tr>' * 2
    body = f'<p>Lees <a href="a">de nota</a> of <a href="b">het plan</a>.</p><table>{rows}</table>'
    text = " ".join(b.text for b in page(f"<main>{TEXT}{body}</main>").blocks)
    assert "Lees de nota of het plan." in text
    assert "Nota | deel een deel twee" in text
