"""params.yaml: what is wrong is told with the key and the nearest known one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.params import load_settings, parse_settings

ROOT = Path(__file__).parent.parent
SOURCES = {"own": {"connector": "folder", "path": "x"}}


def test_the_committed_file_is_valid() -> None:
    settings = load_settings(ROOT / "params.yaml")
    assert settings.topics.min_size >= 2
    assert list(settings.sources) == ["voorbeeld"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"sources": SOURCES, "topcis": {}}, ["'topcis'", "'topics'"]),
        ({"sources": SOURCES, "topics": {"min_sise": 8}}, ["topics.min_sise", "'min_size'"]),
        ({"sources": {"own": {"conector": "folder"}}}, ["sources.own.conector", "'connector'"]),
        ({"sources": SOURCES, "topics": {"min_size": 1}}, ["topics.min_size", "greater than or equal to 2"]),
        ({"sources": SOURCES, "seed": "later"}, ["'seed'", "'later'"]),
        ({"sources": SOURCES, "engine": {"workers": 0}}, ["engine.workers"]),
        ({}, ["sources"]),
    ],
)
def test_a_wrong_setting_names_its_key(data: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(data)
    assert all(word in str(caught.value) for word in words), str(caught.value)


@pytest.mark.parametrize("content", ["seed: [1", "just words", "\x00"])
def test_a_file_that_is_no_settings_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"params\.yaml"):
        load_settings(path)


def test_a_missing_file_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"folder that holds dvc\.yaml"):
        load_settings(tmp_path / "params.yaml")
