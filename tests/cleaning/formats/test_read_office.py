"""Word and LibreOffice files: headings, lists and tables where they stand; deleted text and notes stay out."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml as docx_xml
from docx.oxml.ns import nsdecls

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.formats.read_docx import read_docx
from pipeline.cleaning.formats.read_odt import read_odt
from pipeline.cleaning.formats.safe_zip import open_zip
from pipeline.errors import RejectedDocument

OFFICE = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "text", "table", "style")
)


def saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def odt(body: str, manifest: str = "") -> zipfile.ZipFile:
    content = f"<office:document-content {OFFICE}><office:body><office:text>{body}</office:text></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content + "</office:document-content>")
        archive.writestr("META-INF/manifest.xml", manifest)
    return open_zip(target.getvalue(), max_unpacked=10**6)


def test_docx_keeps_headings_lists_and_tables_in_place() -> None:
    document = docx.Document()
    document.add_heading("Nota jeugd", 0)
    document.add_heading("Visie", 1)
    document.add_paragraph("eerste punt", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ["Jaar", "Budget", "2015", "100"], strict=True):
        cell.text = text
    document.add_paragraph("Na de tabel.")
    extract = read_docx(saved(document))
    assert extract.title == "Nota jeugd"
    assert extract.blocks == [
        Block("heading", "Nota jeugd", 1),
        Block("heading", "Visie", 1),
        Block("item", "eerste punt"),
        Block("table", "Jaar | Budget\n2015 | 100"),
        Block("paragraph", "Na de tabel."),
    ]


def test_docx_reads_what_was_inserted_and_not_what_was_deleted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("De raad besluit ")
    for tag, text in (("ins", "<w:t>wel</w:t>"), ("del", "<w:delText>niet</w:delText>")):
        paragraph._p.append(docx_xml(f"<w:{tag} {nsdecls('w')}><w:r>{text}</w:r></w:{tag}>"))
    assert [b.text for b in read_docx(saved(document)).blocks] == ["De raad besluit wel"]


def test_docx_leaves_out_the_table_of_contents() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Inleiding 3", style="toc 1")
    document.add_paragraph("De gemeente heeft een plan.")
    assert [b.text for b in read_docx(saved(document)).blocks] == ["De gemeente heeft een plan."]


def test_odt_keeps_headings_lists_and_tables_in_place() -> None:
    cells = "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in "ab")
    body = (
        '<text:h text:outline-level="2">Visie</text:h>'
        "<text:p>Een<text:s/>zin.<text:note><text:p>noot</text:p></text:note></text:p>"
        "<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    assert read_odt(odt(body)).blocks == [
        Block("heading", "Visie", 2),
        Block("paragraph", "Een zin."),
        Block("item", "punt"),
        Block("table", "a | b"),
    ]


def test_an_encrypted_odt_asks_for_its_password() -> None:
    with pytest.raises(RejectedDocument, match="password"):
        read_odt(odt("", manifest="<manifest:encryption-data/>"))
