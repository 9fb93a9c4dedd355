"""What is told while a source is fetched: fetched, waiting, failed, rate, time left; at the end, failures by cause."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections import Counter

from pipeline.sources.fetching.frontier import Frontier
from pipeline.sources.fetching.ledger import Line, causes, states


class Progress:
    """Counts the outcomes of this run, and prints a line now and then."""

    def __init__(self, frontier: Frontier, *, every: float = 10.0) -> None:
        self._frontier, self._every = frontier, every
        self._start = self._last = time.monotonic()
        self.outcomes: Counter[str] = Counter()

    def add(self, row: sqlite3.Row, outcome: str) -> None:
        """One outcome."""
        self.outcomes[outcome] += 1
        if time.monotonic() - self._last >= self._every:
            self._last = time.monotonic()
            print(self.line(), file=sys.stderr, flush=True)

    def line(self) -> str:
        """Where it stands."""
        found = states(self._frontier.store)
        answers = sum(n for outcome, n in self.outcomes.items() if outcome != "later")
        rate = answers / max(1e-9, time.monotonic() - self._start)
        waiting = found.get("waiting", 0)
        left = f"about {duration(waiting / rate)} left" if rate else "time left unknown"
        parts = f"{found.get('done', 0)} fetched, {waiting} waiting, {found.get('failed', 0)} failed"
        return f"  {parts}; {rate:.1f} a second, {left}"


def duration(seconds: float) -> str:
    """Seconds in words: 45 s, 12 min, 3 h 20 min, 2 days 4 h."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    if minutes < 90:
        return f"{minutes} min"
    if minutes < 2 * 1440:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes // 1440} days {minutes % 1440 // 60} h"


def summary(frontier: Frontier, lines: list[Line]) -> str:
    """What came of it all, in lines for a person."""
    found = states(frontier.store)
    out = [f"addresses: {', '.join(f'{n} {state}' for state, n in sorted(found.items()))}"]
    out += [f"  {n:>7} {state}: {cause}" for state, cause, n in causes(frontier.store)]
    if lines:
        out.append("what the source says it has, and what is here:")
    out += [f"  {_cell(line)}: {line.obtained} of {_of(line)}{_rest(line)}" for line in lines]
    return "\n".join(out)


def _cell(line: Line) -> str:
    name, year = line.cell
    return f"{'all' if name == '-' else name} {year or 'all years'}"


def _of(line: Line) -> str:
    return str(line.listed if line.expected is None else line.expected)


def _rest(line: Line) -> str:
    rest = {"left out": line.left_out, "gone": line.gone, "failed": line.failed, "waiting": line.waiting}
    words = [f"{n} {word}" for word, n in rest.items() if n]
    return f" ({', '.join(words)})" if words else ""
