"""Where in a text a council meets, and where guests speak there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.entities.evidence import Evidence
from pipeline.entities.templates import alternatives
from pipeline.text import fold

_NEAR, _MEETING = 400, 2_000
_BEFORE_GUEST, _BEHIND_GUEST = 250, 700
_SPEAKER, _LEAST, _FEW, _MANY = 3, 2, 4, 6  # different words of a council, known members
_POINT = re.compile(  # 3. Inspreken
    r"^[^\S\n]*(?:agendapunt[^\S\n]+)?\d{1,2}(?:\.\d{1,2})?[a-z]?[.)]?[^\S\n]+[^\n]{3,80}(?<![.;,:])$", re.M
)


@dataclass(frozen=True)
class Placed:
    """The words of one list in a text, by place."""

    starts: list[int]
    words: list[str]

    def near(self, start: int, end: int) -> set[str]:
        """The different words that begin in start:end."""
        return set(self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


@dataclass(frozen=True)
class Meeting:
    """Where in a text a council meets: places of its words, of groups that are none, of guests, of known members.

    Attributes:
        member: the evidence for whoever turns out to be a member.
        guests: zones (start, end) in which nobody becomes one.
        members: where known members are named, in order.
    """

    member: Evidence
    council: Placed
    groups: Placed
    minutes: Placed
    seated: Placed
    leads: Placed
    guests: list[tuple[int, int]]
    members: list[int]

    def is_guest(self, at: int) -> bool:
        """Words of guests stand shortly before or behind, in the same point of the agenda."""
        return any(start <= at < end for start, end in self.guests)

    def holds(self, at: int) -> bool:
        """Whether who speaks here speaks as a member: near known members, or in minutes full of words of a council."""
        known = between(self.members, at - _MEETING, at + _MEETING)
        words = self.council.near(at - _MEETING, at + _MEETING)
        near, others = (w.near(at - _NEAR, at + _NEAR) for w in (self.council, self.groups))
        if len(others) > len(near):
            return False
        if known >= _LEAST:
            return len(words) >= _SPEAKER
        if self.sits(at):
            return True
        minutes = self.minutes.near(at - 2 * _MEETING, at)
        return not others and bool(minutes) and len(words) >= (_FEW if known else _MANY)

    def sits(self, at: int) -> bool:
        """Below the head of minutes of a council, with more of its words than of other groups."""
        words = self.council.near(at - _MEETING, at + _MEETING)
        near, others = (w.near(at - _NEAR, at + _NEAR) for w in (self.council, self.groups))
        if len(others) > len(near):
            return False
        led = between(self.leads.starts, at - 2 * _MEETING, at + _MEETING) >= _LEAST
        headed = bool(self.seated.near(at - 2 * _MEETING, at))
        known = between(self.members, at - _MEETING, at + _MEETING) > 0
        return headed and (led or len(words) >= (_SPEAKER if known else _FEW))

    def lists(self, start: int, end: int, *, vote: bool) -> bool:
        """Whether a line of names is a list of members: two known ones in it or near it, or a vote in a council."""
        near = between(self.members, start - _NEAR, end + _NEAR)
        if vote:
            return near > 0 or len(self.council.near(start - _MEETING, end + _MEETING)) >= _SPEAKER
        return near >= _LEAST


def guest_zones(guests: re.Pattern[str], folded: str) -> list[tuple[int, int]]:
    """Around each word of guests; the whole point of the agenda, and no more, when its heading holds one."""
    places = [m.start() for m in guests.finditer(folded)]
    if not places:
        return []
    points = [(m.start(), m.end()) for m in _POINT.finditer(folded)]
    starts = [start for start, _ in points]
    zones = []
    for at in places:
        n = bisect_left(starts, at + 1) - 1
        zone = (at - _BEFORE_GUEST, at + _BEHIND_GUEST)
        if n >= 0 and guests.search(folded, *points[n]):
            end = starts[n + 1] if n + 1 < len(starts) else len(folded)
            zone = (starts[n], end)
        zones.append(zone)
    return sorted(set(zones))


def between(places: list[int], start: int, end: int) -> int:
    """How many of the ordered places lie in start:end."""
    return bisect_left(places, end) - bisect_left(places, start)


def placed(pattern: re.Pattern[str], folded: str) -> Placed:
    """All matches, by place."""
    found = list(pattern.finditer(folded))
    return Placed([m.start() for m in found], [m.group() for m in found])


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for folded text: one of the words, and no part of a longer one."""
    return re.compile(rf"(?<![\w-]){alternatives(fold(w) for w in words)}(?!\w|-\w)")
