"""XML that tries to read files, fetch addresses or grow without end: nothing is read, nothing is fetched."""

from __future__ import annotations

import http.server
import io
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from pipeline.cleaning.formats.reading import read_bytes
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings
from tests.cleaning.formats.margins import MARGINS

SECRET = "het wachtwoord van de griffier is zeppelin"
CVDR = "http://standaarden.overheid.nl/cvdr/terms/"
ENDING = "<p>De gemeente werkt aan hulp voor jeugdigen en ouders, dicht bij huis.</p>"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths that anybody asked it for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'<!ENTITY stolen "gelukt">')

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


def doctypes(secret: Path, address: str) -> dict[str, tuple[str, str]]:
    """Name of an attack -> its document type, and what stands in the text."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    quadratic = f'<!ENTITY a "{"a" * 50_000}">'
    return {
        "file": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>', "&e;"),
        "address": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}/entity">]>', "&e;"),
        "parameter": (f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{address}/parameter"> %p;]>', "&stolen;"),
        "dtd": (f'<!DOCTYPE x SYSTEM "{address}/x.dtd">', "&stolen;"),
        "laughs": (f"<!DOCTYPE x [{lol}]>", "&l9;"),
        "quadratic": (f"<!DOCTYPE x [{quadratic}]>", "&a;" * 20_000),
        "include": (
            "",
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>',
        ),
        "stylesheet": (f'<?xml-stylesheet href="{address}/style.xsl" type="text/xsl"?>', "x"),
    }


def wrap(kind: str, doctype: str, text: str) -> bytes:
    """A file of this kind with the attack inside."""
    if kind == "html":
        return f"{doctype}<html><body><p>{text}</p>{ENDING * 5}</body></html>".encode()
    if kind == "cvdr":
        body = f'<cvdr xmlns="{CVDR}"><body><regeling><al>{text}</al></regeling></body></cvdr>'
        return f'<?xml version="1.0"?>{doctype}{body}'.encode()
    if kind == "gmb":
        return f'<?xml version="1.0"?>{doctype}<officiele-publicatie><al>{text}</al></officiele-publicatie>'.encode()
    return _zipped(kind, doctype, text)


def _zipped(kind: str, doctype: str, text: str) -> bytes:
    target, source = io.BytesIO(), io.BytesIO()
    if kind == "docx":
        docx.Document().save(source)
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as made:
            for name in old.namelist():
                part = old.read(name)
                if name == "word/document.xml":
                    part = part.replace(b"<w:body>", f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode(), 1)
                    part = part.replace(b"?>", b"?>" + doctype.encode(), 1)
                made.writestr(name, part)
        return target.getvalue()
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    names = f'xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0"'
    body = f"<office:body><office:text><text:p>{text}</text:p></office:text></office:body>"
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr(
            "content.xml",
            f"<?xml version='1.0'?>{doctype}<office:document-content {names}>{body}</office:document-content>",
        )
    return target.getvalue()


@pytest.mark.parametrize("kind", ["html", "cvdr", "gmb", "docx", "odt"])
def test_nothing_is_read_fetched_or_blown_up(kind: str, tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    secret = tmp_path / "geheim.txt"
    secret.write_text(SECRET, encoding="utf-8")
    for name, (doctype, text) in doctypes(secret, address).items():
        path = tmp_path / name
        path.write_bytes(wrap(kind, doctype, text))
        start, found = time.process_time(), ""
        try:
            parts = read_bytes(path, record={}, settings=CleanSettings(), margins=MARGINS)
            found = " ".join(b.text for part in parts if not isinstance(part, RejectedDocument) for b in part.blocks)
        except RejectedDocument as rejected:
            found = rejected.detail
        assert "zeppelin" not in found, name
        assert "gelukt" not in found, name
        assert len(found) < 200_000, name
        assert time.process_time() - start < 5, name
    assert paths == []
