"""Bytes -> extracts: the format is told from the content, never from the file's name or declared type."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.formats import sniff
from pipeline.cleaning.formats.caps import check_length, check_values
from pipeline.cleaning.formats.charset import decode_text
from pipeline.cleaning.formats.margin_rules import MarginRules
from pipeline.cleaning.formats.read_cvdr import ROOT as CVDR_ROOT
from pipeline.cleaning.formats.read_cvdr import read_cvdr
from pipeline.cleaning.formats.read_docx import read_docx
from pipeline.cleaning.formats.read_eml import is_email, read_eml
from pipeline.cleaning.formats.read_html import read_html
from pipeline.cleaning.formats.read_odt import read_odt
from pipeline.cleaning.formats.read_office import convert_to_docx
from pipeline.cleaning.formats.read_pdf import read_pdf
from pipeline.cleaning.formats.read_publication import METADATA_ROOTS, read_publication_xml
from pipeline.cleaning.formats.read_publication import ROOT as PUBLICATION_ROOT
from pipeline.cleaning.formats.read_raadsinfo import read_raadsinfo
from pipeline.cleaning.formats.read_scan import recognise_text
from pipeline.cleaning.formats.read_txt import read_txt
from pipeline.cleaning.formats.safe_xml import local_name, parse_xml
from pipeline.cleaning.formats.safe_zip import open_zip, read_member
from pipeline.cleaning.formats.unpack import GZIP, unpack_brotli, unpack_gzip
from pipeline.errors import RejectedDocument
from pipeline.files import Blob, as_blob
from pipeline.params import CleanSettings

UNPACKED_TIMES = 4  # a zip container may unpack to this many times max_bytes
_DEPTH = 3  # files within files: an e-mail with a packed page in it
_XML_START = re.compile(r"(?:<\?xml\b|<!DOCTYPE\s|<!--|<[A-Za-z_][\w.:-]*[\s/>])")
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_ZIP_KINDS = {"xl/workbook.xml": "a spreadsheet (XLSX)", "ppt/presentation.xml": "a presentation (PPTX)"}

Part = Extract | RejectedDocument


@dataclass(frozen=True)
class _Reading:
    """What is the same for a file and for all files in it."""

    settings: CleanSettings
    margins: MarginRules
    media_type: str | None
    depth: int = 0

    def inside(self) -> _Reading:
        """The same for a file within the file."""
        return replace(self, media_type=None, depth=self.depth + 1)


def read_bytes(
    raw: Blob | Path, *, record: dict[str, Any], settings: CleanSettings, margins: MarginRules
) -> list[Part]:
    """Documents in one file, and why parts of it (files attached to an e-mail) are none.

    Args:
        raw: the bytes, or where they lie.
        record: a row of the records table; only its declared media type is used, for the character set.
        settings: caps on size, and on the time of programs outside.
        margins: words of letterheads and of page heads and feet.

    Raises:
        RejectedDocument: with a reason of ``schema.values.REJECT_REASONS`` and what was seen.
    """
    blob = as_blob(raw)
    size = blob.length()
    if size > settings.max_bytes:
        raise RejectedDocument("too_large", f"{size / 1e6:.1f} MB, the cap is {settings.max_bytes / 1e6:.1f} MB")
    return _read(blob.read(), _Reading(settings, margins, record.get("media_type")))


def _read(data: bytes, reading: _Reading) -> list[Part]:
    if not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xfe\xff"):
        raise RejectedDocument("empty", f"{len(data)} bytes, none of them text" if data else "a file of 0 bytes")
    parts = _read_kind(data, reading)
    extracts = [part for part in parts if isinstance(part, Extract)]
    if not any(block.text.strip() for extract in extracts for block in extract.blocks):
        rejected = next((part for part in parts if isinstance(part, RejectedDocument)), None)
        found = f"read as {extracts[0].format if extracts else 'nothing'}, but no text came out"
        raise rejected or RejectedDocument("no_text", found)
    return parts


def _read_kind(data: bytes, reading: _Reading) -> list[Part]:
    if b"%PDF-" in data[:1024] and data.lstrip()[:1] != b"<":
        return [_read_pdf(data, reading)]
    if data.startswith(b"PK\x03\x04"):
        return [_read_zip(data, reading.settings)]
    if data.startswith((sniff.OLE, sniff.RTF)):
        return [_read_office(data, reading.settings)]
    if data.startswith(GZIP):
        return _read_packed(unpack_gzip(data, cap=reading.settings.max_bytes), reading)
    return _read_email(data, reading) if is_email(data) else _read_unmarked(data, reading)


def _read_unmarked(data: bytes, reading: _Reading) -> list[Part]:
    """Documents in a file without a mark at its start: text and markup, or brotli."""
    kind = sniff.foreign_kind(data)
    if kind and (unpacked := unpack_brotli(data, cap=reading.settings.max_bytes)):
        return _read_packed(unpacked, reading)
    if kind:
        raise RejectedDocument("unsupported_type", f"{kind}: there is no reader for it")
    return list(_read_text(data, reading.media_type, reading.margins))


def _read_pdf(data: bytes, reading: _Reading) -> Extract:
    try:
        return read_pdf(data, reading.margins)
    except RejectedDocument as scan:
        if scan.reason != "needs_ocr":
            raise
        seen = scan.detail
    recognised = recognise_text(data, seen=seen, seconds=reading.settings.ocr_seconds)
    try:
        return replace(read_pdf(recognised, reading.margins), format="pdf-scan")
    except RejectedDocument:
        raise RejectedDocument("needs_ocr", f"{seen}; text recognition found no words in them") from None


def _read_office(data: bytes, settings: CleanSettings) -> Extract:
    if sniff.ENCRYPTED_OLE in data:
        raise RejectedDocument("password", "an Office file that is encrypted")
    suffix = ".rtf" if data.startswith(sniff.RTF) else ".doc"
    if suffix == ".doc" and sniff.WORD_OLE not in data:
        raise RejectedDocument("unsupported_type", "an Office file of before 2007 that is no text (.xls, .ppt, .msg)")
    made = convert_to_docx(data, suffix=suffix, seconds=settings.office_seconds)
    return replace(_read_zip(made, settings), format=suffix[1:])


def _read_packed(data: bytes, reading: _Reading) -> list[Part]:
    if reading.depth >= _DEPTH:
        raise RejectedDocument("too_large", f"files packed within files, more than {_DEPTH} deep")
    return _read(data, replace(reading.inside(), media_type=reading.media_type))


def _read_email(data: bytes, reading: _Reading) -> list[Part]:
    """The message, and each file with it as a document of its own; pictures and the like are passed over."""
    message, files = read_eml(data, reading.margins)
    parts: list[Part] = [message] if message.blocks else []
    for number, content in enumerate(files if reading.depth < _DEPTH else [], 1):
        try:
            parts += [_attached(part, number) for part in _read(content, reading.inside())]
        except RejectedDocument as rejected:
            if rejected.reason != "unsupported_type":
                parts.append(_attached(rejected, number))
    return parts


def _attached(part: Part, number: int) -> Part:
    if isinstance(part, Extract):
        return replace(part, fragment=f"{number}/{part.fragment}")
    return RejectedDocument(part.reason, f"attachment {number}: {part.detail}")


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


def _read_text(data: bytes, media_type: str | None, margins: MarginRules) -> list[Extract]:
    text = decode_text(data, media_type=media_type)
    start = text.lstrip()[:5000]
    if start[:1] in ("{", "[") and (parsed := _parse_json(text)) is not None:
        return read_raadsinfo(parsed)
    if start[:1] == "<" and _XML_START.match(start):
        return [_read_marked_up(text, start, margins)]
    if len(sniff.HTML_END.findall(text[:20_000])) >= 3:
        return [read_html(text, margins)]
    check_length(text)
    return [read_txt(text)]


def _parse_json(text: str) -> Any:
    """Parsed JSON; None for a text that only opens like JSON."""
    check_values(text)
    try:
        return json.loads(text)
    except RecursionError:
        raise RejectedDocument("broken", "JSON nested too deeply") from None
    except ValueError as error:
        if text.lstrip()[:2].replace(" ", "") in ('{"', "{\n", "{\r", '["', "[{"):
            raise RejectedDocument("broken", f"JSON that cannot be read: {error}") from None
        return None


def _read_marked_up(text: str, start: str, margins: MarginRules) -> Extract:
    if sniff.is_html(start):
        return read_html(text, margins)
    root = parse_xml(_XML_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), what="the XML")
    if root.tag == CVDR_ROOT:
        return read_cvdr(root)
    name = local_name(root)
    if name == PUBLICATION_ROOT:
        return read_publication_xml(root)
    if name in METADATA_ROOTS:
        raise RejectedDocument("metadata_only", f"XML that describes a publication (root {name}) without its text")
    raise RejectedDocument("unsupported_type", f"XML with the root {root.tag}, which no reader knows")
