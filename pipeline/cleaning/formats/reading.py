"""Bytes -> extracts: the format is told from the content, never from the file's name or declared type."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.formats.charset import decode_text, wide_encoding
from pipeline.cleaning.formats.margin_rules import MarginRules
from pipeline.cleaning.formats.read_cvdr import ROOT as CVDR_ROOT
from pipeline.cleaning.formats.read_cvdr import read_cvdr
from pipeline.cleaning.formats.read_docx import read_docx
from pipeline.cleaning.formats.read_html import read_html
from pipeline.cleaning.formats.read_odt import read_odt
from pipeline.cleaning.formats.read_pdf import read_pdf
from pipeline.cleaning.formats.read_publication import METADATA_ROOTS, read_publication_xml
from pipeline.cleaning.formats.read_publication import ROOT as PUBLICATION_ROOT
from pipeline.cleaning.formats.read_raadsinfo import read_raadsinfo
from pipeline.cleaning.formats.read_txt import read_txt
from pipeline.cleaning.formats.safe_xml import local_name, parse_xml
from pipeline.cleaning.formats.safe_zip import open_zip, read_member
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings

UNPACKED_TIMES = 4  # a zip container may unpack to this many times max_bytes

_FOREIGN = (
    (b"{\\rtf", "RTF text"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a RIFF file (picture, sound or film)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "PostScript"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^<>\[]*(?:\[[^\]]*\])?\s*>", re.IGNORECASE | re.DOTALL)
_HTML_TYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_HTML_TAGS = frozenset(
    [
        "html",
        "head",
        "body",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "main",
        "article",
        "section",
        "span",
        "a",
        "br",
        "b",
        "i",
        "em",
        "strong",
        "font",
        "center",
        "form",
        "script",
        "style",
        "title",
        "meta",
        "link",
        "img",
        "header",
        "nav",
    ]
)
_TAG = re.compile(r"<([A-Za-z_][\w.:-]*)")
_HTML_END = re.compile(r"</(?:p|div|html|body|h[1-6]|table|ul|li|td|span|a|article|main)\s*>|<br\s*/?>", re.I)
_XML_START = re.compile(r"(?:<\?xml\b|<!DOCTYPE\s|<!--|<[A-Za-z_][\w.:-]*[\s/>])")
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_ZIP_KINDS = {"xl/workbook.xml": "a spreadsheet (XLSX)", "ppt/presentation.xml": "a presentation (PPTX)"}


def read_bytes(path: Path, *, record: dict[str, Any], settings: CleanSettings, margins: MarginRules) -> list[Extract]:
    """Documents in one file.

    Args:
        path: the raw bytes.
        record: a row of the records table; only its declared media type is used, for the character set.
        settings: caps on size.
        margins: words of letterheads and of page heads and feet.

    Raises:
        RejectedDocument: with a reason of ``tables.REJECT_REASONS`` and what was seen.
    """
    size = path.stat().st_size
    if size > settings.max_bytes:
        raise RejectedDocument("too_large", f"{size / 1e6:.1f} MB, the cap is {settings.max_bytes / 1e6:.1f} MB")
    data = path.read_bytes()
    if not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xfe\xff"):
        raise RejectedDocument("empty", f"{size} bytes, none of them text" if size else "a file of 0 bytes")
    extracts = _read(data, record, settings, margins)
    if not any(block.text.strip() for extract in extracts for block in extract.blocks):
        raise RejectedDocument(
            "no_text", f"read as {extracts[0].format if extracts else 'nothing'}, but no text came out"
        )
    return extracts


def _read(data: bytes, record: dict[str, Any], settings: CleanSettings, margins: MarginRules) -> list[Extract]:
    if b"%PDF-" in data[:1024] and data.lstrip()[:1] != b"<":
        return [read_pdf(data, margins)]
    if data.startswith(b"PK\x03\x04"):
        return [_read_zip(data, settings)]
    if data.startswith(_OLE):
        if _ENCRYPTED_OLE in data:
            raise RejectedDocument("password", "an Office file that is encrypted")
        raise RejectedDocument("unsupported_type", "an Office file of before 2007 (.doc, .xls, .ppt): save it as DOCX")
    _reject_foreign(data)
    return _read_text(data, record.get("media_type"))


def _read_zip(data: bytes, settings: CleanSettings) -> Extract:
    archive = open_zip(data, max_unpacked=UNPACKED_TIMES * settings.max_bytes)
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return read_docx(data)
    if "content.xml" in names and _media_type(archive, names).startswith("application/vnd.oasis.opendocument.text"):
        return read_odt(archive)
    kind = next((kind for name, kind in _ZIP_KINDS.items() if name in names), None) or _media_type(archive, names)
    raise RejectedDocument("unsupported_type", f"a zip container with {kind or f'{len(names)} files'}")


def _media_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    return read_member(archive, "mimetype").decode("ascii", "replace").strip()[:100] if "mimetype" in names else ""


def _reject_foreign(data: bytes) -> None:
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (not magic.isalnum() or b"\x00" in data[:1024]):
            raise RejectedDocument("unsupported_type", f"{kind}: there is no reader for it")
    sample = data[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    is_wide = sample[:2] in (b"\xff\xfe", b"\xfe\xff") or wide_encoding(sample) is not None
    if controls > 0.05 * len(sample) and not is_wide:
        raise RejectedDocument("unsupported_type", f"binary data that starts with {data[:8]!r}")


def _read_text(data: bytes, media_type: str | None) -> list[Extract]:
    text = decode_text(data, media_type=media_type)
    start = text.lstrip()[:5000]
    if start[:1] in ("{", "[") and (parsed := _parse_json(text)) is not None:
        return read_raadsinfo(parsed)
    if start[:1] == "<" and _XML_START.match(start):
        return [_read_marked_up(text, start)]
    if len(_HTML_END.findall(text[:20_000])) >= 3:
        return [read_html(text)]
    return [read_txt(text)]


def _parse_json(text: str) -> Any:
    """Parsed JSON; None for a text that only opens like JSON."""
    try:
        return json.loads(text)
    except RecursionError:
        raise RejectedDocument("broken", "JSON nested too deeply") from None
    except ValueError as error:
        if text.lstrip()[:2].replace(" ", "") in ('{"', "{\n", "{\r", '["', "[{"):
            raise RejectedDocument("broken", f"JSON that cannot be read: {error}") from None
        return None


def _read_marked_up(text: str, start: str) -> Extract:
    if _is_html(start):
        return read_html(text)
    root = parse_xml(_XML_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), what="the XML")
    if root.tag == CVDR_ROOT:
        return read_cvdr(root)
    name = local_name(root)
    if name == PUBLICATION_ROOT:
        return read_publication_xml(root)
    if name in METADATA_ROOTS:
        raise RejectedDocument("metadata_only", f"XML that describes a publication (root {name}) without its text")
    raise RejectedDocument("unsupported_type", f"XML with the root {root.tag}, which no reader knows")


def _is_html(start: str) -> bool:
    """True when the document type or the first element is one of HTML."""
    if _HTML_TYPE.search(start):
        return True
    at = 0
    while match := _PROLOGUE.match(start, at):
        at = match.end()
    tag = _TAG.match(start, at)
    if tag is None:
        return bool(_HTML_END.search(start))
    root = tag[1].lower()
    return root == "html" if start.startswith("<?xml") else root in _HTML_TAGS
