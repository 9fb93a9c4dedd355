"""The committed truth, the sources, and the example built anew in a folder of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.sample.build.corpus import build, read_sources
from data.sample.build.knowledge import Knowledge, load_knowledge
from data.sample.build.source import Source

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(SAMPLE)


@pytest.fixture(scope="session")
def truth() -> list[dict[str, Any]]:
    return read_lines(SAMPLE / "truth" / "documents.jsonl")


@pytest.fixture(scope="session")
def sources(knowledge: Knowledge) -> list[Source]:
    return read_sources(SAMPLE / "source", knowledge=knowledge)


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    build(SAMPLE, into=folder)
    return folder
