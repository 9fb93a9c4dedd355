"""Scans, RTF and .doc are read by programs outside where they are installed, and say which command installs them."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from fpdf import FPDF

from pipeline.cleaning.formats import outside
from pipeline.cleaning.formats.reading import Part, read_bytes
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings
from tests.cleaning.formats.margins import MARGINS

RTF = rb"{\rtf1\ansi\ansicpg1252 {\b Visie op jeugd}\par De gemeente wil dat cli\'ebnten hulp krijgen.\par}"
WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
SENTENCES = (
    "De gemeente wil dat ouders en kinderen hulp krijgen.",
    "Het wijkteam is dicht bij huis en kent het gezin.",
)


@pytest.fixture(autouse=True)
def _look_again() -> Iterator[None]:
    """What is installed is looked up once in each process; a test that changes it must not be believed later."""
    outside.can_ocr.cache_clear()
    outside.find_office.cache_clear()
    yield
    outside.can_ocr.cache_clear()
    outside.find_office.cache_clear()


def read(folder: Path, data: bytes, settings: CleanSettings | None = None) -> list[Part]:
    path = folder / "bestand"
    path.write_bytes(data)
    return read_bytes(path, record={}, settings=settings or CleanSettings(), margins=MARGINS)


def program(folder: Path, name: str, script: str) -> None:
    """A program of our own, first on the path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def scan() -> bytes:
    """A PDF with nothing but the picture of a printed page."""
    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=14)
    for line in SENTENCES:
        page.cell(0, 12, line, new_x="LMARGIN", new_y="NEXT")
    with pdfium.PdfDocument(bytes(page.output())) as document:
        picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    made = FPDF()
    made.add_page()
    made.image(picture, x=0, y=0, w=210)
    return bytes(made.output())


@pytest.mark.parametrize("data", [RTF, WORD])
def test_without_libreoffice_the_reject_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RejectedDocument, match=r"unsupported_type.*apt-get install libreoffice.*dvc repro -f clean"):
        read(tmp_path, data)


def test_without_ocrmypdf_the_reject_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RejectedDocument, match=r"needs_ocr.*apt-get install ocrmypdf tesseract-ocr-nld"):
        read(tmp_path, scan())


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "soffice", "sleep 60 & sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(RejectedDocument, match=r"timeout.*1 s"):
        read(tmp_path, RTF, CleanSettings(office_seconds=1))


def test_a_program_that_makes_nothing_leaves_a_broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "soffice", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(RejectedDocument, match="broken"):
        read(tmp_path, WORD)


def test_what_libreoffice_makes_is_read_as_docx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCES[0])
    document.save(str(tmp_path / "made.docx"))
    program(tmp_path, "soffice", f"mkdir out && cp {tmp_path}/made.docx out/file.docx")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (extract,) = read(tmp_path, WORD)
    assert not isinstance(extract, RejectedDocument)
    assert (extract.format, extract.blocks[0].text) == ("doc", SENTENCES[0])


@pytest.mark.skipif(outside.find_office() is None, reason="LibreOffice is not installed")
def test_real_rtf_comes_through(tmp_path: Path) -> None:
    (extract,) = read(tmp_path, RTF)
    assert not isinstance(extract, RejectedDocument)
    assert extract.format == "rtf"
    assert [block.text for block in extract.blocks][1] == "De gemeente wil dat cliënten hulp krijgen."


@pytest.mark.skipif(outside.find_office() is None, reason="LibreOffice is not installed")
def test_libreoffice_fetches_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/plaatje.png"
        field = rb"{\field{\*\fldinst INCLUDEPICTURE \"" + address.encode() + rb"\" \\d}{\fldrslt x}}"
        read(tmp_path, RTF[:-1] + field + rb"{\*\template " + address.encode() + rb"}}")
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.skipif(not outside.can_ocr(), reason="ocrmypdf and Dutch tesseract are not installed")
def test_a_real_scan_is_read_in_dutch(tmp_path: Path) -> None:
    (extract,) = read(tmp_path, scan())
    assert not isinstance(extract, RejectedDocument)
    assert extract.format == "pdf-scan"
    text = " ".join(block.text for block in extract.blocks)
    assert all(sentence in text for sentence in SENTENCES)


def test_text_recognition_can_be_turned_off(tmp_path: Path) -> None:
    with pytest.raises(RejectedDocument, match=r"needs_ocr.*clean\.ocr_seconds"):
        read(tmp_path, scan(), CleanSettings(ocr_seconds=0))
