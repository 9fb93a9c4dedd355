"""What words tell about a person: the evidence, and the words by their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

DIRECT, BEHIND, LOOSE = 3, 2, 1
Kind = Literal["office", "private"]


@dataclass(frozen=True)
class Evidence:
    """Who somebody is; `weight` says where the word stands: directly before, behind, or before over a comma or line.

    Only a `public` office lets the name be shown; a profession is an office too, but a private one. A role `beside` an
    office (the alderman who chairs a working party) gives way to one.
    """

    kind: Kind
    weight: int
    office: str | None = None
    body: str | None = None
    public: bool = False
    beside: bool = False


@dataclass(frozen=True)
class Cue:
    """A word of an office, or of a private person (no office), at start:end."""

    start: int
    end: int
    office: str | None = None
    plural: bool = False
    public: bool = False


class Cues:
    """Cues that do not overlap (the longest wins), by the place they end or begin."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.ending: dict[int, Cue] = {}
        self.beginning: dict[int, Cue] = {}
        last = 0
        for cue in sorted(cues, key=lambda c: (c.start, -c.end)):
            if cue.start >= last:
                self.ending[cue.end] = self.beginning[cue.start] = cue
                last = cue.end
