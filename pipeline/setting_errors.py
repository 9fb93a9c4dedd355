"""What pydantic found wrong in settings -> a message that names the key, and the nearest known one."""

from __future__ import annotations

import difflib
from typing import get_args

from pydantic import BaseModel, ValidationError

from pipeline.errors import SettingsError


def settings_error(error: ValidationError, settings: type[BaseModel], where: str) -> SettingsError:
    """The first of the errors, as a person can mend it.

    Args:
        settings: the model that was to hold the settings.
        where: the file they were read from.
    """
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        known = _known_keys(settings, [str(part) for part in first["loc"][:-1]])
        near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
        return SettingsError(f"unknown setting {key!r}; {hint}", expected=", ".join(known), where=where)
    return SettingsError(
        f"setting {key!r} is {first['input']!r}: {first['msg']}", where=where, remedy="see the comments in params.yaml"
    )


def _known_keys(section: type[BaseModel], path: list[str]) -> list[str]:
    """The keys of the section that the path leads to; a section by name (`sources`) has the keys of its values."""
    for part in path:
        if part not in section.model_fields:
            continue  # the name of a source
        inner = _section(section.model_fields[part].annotation)
        if inner is None:
            return []
        section = inner
    return sorted(section.model_fields)


def _section(annotation: object) -> type[BaseModel] | None:
    for found in (annotation, *reversed(get_args(annotation))):
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return None
