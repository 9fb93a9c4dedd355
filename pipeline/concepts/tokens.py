"""Text -> words for comparison: folded, letters and digits apart, each with its place in the text.

Hyphens, dashes, slashes, blanks, quotes and line breaks only separate words, so that "eigen-kracht", "eigen kracht" and
"1Gezin1Plan" compare as the same words as their spaced forms.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.text import fold

CLAUSE = 80  # words; a longer "sentence" is a table or a list, whose other end says nothing about this one
_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f\u00ad]*(?:[\u0300-\u036f\u00ad]+[^\W\d_]*)*|\d+|[€%]")
_INSIDE = re.compile(r"[\u0300-\u036f\u00ad]")
_SEMICOLON = re.compile(";")
_HARD = re.compile(r"[.!?]|\n\s*\n")


@dataclass(frozen=True)
class Words:
    """The words of one text.

    Attributes:
        text: the text that the offsets slice.
        folded: each word in lower case without diacritics.
        starts: first code point of each word.
        ends: one past its last code point.
        sentences: number of the sentence that holds the word; -1 before the first one.
    """

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]

    @cached_property
    def breaks(self) -> list[int]:
        """The words, in order, that begin a sentence or come after a semicolon: each but the first begins a clause."""
        return sorted({*self._sentence_breaks, *self._after_semicolons()})

    @cached_property
    def divisions(self) -> list[int]:
        """Those breaks between sentences where a full stop or a blank line stands before the word."""
        return [i for i in self._sentence_breaks if _HARD.search(self.text, self.ends[i - 1], self.starts[i])]

    def same_clause(self, i: int, j: int) -> bool:
        """Whether word i and the later word j stand in one sentence without a semicolon between them."""
        return bisect_right(self.breaks, i) == bisect_right(self.breaks, j)

    def clause(self, first: int, last: int) -> range:
        """The words of the clause or clauses that hold the words from first to last, at most CLAUSE on either side."""
        before, after = bisect_right(self.breaks, first) - 1, bisect_right(self.breaks, last)
        low = self.breaks[before] if before >= 0 else 0
        end = self.breaks[after] if after < len(self.breaks) else len(self.folded)
        return range(max(low, first - CLAUSE), min(end, last + CLAUSE))

    @cached_property
    def _sentence_breaks(self) -> list[int]:
        return [i for i in range(1, len(self.sentences)) if self.sentences[i - 1] != self.sentences[i]]

    def _after_semicolons(self) -> Iterator[int]:
        for match in _SEMICOLON.finditer(self.text):
            i = bisect_left(self.starts, match.start())
            if 0 < i < len(self.starts):
                yield i


def read_words(text: str, sentence_starts: Sequence[int] = ()) -> Words:
    """The words of a text; `sentence_starts` are the first code points of its sentences, in order."""
    folded, starts, ends = [], [], []
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        folded.append(word if word.isascii() else _INSIDE.sub("", word))
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, folded, starts, ends, [bisect_right(sentence_starts, s) - 1 for s in starts])
