"""Any text -> text that the fonts of the PDF can show, so that no document can stop the PDF or leave empty boxes in it.

PDF/UA forbids a character without a glyph. The fonts hold Latin, Greek and Cyrillic letters and the usual signs; other
characters become their plain form ("№" stays, "①" becomes "1") or "?".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import numpy as np

_SHOWN = (
    "\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u02c6\u02c7\u02d8-\u02dd\u0300-\u0304\u0306-\u030c\u0386\u0388-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491\u1e00-\u1e9f\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u2074-\u2079\u2080-\u2089\u20ac\u2116\u2122"
)
_OTHER = re.compile(f"[^{_SHOWN}]")
_DROPPED = ("Cf", "Cs", "Co", "Mn", "Me")  # invisible, half a character, private use, marks on other scripts
UNKNOWN = "?"


def printable(value: Any) -> Any:
    """The value with every text in it made printable, and every number plain: dicts, lists and tuples are walked."""
    if isinstance(value, str):
        return _OTHER.sub(_instead, value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


def shorten(text: str, most: int) -> str:
    """At most so many characters, cut at a word with "…"."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rpartition(" ")[0] if " " in head[most // 2 :] else head).rstrip(" ,;:.") + "…"


def _instead(found: re.Match[str]) -> str:
    character = found[0]
    if character.isspace() or unicodedata.category(character) in ("Cc", "Zl", "Zp"):
        return " "
    if unicodedata.category(character) in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKD", character)
    return plain if plain != character and not _OTHER.search(plain) else UNKNOWN
