"""The file name is the registry key: ``embedder: lsa`` loads ``pipeline/embedders/lsa.py``, and nothing else."""

from __future__ import annotations

import difflib
import importlib
from pathlib import Path
from types import ModuleType

from pipeline.errors import SettingsError

_ROOT = Path(__file__).parent


def plugin_names(room: str, marker: str) -> list[str]:
    """Modules of a room that define the function `marker`, found by reading, not by importing."""
    files = sorted((_ROOT / room).glob("*.py"))
    return [f.stem for f in files if f"\ndef {marker}(" in f.read_text(encoding="utf-8")]


def load_plugin(room: str, name: str, *, marker: str, setting: str) -> ModuleType:
    """Import one plugin of a room.

    Args:
        room: folder below pipeline/, such as ``embedders``.
        name: the plugin's file name without ``.py``.
        marker: the function that every plugin of this room defines.
        setting: key in params.yaml that chose it, for the message.

    Raises:
        SettingsError: there is no such plugin; the message lists the choices.
    """
    known = plugin_names(room, marker)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        raise SettingsError(
            f"setting {setting!r} is {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
            expected=f"one of: {', '.join(known)}",
            where="params.yaml",
            remedy=f"choose one of these, or add pipeline/{room}/{name}.py with a function {marker}()",
        )
    return importlib.import_module(f"pipeline.{room}.{name}")
