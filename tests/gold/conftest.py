"""The committed gold, and the gold as its sources give it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.gold.build.write import GOLD, read_gold
from data.sample.build.source import Problem

Row = dict[str, Any]


@pytest.fixture(scope="session")
def built() -> tuple[list[Row], list[tuple[Path, Problem]]]:
    return read_gold()


@pytest.fixture(scope="session")
def gold() -> list[Row]:
    lines = (GOLD / "fragments.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
