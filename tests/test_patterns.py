"""No text of 100 kB can make a regular expression slow: a document would hang on it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.patterns import Pattern, slow_ones

ROOT = Path(__file__).parent.parent
PATTERNS = 380  # and how many there are at least


def test_every_pattern_is_quick_on_its_worst_text() -> None:
    command = [sys.executable, "-m", "tests.patterns", "pipeline/"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    first, *slow = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["patterns"] >= PATTERNS
    assert not slow, "\n".join(f"{one['where']} takes {one['seconds']} s on {one['text']!r}" for one in slow)


def test_a_slow_pattern_is_found() -> None:
    bad = [Pattern(r"(?:a+)+b$", 0, "x:1"), Pattern(r"\s*$", 0, "x:2"), Pattern(r"a*b", 0, "x:3")]
    good = [Pattern(r"\s{0,9}$", 0, "x:4"), Pattern(r"(?<!a)a+b", 0, "x:5"), Pattern(r"\s*x", 0, "x:6", anchored=True)]
    assert [one["where"] for one in slow_ones([*bad, *good])] == ["x:1", "x:2", "x:3"]
