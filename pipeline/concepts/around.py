"""A sentence -> what stands around certain words in it: "niet" before "alleen", or as the last word of its clause.

Whether a negation denies what the sentence is about, or a condition rules it, shows in the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

REACH = 3  # words on each side
_WORD = re.compile(r"[^\W_]+|[,;:.!?’‘“”\"]")
_ENDS = frozenset(",;:.!?")


def around(sentence: str, words: frozenset[str]) -> list[str]:
    """Features of a sentence that `linear.plain` has made plain; none without one of the words."""
    found = _WORD.findall(sentence)
    return [feature for n, word in enumerate(found) if word in words for feature in _around(found, n)]


def _around(found: Sequence[str], n: int) -> Iterator[str]:
    word, size = found[n], len(found)
    yield f"word={word}"
    yield f"word={word}, part={min(4, 5 * n // size)}"
    for distance in range(1, REACH + 1):
        join = " " if distance == 1 else " ... "
        if n + distance < size:
            after = found[n + distance]
            yield from (f"after{distance}={after}", f"after={after}", f"{word}{join}{after}")
        if n >= distance:
            before = found[n - distance]
            yield from (f"before{distance}={before}", f"before={before}", f"{before}{join}{word}")
    first = next((i for i in range(n, 0, -1) if found[i - 1] in _ENDS), 0)
    end = next((i for i in range(n, size) if found[i] in _ENDS), size)
    yield f"clause begins={found[first]}"
    yield f"clause ends={found[end - 1]}"
    yield "in the first clause" if first == 0 else "in a later clause"
    yield "in the last clause" if end >= size - 1 else "in an earlier clause"
