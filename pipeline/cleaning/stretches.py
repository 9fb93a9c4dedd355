"""Which words of one passage stand in another one: stretches that are equal but for light edits."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

GAP = 6  # words that may differ at one place within a stretch
EQUAL = 0.7  # share of equal words that a stretch needs


@dataclass(frozen=True)
class Stretch:
    """Words [start, end) of a passage that stand as [source_start, source_end) in an earlier one."""

    start: int
    end: int
    source_start: int
    source_end: int
    equal: int


def find_stretches(left: list[str], right: list[str], *, min_words: int) -> list[Stretch]:
    """Stretches of `left` that stand in `right`, lightly edited at most.

    Args:
        left: words of the later text, folded.
        right: words of the earlier text, folded.
        min_words: the shortest stretch that counts, in words of `left`.
    """
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    stretches: list[Stretch] = []
    for block in matcher.get_matching_blocks():
        if block.size < 2:
            continue
        new = Stretch(block.a, block.a + block.size, block.b, block.b + block.size, block.size)
        last = stretches[-1] if stretches else None
        if last and new.start - last.end <= GAP and 0 <= new.source_start - last.source_end <= GAP:
            stretches[-1] = Stretch(last.start, new.end, last.source_start, new.source_end, last.equal + new.equal)
        else:
            stretches.append(new)
    return [s for s in stretches if s.end - s.start >= min_words and s.equal >= EQUAL * (s.end - s.start)]
