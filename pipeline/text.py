"""String helpers that more than one room needs."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def words(text: str) -> list[str]:
    """Running words as written: letters, digits, inner hyphens and apostrophes."""
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each running word."""
    return [match.span() for match in _WORD.finditer(text)]


def count_words(text: str) -> int:
    """Number of running words."""
    return sum(1 for _ in _WORD.finditer(text))


def fold(text: str) -> str:
    """Text for comparison, one character for each one: lower case, diacritics off, quotes and dashes made plain.

    The length does not change, so offsets in the result are offsets in the text.
    """
    return text.translate(_FOLDED)


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _fold_character(character: str) -> str:
    if character < "\x80":
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


class _Folding(dict[int, str]):
    """Code point -> folded character, worked out the first time that it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


_PLAIN = dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00a0": " "}
_FOLDED = _Folding({ord(character): plain for character, plain in _PLAIN.items()})
