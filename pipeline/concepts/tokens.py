"""Text -> words for comparison: folded, letters and digits apart, each with its place in the text.

Hyphens, dashes, slashes, blanks, quotes and line breaks only separate words, so that "eigen-kracht", "eigen kracht" and
"1Gezin1Plan" compare as the same words as their spaced forms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text import fold

CLAUSE = 80  # words; a longer "sentence" is a table or a list, whose other end says nothing about this one
_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f\u00ad]*(?:[\u0300-\u036f\u00ad]+[^\W\d_]*)*|\d+|[€%]")
_INSIDE = re.compile(r"[\u0300-\u036f\u00ad]")
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

    def divided(self, i: int) -> bool:
        """Whether a full stop or a blank line stands between the sentences of word i - 1 and word i."""
        if self.sentences[i - 1] == self.sentences[i]:
            return False
        return _HARD.search(self.text, self.ends[i - 1], self.starts[i]) is not None

    def same_clause(self, i: int) -> bool:
        """Whether word i - 1 and word i stand in one sentence without a semicolon between them."""
        same = self.sentences[i - 1] == self.sentences[i]
        return same and ";" not in self.text[self.ends[i - 1] : self.starts[i]]

    def clause(self, first: int, last: int) -> range:
        """The words of the clause or clauses that hold the words from first to last, at most CLAUSE on either side."""
        low, high = first, last
        while low > max(0, first - CLAUSE) and self.same_clause(low):
            low -= 1
        while high + 1 < min(len(self.folded), last + CLAUSE) and self.same_clause(high + 1):
            high += 1
        return range(low, high + 1)


def read_words(text: str, sentence_starts: Sequence[int] = ()) -> Words:
    """The words of a text; `sentence_starts` are the first code points of its sentences, in order."""
    folded, starts, ends = [], [], []
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        folded.append(word if word.isascii() else _INSIDE.sub("", word))
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, folded, starts, ends, [bisect_right(sentence_starts, s) - 1 for s in starts])
