"""docs/scraping.md and params.yaml against the code: connectors, settings, targets, causes, and the ready entries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.params import FetchSettings, Settings, SourceSettings, parse_settings
from pipeline.plugins import load_plugin, plugin_names

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs/scraping.md").read_text(encoding="utf-8")
PARAMS = (ROOT / "params.yaml").read_text(encoding="utf-8")


def _ready() -> dict[str, Any]:
    """The commented entries, as they are when their first two characters are taken away."""
    block = PARAMS.partition("  # cvdr_jeugd:")[2].partition("\n# How")[0]
    lines = [line.replace("  # ", "  ", 1) for line in f"  # cvdr_jeugd:{block}".splitlines()]
    found: dict[str, Any] = yaml.safe_load("sources:\n" + "\n".join(lines))["sources"]
    return found


READY = _ready()


def test_every_connector_is_described_and_ready() -> None:
    known = set(plugin_names("sources", "fetch"))
    table = set(re.findall(r"^\| `(\w+)` \|", DOCS.partition("## The connectors")[2], re.MULTILINE))
    assert known <= table
    assert known - {"folder", "openbesluitvorming"} == {entry["connector"] for entry in READY.values()}


@pytest.mark.parametrize("name", READY)
def test_the_ready_entries_are_valid_and_make_a_plan(name: str, tmp_path: Path) -> None:
    entry = dict(READY[name])
    if "addresses" in entry:
        entry["addresses"] = str(tmp_path / "list.csv")
        (tmp_path / "list.csv").write_text("url\nhttps://www.example.nl/\n", encoding="utf-8")
    source = parse_settings({"sources": {name: entry}}).sources[name]
    assert load_plugin("sources", source.connector, marker="fetch", setting=name).plan(source).asks
    assert str(source.path) == f"data/snapshots/{name}"


def test_the_settings_named_in_the_docs_exist() -> None:
    known = set(FetchSettings.model_fields) | set(SourceSettings.model_fields) | set(Settings.model_fields)
    named = ("max_bytes", "quiet_hours", "seconds_between", "attempts", "complete", "endpoint", "addresses")
    assert set(named) <= known
    assert all(f"`{name}`" in DOCS for name in named)


def test_params_and_code_have_the_same_fetch_settings_and_defaults() -> None:
    written = yaml.safe_load(PARAMS)["fetch"]
    assert FetchSettings(**written) == FetchSettings()
    assert set(written) == set(FetchSettings.model_fields)


def test_the_make_targets_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z]+)", DOCS)) <= set(targets)
