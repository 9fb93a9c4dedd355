"""Which words of one passage stand in another one: stretches that are equal but for light edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

GAP = 6  # words that may differ at one place within a stretch
EQUAL = 0.7  # share of equal words that a stretch needs
SHORTEST = 2  # words of a block that counts; `_covered` looks for pairs, so it must stay 2


@dataclass(frozen=True)
class Stretch:
    """Words [start, end) of a passage that stand as [source_start, source_end) in an earlier one."""

    start: int
    end: int
    source_start: int
    source_end: int
    equal: int


def find_stretches(left: Sequence[str], right: Sequence[str], *, min_words: int) -> list[Stretch]:
    """Stretches of `left` that stand in `right`, lightly edited at most.

    Args:
        left: words of the later text, folded.
        right: words of the earlier text, folded.
        min_words: the shortest stretch that counts, in words of `left`.
    """
    if not can_hold_stretch(left, right, min_words=min_words):
        return []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    stretches: list[Stretch] = []
    for block in matcher.get_matching_blocks():
        if block.size < SHORTEST:
            continue
        new = Stretch(block.a, block.a + block.size, block.b, block.b + block.size, block.size)
        last = stretches[-1] if stretches else None
        if last and new.start - last.end <= GAP and 0 <= new.source_start - last.source_end <= GAP:
            stretches[-1] = Stretch(last.start, new.end, last.source_start, new.source_end, last.equal + new.equal)
        else:
            stretches.append(new)
    return [s for s in stretches if s.end - s.start >= min_words and s.equal >= EQUAL * (s.end - s.start)]


def can_hold_stretch(left: Sequence[str], right: Sequence[str], *, min_words: int) -> bool:
    """False when no alignment can find a stretch; far cheaper than to align.

    Equal words of a stretch stand in pairs that both texts hold. So a stretch lies where no more than `GAP` words in a
    row are outside such pairs, and holds at least `EQUAL` x `min_words` inside them.
    """
    inside = _covered(left, right)
    first, last, count = 0, -GAP - 2, 0
    for at in inside:
        if at - last > GAP + 1:
            first, count = at, 0
        last, count = at, count + 1
        if at + 1 - first >= min_words and count >= EQUAL * min_words:
            return True
    return False


def _covered(left: Sequence[str], right: Sequence[str]) -> list[int]:
    """Places in `left`, in order, of words in a pair of neighbours that `right` holds too."""
    pairs = set(pairwise(right))
    starts = [n for n, pair in enumerate(pairwise(left)) if pair in pairs]
    return sorted({*starts, *(n + 1 for n in starts)})
