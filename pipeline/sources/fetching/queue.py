"""Which address is next: hosts in turn, each with no more at a time than it may have, none before its time."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter, deque
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.sources.fetching.frontier import Frontier

_BATCH = 64
_ZONE = ZoneInfo("Europe/Amsterdam")


class Queue:
    """The frontier's addresses in the order of asking. What is under way stands in memory: a killed run repeats it."""

    def __init__(self, frontier: Frontier, *, listings_only: bool = False) -> None:
        self._frontier = frontier
        self._listings_only = listings_only
        self._ready: dict[str, deque[sqlite3.Row]] = {}
        self._turn: deque[str] = deque()
        self._busy: Counter[str] = Counter()
        self._held: dict[str, float] = {}
        self.flying: set[int] = set()
        self.dry = False

    def pop(self) -> sqlite3.Row | None:
        """The next address, or None when none may be asked now; `pause` then tells for how long."""
        now = time.time()
        if quiet_until(now, self._frontier.limits.quiet_hours) is not None:
            return None
        for host in self._hosts():
            if self._busy[host] >= self._frontier.limits.per_host or self._held.get(host, 0) > now:
                continue
            row = self._take(host, now)
            if row is not None:
                self._busy[host] += 1
                self.flying.add(row["id"])
                self.dry = False
                return row
        self.dry = not self.flying
        return None

    def done(self, row: sqlite3.Row) -> None:
        """An outcome is written; its host is free for the next."""
        self.flying.discard(row["id"])
        self._busy[row["host"]] -= 1

    def hold(self, host: str, until: float) -> None:
        """The host asked to be left alone."""
        self._held[host] = max(until, self._held.get(host, 0))
        self._ready.pop(host, None)

    def pause(self) -> float:
        """Seconds until something may be asked again."""
        now = time.time()
        quiet = quiet_until(now, self._frontier.limits.quiet_hours)
        moments = [self._frontier.next_moment() or now, *(m for m in self._held.values() if m > now)]
        return max(
            0.01, min(60.0, (quiet if quiet is not None else min(m if m > now else now + 1 for m in moments)) - now)
        )

    def pending(self) -> bool:
        """Whether something is under way, or will still be asked in this run."""
        if self.flying:
            return True
        if self._listings_only:
            return not self.dry or self._frontier.waiting(listings_only=True)
        return self._frontier.waiting()

    def _hosts(self) -> list[str]:
        if len(self._turn) != len(self._frontier.hosts):
            self._turn = deque(self._frontier.hosts)
        self._turn.rotate(-1)
        return list(self._turn)

    def _take(self, host: str, now: float) -> sqlite3.Row | None:
        ready = self._ready.get(host)
        if not ready:
            limit = _BATCH + len(self.flying)
            rows = self._frontier.next_of(host, now, limit=limit, listings_only=self._listings_only)
            ready = self._ready[host] = deque(row for row in rows if row["id"] not in self.flying)
        return ready.popleft() if ready else None


def quiet_until(now: float, hours: tuple[int, int] | None) -> float | None:
    """End of the quiet hours (Dutch clock time), when it is quiet now; ``(22, 6)`` goes on past midnight."""
    if hours is None or hours[0] == hours[1]:
        return None
    start, end = hours
    here = datetime.fromtimestamp(now, _ZONE)
    inside = start <= here.hour < end if start < end else here.hour >= start or here.hour < end
    if not inside:
        return None
    stop = here.replace(hour=end, minute=0, second=0, microsecond=0)
    return (stop if stop > here else stop + timedelta(days=1)).timestamp()
