"""A stretch of a text's words as rows of bits, and the steps that a match may take along them.

Bit i of a row stands for word ``base + i``. All rows of a stretch have at most LENGTH bits and a bit more, so that the
cost of a text grows with its length and no faster.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from pipeline.concepts.tokens import Words

LENGTH = 2000  # words; shorter ones are slower by their number, longer ones by the length of their rows


def cut_stretches(words: Words, *, beyond: int) -> Iterator[Stretch]:
    """Stretches in which a match that begins in their first LENGTH words can go on for `beyond` words."""
    for base in range(0, len(words.folded), LENGTH):
        yield Stretch(words, base, min(base + LENGTH + beyond, len(words.folded)))


class Stretch:
    """The words from `base` to `end` of a text; matches begin in the first LENGTH of them, those of row `firsts`."""

    def __init__(self, words: Words, base: int, end: int) -> None:
        self._text, self.base, self.end = words, base, end
        self.words = words.folded[base:end]
        self.firsts, self._all = (1 << LENGTH) - 1, (1 << end - base) - 1
        self._undivided = self._without(words.divisions)
        self._open = {1: self._without(words.breaks)}

    def rows(self, tests: Mapping[str, frozenset[int]]) -> dict[int, int]:
        """Row by number of a test: the words that satisfy it, when `tests` gives those of each word."""
        places = dict.fromkeys(tests, 0)
        bit = 1
        for word in self.words:
            if word in places:
                places[word] |= bit
            bit <<= 1
        rows: dict[int, int] = {}
        for word, row in places.items():
            for test in tests[word]:
                rows[test] = rows.get(test, 0) | row
        return rows

    def after(self, row: int, gap: int) -> int:
        """The words that may follow on those of a row, with at most `gap` others between."""
        if not gap:
            return row << 1 & self._undivided
        row = row << 1 & self._without_break(1)
        done = 0
        while done < gap:
            more = min(done + 1, gap - done)
            row |= row << more & self._without_break(more)
            done += more
        return row

    def before(self, row: int, gap: int) -> int:
        """The words on which those of a row may follow, with at most `gap` others between."""
        if not gap:
            return (row & self._undivided) >> 1
        row = (row & self._without_break(1)) >> 1
        done = 0
        while done < gap:
            more = min(done + 1, gap - done)
            row |= (row & self._without_break(more)) >> more
            done += more
        return row

    def follows(self, i: int, j: int, gap: int) -> bool:
        """Whether word j of the text may be the next after word i."""
        if gap:
            return j - i <= gap + 1 and self._text.same_clause(i, j)
        return j == i + 1 and bool(self._undivided >> j - self.base & 1)

    def places(self, row: int) -> list[int]:
        """The words of a row, by their number in the text."""
        found = []
        while row:
            lowest = row & -row
            found.append(self.base + lowest.bit_length() - 1)
            row ^= lowest
        return found

    def letters(self, place: int) -> int:
        """The number of letters of a word of the text."""
        return len(self.words[place - self.base])

    def _without(self, breaks: Sequence[int]) -> int:
        """All words of the stretch but these."""
        row = self._all
        if not breaks:
            return row
        for i in breaks[bisect_left(breaks, self.base) : bisect_right(breaks, self.end - 1)]:
            row ^= 1 << i - self.base
        return row

    def _without_break(self, distance: int) -> int:
        """The words that have no break of a clause before them or before any of the last `distance` words."""
        if distance not in self._open:
            half = distance // 2
            rest = distance - half
            self._open[distance] = self._without_break(half) & self._without_break(rest) << half
        return self._open[distance]
