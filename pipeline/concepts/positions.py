"""A sentence -> its words by the place where they stand, and how they end: Dutch shows mood and tense there.

The finite verb is the second or the first part of a main clause and the last of a clause below it; a question, a
quotation and a past tense show at the ends of the sentence and of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FIRST, LAST = 4, 3  # words at the beginning and the end
_WORD = re.compile(r"\w+|[€%?!:;\"‘’“„]")
_QUOTES = "\"'‘“„"


def positions(sentence: str) -> list[str]:
    """Features of a sentence that `linear.plain` has made plain."""
    return list(_positions(sentence))


def _positions(sentence: str) -> Iterator[str]:
    words = _WORD.findall(sentence)
    yield from (f"first{n}={word}" for n, word in enumerate(words[:FIRST]))
    yield from (f"last{n}={word}" for n, word in enumerate(reversed(words[-LAST:])))
    yield f"begin={' '.join(words[:2])}"
    yield f"end={' '.join(words[-2:])}"
    yield f"length={min(len(words) // 6, 6)}"
    yield f"question={sentence.rstrip().endswith('?')}"
    yield f"quote={sentence[:1] in _QUOTES and sentence[:1] != ''}"
    yield f"digits={'0' in sentence}"
    yield from (f"ending={word[-3:]}" for word in words if len(word) > 4)
