"""No text of 100 kB can make a regular expression slow: a document would hang on it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patterns import Pattern, slow_ones

ROOT = Path(__file__).parent.parent
ROOMS = {
    "pipeline/cleaning": 120,
    "pipeline/entities": 150,
    "pipeline/sources": 12,
    "pipeline/report": 2,
    "pipeline/evaluation": 1,
}  # and how many patterns each has at least


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_is_quick_on_its_worst_text(room: str) -> None:
    command = [sys.executable, "-m", "tests.patterns", room]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    first, *slow = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["patterns"] >= ROOMS[room]
    assert not slow, "\n".join(f"{one['where']} takes {one['seconds']} s on {one['text']!r}" for one in slow)


def test_a_slow_pattern_is_found() -> None:
    bad = [Pattern(r"(?:a+)+b$", 0, "x:1"), Pattern(r"\s*$", 0, "x:2"), Pattern(r"a*b", 0, "x:3")]
    good = [Pattern(r"\s{0,9}$", 0, "x:4"), Pattern(r"(?<!a)a+b", 0, "x:5"), Pattern(r"\s*x", 0, "x:6", anchored=True)]
    assert [one["where"] for one in slow_ones([*bad, *good])] == ["x:1", "x:2", "x:3"]
