"""Read a rule file that people edit: YAML in, a validated frozen model out; a typo names the nearest known key.

Words in these files are matched on folded text: a blank stands for white space, `*` for any letters. No part repeats
without end, so that no text can make a pattern slow.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import ModelError
from pipeline.text import fold


class Rules(BaseModel):
    """Base of every rule file and of its parts."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Model = TypeVar("Model", bound=Rules)


def read_rules(path: Path, model: type[Model]) -> Model:
    """Read and validate one rule file, YAML or JSON.

    Raises:
        ModelError: the file is missing, is no YAML or JSON, or breaks the rules of `model`.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return model.model_validate(json.loads(text) if path.suffix == ".json" else yaml.safe_load(text))
    except FileNotFoundError:
        raise ModelError(
            f"the rule file {path.name} is missing", where=str(path), remedy="restore it: git checkout models/cleaning"
        ) from None
    except (yaml.YAMLError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ModelError(
            f"{path.name} is no valid {path.suffix[1:].upper()}: {error}", where=str(path), remedy="mend that line"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        near = difflib.get_close_matches(str(first["loc"][-1]) if first["loc"] else "", model.model_fields, n=1)
        hint = f"; did you mean {near[0]!r}?" if near and first["type"] == "extra_forbidden" else ""
        raise ModelError(
            f"{path.name}, key {key!r}: {first['msg']}{hint}",
            expected=", ".join(model.model_fields),
            where=str(path),
            remedy="mend that key",
        ) from None


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, folded, the longest first."""
    ordered = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,9}").replace(r"\*", r"\w{0,60}") for word in ordered)
