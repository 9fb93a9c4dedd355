"""Official publications (gemeenteblad, Staatscourant): XML content or the HTML page -> blocks and declared facts."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.cleaning.blocks import Extract, declare_date, squeeze
from pipeline.cleaning.formats.html_blocks import html_blocks
from pipeline.cleaning.formats.legal_xml import read_blocks
from pipeline.cleaning.formats.safe_xml import child_named, local_name, text_of
from pipeline.errors import RejectedDocument

ROOT = "officiele-publicatie"
METADATA_ROOTS = frozenset(
    {"metadata_gegevens", "owms-metadata", "record", "searchRetrieveResponse", "gzd", "explainResponse", "records"}
)
_IDENTIFIER = re.compile(r"\b((?:gmb|stcrt|stb|trb|prb|wsb|bgr)-\d{4}-\d+)\b")
_PUBLISHER = re.compile(r"van de (?:gemeente|provincie|gemeenschappelijke regeling)\s+(.+?)\.?$")
_LOGO = re.compile(r"Logo\s+(.+)$", re.IGNORECASE)
_KOP_CLASS = re.compile(r"(?:^|[\s_-])kop(?:$|[\s_\d-])|kop-titel|divisiekop")
_GENERAL = "officiële publicatie"


def read_publication_xml(root: etree._Element) -> Extract:
    """Text and facts of a publication's XML.

    Raises:
        RejectedDocument: no_text; an empty shell, whose text stands in the PDF only.
    """
    kop = child_named(root, "kop")
    sheet = next((c for c in root if local_name(c) not in ("kop", "metadata")), root)
    blocks = list(read_blocks(sheet, 1))
    if not any(block.kind != "heading" for block in blocks):
        raise RejectedDocument("no_text", "the publication's XML is an empty shell: take its PDF")
    identifier = _IDENTIFIER.search(" ".join(str(m.get("content") or "") for m in root.iter("meta")))
    return Extract(
        blocks=blocks,
        format="publication_xml",
        title=_title(sheet),
        creator=_creator(kop, sheet),
        document_type=local_name(sheet),
        url=_url(identifier[1]) if identifier else None,
    )


def read_publication_html(tree: etree._Element, meta: list[tuple[str, str]]) -> Extract | None:
    """Text and facts of a publication's page, or None when the page is no such page.

    Args:
        tree: the page without comments and scripts.
        meta: its meta tags, name in lower case and content, in order.
    """
    bodies = tree.xpath("//*[@id='broodtekst']")
    identifier = next((c for n, c in meta if n in ("dc.identifier", "dcterms.identifier")), "")
    if not isinstance(bodies, list) or not bodies or not _IDENTIFIER.search(identifier):
        return None
    body = bodies[0]
    assert isinstance(body, etree._Element)
    for line in body.iter("p"):
        if _KOP_CLASS.search(line.get("class") or ""):
            line.tag = "h1"
    facts = dict(reversed(meta))
    types = [c for n, c in meta if n == "dc.type" and c.lower() != _GENERAL]
    return Extract(
        blocks=html_blocks(body),
        format="publication_html",
        title=facts.get("dc.title") or facts.get("dcterms.title"),
        creator=facts.get("dc.creator") or facts.get("dcterms.creator"),
        document_type=types[0] if types else facts.get("overheidop.publicationname"),
        dates=declare_date(facts.get("dcterms.available"), kind="published", origin="DCTERMS.available"),
        url=_url(identifier.strip()),
    )


def _url(identifier: str) -> str:
    return f"https://zoek.officielebekendmakingen.nl/{identifier}.html"


def _title(sheet: etree._Element) -> str | None:
    kop = child_named(sheet, "kop")
    title = child_named(kop, "titel") if kop is not None else None
    return squeeze(text_of(title)) or None


def _creator(kop: etree._Element | None, sheet: etree._Element) -> str | None:
    """The publisher: named in the subtitle of a gemeenteblad, on the logo of a Staatscourant notice."""
    subtitle = squeeze(text_of(child_named(kop, "subtitel"))) if kop is not None else ""
    logo = next((str(i.get("alt") or "") for i in sheet.iter("{*}illustratie")), "")
    match = _PUBLISHER.search(subtitle) or _LOGO.search(logo)
    return match[1].strip() if match else None
