"""What a file is, told from its content: foreign binary kinds, and whether markup is HTML."""

from __future__ import annotations

import re

from pipeline.cleaning.formats.charset import wide_encoding

_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a RIFF file (picture, sound or film)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "PostScript"),
)
RTF = b"{\\rtf"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
WORD_OLE = "WordDocument".encode("utf-16-le")
_PROLOGUE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^<>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE | re.DOTALL)
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
HTML_END = re.compile(r"</(?:p|div|html|body|h[1-6]|table|ul|li|td|span|a|article|main)\s*>|<br\s*/?>", re.I)


def foreign_kind(data: bytes) -> str | None:
    """The kind of a file that no reader here knows, in words; None for what may be text."""
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (not magic.isalnum() or b"\x00" in data[:1024]):
            return kind
    return f"binary data that starts with {data[:8]!r}" if is_binary(data) else None


def is_binary(data: bytes) -> bool:
    """True where the first bytes hold more control characters than text does, and are no UTF-16 either."""
    sample = data[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    is_wide = sample[:2] in (b"\xff\xfe", b"\xfe\xff") or wide_encoding(sample) is not None
    return controls > 0.05 * len(sample) and not is_wide


def is_html(start: str) -> bool:
    """True when the document type or the first element is one of HTML."""
    if _HTML_TYPE.search(start):
        return True
    at = 0
    while match := _PROLOGUE.match(start, at):
        at = match.end()
    tag = _TAG.match(start, at)
    if tag is None:
        return bool(HTML_END.search(start))
    root = tag[1].lower()
    return root == "html" if start.startswith("<?xml") else root in _HTML_TAGS
