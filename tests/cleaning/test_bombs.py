"""Files that unpack to very much are rejected as too large, soon, and without taking much memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cleaning.bombs import make_bombs

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float]]:
    folder = tmp_path_factory.mktemp("bombs")
    make_bombs(folder)
    command = [sys.executable, "-m", "tests.cleaning.bombs", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    lines = [line.split() for line in done.stdout.splitlines()]
    return {name: (reason, float(number)) for name, reason, number in lines}


def test_every_bomb_is_too_large(ends: dict[str, tuple[str, float]]) -> None:
    assert {reason for name, (reason, _) in ends.items() if name != "megabytes"} == {"too_large"}, ends
    assert len(ends) == 12


def test_none_takes_long_or_much(ends: dict[str, tuple[str, float]]) -> None:
    assert max(seconds for name, (_, seconds) in ends.items() if name != "megabytes") < 20
    assert ends["megabytes"][1] < 400
