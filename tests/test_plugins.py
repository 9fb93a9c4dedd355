"""The file name is the registry key."""

from __future__ import annotations

import pytest

from pipeline.errors import SettingsError
from pipeline.plugins import load_plugin, plugin_names


def test_every_connector_is_found_by_its_file_name() -> None:
    assert "folder" in plugin_names("sources", "fetch")
    assert "snapshot" not in plugin_names("sources", "fetch")
    assert callable(load_plugin("sources", "folder", marker="fetch", setting="sources.x.connector").fetch)


def test_an_unknown_name_lists_the_choices_and_the_nearest() -> None:
    with pytest.raises(SettingsError, match=r"did you mean 'folder'\?") as caught:
        load_plugin("sources", "foldr", marker="fetch", setting="sources.x.connector")
    assert "one of: " in str(caught.value)
