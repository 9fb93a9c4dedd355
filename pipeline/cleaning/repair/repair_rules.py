"""models/cleaning/boilerplate.yaml -> compiled, validated rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import ModelError

FILE = "boilerplate.yaml"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Hyphens(_Section):
    conjunctions: list[str]
    prefixes: list[str]
    syllables: dict[str, list[str]]
    clashes: list[str]


class _Glued(_Section):
    whole: list[str]
    openers: list[str]
    name_openers: list[str]
    abbreviations: list[str]
    heading_characters: int


class _File(_Section):
    drop: list[str]
    comments_start: list[str]
    comments_end: list[str]
    contents_heading: str
    hyphens: _Hyphens
    glued: _Glued
    misread: dict[str, str]


@dataclass(frozen=True)
class RepairRules:
    """Patterns match a whole line without regard to case; words are in lower case but for `whole` and `openers`."""

    drop: re.Pattern[str]
    comments_start: re.Pattern[str]
    comments_end: re.Pattern[str]
    contents_heading: re.Pattern[str]
    conjunctions: frozenset[str]
    prefixes: frozenset[str]
    syllables: dict[str, tuple[str, ...]]
    clashes: frozenset[str]
    whole: tuple[str, ...]
    openers: frozenset[str]
    name_openers: frozenset[str]
    abbreviations: frozenset[str]
    heading_characters: int
    misread: dict[str, str]


@lru_cache(maxsize=4)
def load_repair_rules(folder: Path) -> RepairRules:
    """Read the rules.

    Args:
        folder: ``models/cleaning``.

    Raises:
        ModelError: the file is missing, is no YAML, or breaks its form.
    """
    path = folder / FILE
    try:
        rules = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        return _compile(rules)
    except FileNotFoundError:
        raise ModelError(
            "the rules for repairing text are missing", where=str(path), remedy="git checkout models/cleaning"
        ) from None
    except (yaml.YAMLError, ValidationError, re.error) as error:
        raise ModelError(f"the rules for repairing text are broken: {error}", where=str(path)) from None


def _compile(rules: _File) -> RepairRules:
    return RepairRules(
        drop=_any(rules.drop),
        comments_start=_any(rules.comments_start),
        comments_end=_any(rules.comments_end),
        contents_heading=_any([rules.contents_heading]),
        conjunctions=frozenset(rules.hyphens.conjunctions),
        prefixes=frozenset(rules.hyphens.prefixes),
        syllables={part: tuple(rest) for part, rest in rules.hyphens.syllables.items()},
        clashes=frozenset(rules.hyphens.clashes),
        whole=tuple(rules.glued.whole),
        openers=frozenset(rules.glued.openers),
        name_openers=frozenset(rules.glued.name_openers),
        abbreviations=frozenset(rules.glued.abbreviations),
        heading_characters=rules.glued.heading_characters,
        misread=rules.misread,
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"\A\W{0,20}(?:" + "|".join(f"(?:{p})" for p in patterns) + ")", re.IGNORECASE)
