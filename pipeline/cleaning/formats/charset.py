"""Bytes of unknown character set -> text. Never raises on bad bytes."""

from __future__ import annotations

import codecs
import re

import ftfy
from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_FALLBACKS = ["cp1252", "iso8859_15", "iso8859_1", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
_TRIED_BYTES = 200_000


def decode_text(data: bytes, *, media_type: str | None = None) -> str:
    """Text of the bytes: byte-order mark, strict UTF-8, declared set, then the likeliest Western one.

    Args:
        data: the whole file.
        media_type: as declared, may hold a charset; a declaration inside the first bytes counts too.

    Returns:
        The text without byte-order mark, double encoding undone. Bytes that no set explains become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace").lstrip("\ufeff")
    try:
        return _undouble(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if declared := _declared(data, media_type):
        return _undouble(data.decode(declared, errors="replace"))
    if wide := wide_encoding(data):
        return data.decode(wide, errors="replace")
    if _mostly_utf8(data):
        return data.decode("utf-8", errors="replace")
    best = from_bytes(data[:_TRIED_BYTES], cp_isolation=_FALLBACKS).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")


def _declared(data: bytes, media_type: str | None) -> str | None:
    """The declared set when Python knows it and it can hold these bytes."""
    match = _DECLARED.search((media_type or "").encode("ascii", "ignore")) or _DECLARED.search(data[:2048])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name
    try:
        if codecs.lookup(name).name in ("utf-8", "utf-7", "idna", "punycode"):
            return None
        data[:_TRIED_BYTES].decode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[:2000]
    if sample[1::2].count(0) > 0.4 * len(sample) / 2 and sample[::2].count(0) < 0.01 * len(sample):
        return "utf-16-le"
    if sample[::2].count(0) > 0.4 * len(sample) / 2 and sample[1::2].count(0) < 0.01 * len(sample):
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """True for UTF-8 with some damage: more sequences that fit than bytes that do not."""
    text = data[:_TRIED_BYTES].decode("utf-8", errors="replace")
    good = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return good > 2 * text.count("\ufffd")


def _undouble(text: str) -> str:
    """Undo UTF-8 that was read as Western and stored as UTF-8 again."""
    return text if text.isascii() else ftfy.fix_encoding(text)
