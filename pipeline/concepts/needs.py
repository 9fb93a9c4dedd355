"""Which sequences of word tests can match at all: those of which every test is satisfied by some word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.concepts.lexicon import Lexicon


class Needs:
    """The tests of many sequences as one table, the rarest first, so that most sequences fall at the first look."""

    def __init__(self, sequences: Sequence[Sequence[int]], lexicon: Lexicon) -> None:
        """`sequences` are the numbers of the tests of each."""
        distinct = [set(tests) for tests in sequences]
        common = lexicon.commonness(Counter(test for tests in distinct for test in tests))
        ordered = [sorted(tests, key=lambda test: (common[test], test)) for tests in distinct]
        width = max([2, *map(len, ordered)])
        filled = [tests + tests[:1] * (width - len(tests)) for tests in ordered]
        self._table = np.array(filled, dtype=np.int32).reshape(len(filled), width)
        self._first, self._second = (np.ascontiguousarray(self._table[:, i]) for i in (0, 1))
        self._size = max(common, default=-1) + 1

    def met(self, tests: Iterable[int]) -> list[int]:
        """The numbers of the sequences, in order, of which all tests are among `tests`."""
        there = np.zeros(self._size, dtype=bool)
        there[list(tests)] = True
        left = (there[self._first] & there[self._second]).nonzero()[0]
        met: list[int] = left[there[self._table[left]].all(axis=1)].tolist()
        return met
