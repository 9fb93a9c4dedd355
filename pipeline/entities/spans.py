"""A found name, before and after the overlaps are settled."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

RANK = {"rule": 0, "gazetteer": 1, "model": 2}


@dataclass(frozen=True)
class Found:
    """One name at start:end (code points). `sure` names are kept over all others that overlap them.

    Attributes:
        origin: rule, gazetteer or model.
        party: a political party.
        sure: found with a personal detail or a private person's cue: never given up for a longer name.
    """

    start: int
    end: int
    label: str
    origin: str
    canonical_id: str | None = None
    canonical_name: str | None = None
    value: str | None = None
    office: str | None = None
    body: str | None = None
    public: bool = True
    party: bool = False
    sure: bool = False


class Cover:
    """Spans that do not overlap, with a quick answer to what lies over a place."""

    def __init__(self, spans: list[Found]) -> None:
        self.spans = sorted(spans, key=lambda s: s.start)
        self._starts = [s.start for s in self.spans]

    def at(self, position: int) -> Found | None:
        """The span that holds this position."""
        n = bisect_right(self._starts, position) - 1
        return self.spans[n] if n >= 0 and position < self.spans[n].end else None

    def over(self, start: int, end: int) -> list[Found]:
        """The spans that share a character with start:end."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return [s for s in self.spans[first : bisect_right(self._starts, end - 1)] if s.end > start]

    def free(self, start: int, end: int) -> bool:
        """No span shares a character with start:end."""
        return not self.over(start, end)
