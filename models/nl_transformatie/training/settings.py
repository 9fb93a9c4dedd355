"""params.yaml as typed, frozen settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Vectors:
    """How the floret vectors are trained."""

    rows: int
    dimensions: int
    minn: int
    maxn: int
    min_count: int
    negative: int
    epochs: int
    learning_rate: float
    threads: int


@dataclass(frozen=True)
class Text:
    """How much is added to the laws."""

    sentence_copies: int
    name_lines: int


@dataclass(frozen=True)
class Silver:
    """How much of the laws is tagged for the second tagger."""

    share: float
    sentences: int


@dataclass(frozen=True)
class Split:
    """Which share of the sentences, in whole documents, is kept for choosing and for testing."""

    salt: str
    largest_document: int
    names_test: float
    names_dev: float
    tags_dev: float


@dataclass(frozen=True)
class Settings:
    """Everything the recipe can be told."""

    sources: Path
    gold: Path
    output: Path
    version: str
    date: str
    seed: int
    text: Text
    silver: Silver
    vectors: Vectors
    split: Split


def load_settings(path: Path = HERE / "params.yaml") -> Settings:
    """Read params.yaml; paths in it are relative to its folder."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Settings(
        sources=(path.parent / raw["sources"]).resolve(),
        gold=(path.parent / raw["gold"]).resolve(),
        output=(path.parent / raw["output"]).resolve(),
        version=str(raw["version"]),
        date=str(raw["date"]),
        seed=int(raw["seed"]),
        text=Text(**raw["text"]),
        silver=Silver(**raw["silver"]),
        vectors=Vectors(**raw["vectors"]),
        split=Split(**raw["split"]),
    )
