"""An index of words as plain script files, which a page opened from disk may load too (it may not fetch).

Inputs: texts by number. Outputs: sorted words with the numbers of the texts that hold them, cut into files of about
`SIZE` characters; the same input gives the same bytes.

Numbers are written as gaps, five bits to a character, low bits first; a character of the second half of `ALPHABET`
says that the number goes on. static/zoeken.js reads them.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.text import fold

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SIZE = 60_000
COMMON = 0.4  # a word in a larger share of the texts is no help, and its list would be long
FEW = 1000  # in so few texts every word is kept
LONGEST = 40  # characters of a word; what is longer is an address or a row of digits
_WORD = re.compile(r"[^\W_]+")

Entry = tuple[str, int, str]  # word, number of texts, gaps


@dataclass
class Words:
    """Words and the numbers of the texts that hold them; texts are added in order."""

    texts: int = 0
    found: dict[str, array[int]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Take in the next text."""
        for word in set(words_of(text)):
            numbers = self.found.get(word)
            if numbers is None:
                numbers = self.found[word] = array("I")
            numbers.append(self.texts)
        self.texts += 1

    def common(self) -> list[str]:
        """Words that stand in too many texts to look for."""
        return sorted(w for w, numbers in self.found.items() if self._is_common(numbers))

    def entries(self) -> Iterator[Entry]:
        """All other words in the order in which JavaScript sorts."""
        for word in sorted(self.found, key=lambda w: w.encode("utf-16-be")):
            numbers = self.found[word]
            if not self._is_common(numbers):
                yield word, len(numbers), gaps(numbers)

    def _is_common(self, numbers: array[int]) -> bool:
        return self.texts > FEW and len(numbers) > COMMON * self.texts


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked for: folded, letters and digits only."""
    return [word for word in _WORD.findall(fold(text)) if len(word) <= LONGEST]


def gaps(numbers: Iterable[int]) -> str:
    """Rising numbers as text; see the module."""
    last, out = -1, []
    for number in numbers:
        out.append(_SHORT[number - last] if number - last < len(_SHORT) else _varint(number - last))
        last = number
    return "".join(out)


def shards(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in files of about the right size."""
    shard: list[Entry] = []
    size = 0
    for entry in entries:
        if shard and size + len(entry[2]) > SIZE:
            yield shard
            shard, size = [], 0
        shard.append(entry)
        size += len(entry[0]) + len(entry[2]) + 10
    if shard:
        yield shard


def script(name: str, value: Any) -> str:
    """A file that hands a value to the page that loads it."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"zoekdeel({json.dumps(name)},{data});\n"


def _varint(number: int) -> str:
    out = ""
    while number > 31:
        out += ALPHABET[32 + number % 32]
        number //= 32
    return out + ALPHABET[number]


_SHORT = tuple(_varint(number) for number in range(4096))
