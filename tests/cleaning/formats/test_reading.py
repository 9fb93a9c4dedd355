"""A file is read for what it is, and a file that cannot be read says why."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.formats.reading import read_bytes
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings
from pipeline.schema.values import REJECT_REASONS
from tests.cleaning.formats.margins import MARGINS
from tests.cleaning.formats.pdf_bytes import Text, column, make_pdf

REAL = Path(__file__).parents[4] / "shared" / "real"
PARAGRAPH = "De gemeente Elzerdam werkt aan hulp voor jeugdigen en ouders, dicht bij huis. "
PAGE = f"<html><body><h1>Wijkteams</h1><p>{PARAGRAPH * 5}</p></body></html>"
CVDR = 'xmlns="http://standaarden.overheid.nl/cvdr/terms/"'


def read(folder: Path, data: bytes, name: str = "bestand.bin", *, max_bytes: int = 50_000_000) -> list[Extract]:
    path = folder / name
    path.write_bytes(data)
    parts = read_bytes(
        path, record={"media_type": None, "url": "x"}, settings=CleanSettings(max_bytes=max_bytes), margins=MARGINS
    )
    return [part for part in parts if isinstance(part, Extract)]


def reject(folder: Path, data: bytes, name: str = "bestand.bin") -> RejectedDocument:
    with pytest.raises(RejectedDocument) as caught:
        read(folder, data, name)
    assert caught.value.reason in REJECT_REASONS
    assert len(caught.value.detail) > 10
    return caught.value


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def docx_bytes() -> bytes:
    document = docx.Document()
    document.add_paragraph(PARAGRAPH)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f'<?xml version="1.0"?><!DOCTYPE cvdr [{entities}]><cvdr {CVDR}><body><al>&l9;</al></body></cvdr>'.encode()


EXTERNAL = f'<!DOCTYPE cvdr [<!ENTITY x SYSTEM "file:///etc/hostname">]><cvdr {CVDR}><body><al>&x;</al></body></cvdr>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)

KINDS = {
    "html": PAGE.encode(),
    "pdf": make_pdf([column(["De gemeente werkt aan hulp voor jeugdigen."])]),
    "docx": docx_bytes(),
    "txt": PARAGRAPH.encode(),
    "raadsinfo": json.dumps({"type": "raadsdocument", "name": "Nota", "text": PARAGRAPH}).encode(),
    "cvdr": f"<cvdr {CVDR}><body><regeling><al>{PARAGRAPH}</al></regeling></body></cvdr>".encode(),
    "publication_xml": f"<officiele-publicatie><blad><al>{PARAGRAPH}</al></blad></officiele-publicatie>".encode(),
}
BAD = {
    "no bytes": (b"", "empty"),
    "white space": (b" \r\n\t \n", "empty"),
    "only a byte-order mark": (b"\xef\xbb\xbf\n", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(60), "unsupported_type"),
    "old doc": (OLE, "unsupported_type"),
    "encrypted docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "binary": (bytes(range(32)) * 20, "unsupported_type"),
    "spreadsheet": (zipped({"xl/workbook.xml": b"<a/>"}), "unsupported_type"),
    "zip of nothing known": (zipped({"a.txt": b"a"}), "unsupported_type"),
    "cut zip": (docx_bytes()[:3000], "broken"),
    "docx without parts": (zipped({"word/document.xml": b"<a/>"}), "broken"),
    "zip bomb": (zipped({"word/document.xml": bytes(210_000_000)}), "too_large"),
    "too many members": (zipped({f"{n}": b"" for n in range(5001)}), "too_large"),
    "cut pdf": (KINDS["pdf"][:200], "broken"),
    "pdf with a password": (make_pdf([[Text(9, 9, "x")]], encrypted=True), "password"),
    "pdf without anything": (make_pdf([[]]), "no_text"),
    "billion laughs": (laughs(), "broken"),
    "external entity": (EXTERNAL.encode(), "broken"),
    "broken xml": (b"<?xml version='1.0'?><cvdr><b></cvdr>", "broken"),
    "unknown xml": (b"<?xml version='1.0'?><rss><channel/></rss>", "unsupported_type"),
    "cvdr without body": (f"<cvdr {CVDR}><meta/></cvdr>".encode(), "no_text"),
    "metadata": (b"<metadata_gegevens><metadata name='a' content='b'/></metadata_gegevens>", "metadata_only"),
    "unknown json": (b'{"a": 1}', "unsupported_type"),
    "cut json": (b'{"type": "raadsdocument", "text": ', "broken"),
    "deep json": (b"[" * 50_000, "broken"),
    "page of menus": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no_text"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["nota.pdf", "pagina.html", "zonder"])
def test_the_content_tells_the_format_whatever_the_name(tmp_path: Path, kind: str, name: str) -> None:
    assert [e.format for e in read(tmp_path, KINDS[kind], name)] == [kind]


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_rejected_with_its_reason(tmp_path: Path, case: str) -> None:
    data, reason = BAD[case]
    assert reject(tmp_path, data).reason == reason


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    assert Path("/etc/hostname").read_text().strip() not in reject(tmp_path, EXTERNAL.encode()).detail


def test_a_file_over_the_cap_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as handle:
        handle.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    with pytest.raises(RejectedDocument, match=r"too_large: 200\.0 MB, the cap is 50\.0 MB"):
        read_bytes(path, record={"media_type": None}, settings=CleanSettings(), margins=MARGINS)


ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_character_set_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    text = "De cliënt één ‘regisseur’ geven, dat is de coördinatie die wij beïnvloeden. " * 3
    [extract] = read(tmp_path, text.encode(encoding))
    assert extract.blocks[0].text == text.strip()


def test_text_that_was_encoded_twice_is_put_right(tmp_path: Path) -> None:
    twice = "De cliënt krijgt één plan.".encode().decode("cp1252").encode()
    assert read(tmp_path, twice)[0].blocks[0].text == "De cliënt krijgt één plan."


def test_bad_bytes_cost_a_character_and_not_the_document(tmp_path: Path) -> None:
    [extract] = read(tmp_path, ("De cliënt heeft één plan. " * 5).encode() + b"\xff\xfe\xc3(")
    assert extract.blocks[0].text.startswith("De cliënt heeft één plan.")


def damage(data: bytes, n: int) -> bytes:
    """The data with some bytes replaced, the same ones for the same n."""
    damaged = bytearray(data)
    for k in range(1 + n % 40):
        damaged[(7919 * (n + 1) * (k + 3)) % len(data)] = (31 * n + 17 * k) % 256
    return bytes(damaged)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_damaged_file_is_read_or_rejected_but_never_raises(tmp_path: Path, kind: str) -> None:
    for n in range(120):
        with contextlib.suppress(RejectedDocument):
            read(tmp_path, damage(KINDS[kind], n))


@pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
@pytest.mark.parametrize("name", ["opmeta1.xml", "opmeta2.xml", "searchrec.xml"])
def test_real_metadata_is_told_from_a_document(name: str) -> None:
    with pytest.raises(RejectedDocument, match="metadata_only"):
        read_bytes(REAL / name, record={"media_type": None}, settings=CleanSettings(), margins=MARGINS)
