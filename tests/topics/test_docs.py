"""What docs/topics.md promises: its three lines run, and the files and settings that it names are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.params import TopicSettings
from pipeline.plugins import plugin_names
from pipeline.tables import TABLES
from pipeline.topics.model_files import save_model
from pipeline.topics.topics import Topics

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "topics.md").read_text(encoding="utf-8")


def test_the_lines_for_a_notebook_show_the_topics(
    found: Topics, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = {-1: "Niet ingedeeld", 0: "Nul", 1: "Een", 2: "Twee", 3: "Drie"}
    save_model(found.model, tmp_path / "data" / "topic_model", labels=labels, reason="")
    monkeypatch.chdir(tmp_path)
    block = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)[0]
    lines = [line for line in block.split("\n") if line]
    space: dict[str, object] = {}
    exec("\n".join(lines[:-1]), space)
    assert len(lines) == 3
    assert set(eval(lines[-1], space)["CustomName"]) >= {"Nul", "Een", "Twee", "Drie"}


@pytest.mark.parametrize("table", re.findall(r"data/(\w+)\.parquet", DOCS))
def test_every_table_exists(table: str) -> None:
    assert table in TABLES


@pytest.mark.parametrize("setting", sorted(set(re.findall(r"`topics\.(\w+)(?:: true)?`", DOCS)) - {"stability"}))
def test_every_setting_exists(setting: str) -> None:
    assert setting in TopicSettings.model_fields


@pytest.mark.parametrize("name", plugin_names("embedders", "embed_passages"))
def test_every_embedder_is_told_of(name: str) -> None:
    assert f"`{name}`" in DOCS
