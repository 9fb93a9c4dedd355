"""Texts made to be slow for a regular expression, from its own repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

GENERAL = ("a", "A", "1", " ", "\n", ". ", "-", "a ", "A. ", "Aa ", "(", '"', "<", "van de ", "1-1-14 ")


def attacks(pattern: str | bytes, flags: int) -> list[tuple[str, str]]:
    """Pairs of a start and what to repeat behind it, made from the pattern's own repeats."""
    parsed = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    pairs = {("", pump) for pump in GENERAL}
    for start, pump in _repeats(parsed, ""):
        pairs |= {(start, pump), ("", start + pump), ("", pump)}
    return sorted((start[-200:], pump) for start, pump in pairs if pump)


def _repeats(parsed: Any, start: str) -> Iterator[tuple[str, str]]:
    for name, value in parsed:
        inner = _inner(str(name), value)
        if "REPEAT" in str(name):
            yield start, "".join(map(_sample, value[2]))
            yield start, "".join(map(_sample, value[2])) * max(1, min(value[0], 20))
        for one in inner:
            yield from _repeats(one, start)
        start += _sample((name, value))


def _inner(name: str, value: Any) -> list[Any]:
    match name:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [value[2]]
        case "SUBPATTERN":
            return [value[3]]
        case "BRANCH":
            return list(value[1])[:6]
        case "ATOMIC_GROUP":
            return [value]
        case "ASSERT" | "ASSERT_NOT":
            return [value[1]]
    return []


_CATEGORIES = {"DIGIT": "1", "WORD": "a", "SPACE": " ", "NOT_DIGIT": "a", "NOT_WORD": " ", "NOT_SPACE": "a"}


def _sample(item: Any) -> str:
    """A short text that this part of a pattern may match."""
    name, value = str(item[0]), item[1]
    parts: list[Any] = []
    times = 1
    match name:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL" | "ANY":
            return "b" if value == ord("a") else "a"
        case "IN":
            return _member(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            parts, times = list(value[2]), int(min(value[0], 5))
        case "SUBPATTERN":
            parts = list(value[3])
        case "BRANCH":
            parts = list(value[1][0])
        case "ATOMIC_GROUP":
            parts = list(value)
    return "".join(map(_sample, parts)) * times


def _member(members: Any) -> str:
    names = [str(name) for name, _ in members]
    if "NEGATE" in names:
        compiled = [(str(name), value) for name, value in members]
        out = {chr(value) for name, value in compiled if name == "LITERAL"}
        kinds = {str(value) for name, value in compiled if name == "CATEGORY"}
        fits = (c for c in "a 1.-\n(A" if c not in out and not _in_kinds(c, kinds))
        return next(fits, "a")
    name, value = str(members[0][0]), members[0][1]
    if name == "LITERAL":
        return chr(value)
    if name == "RANGE":
        return chr(value[0])
    return _CATEGORIES.get(str(value).removeprefix("CATEGORY_"), "a")


def _in_kinds(character: str, kinds: set[str]) -> bool:
    tests = {"CATEGORY_SPACE": str.isspace, "CATEGORY_DIGIT": str.isdigit, "CATEGORY_WORD": str.isalnum}
    return any(kind in kinds and test(character) for kind, test in tests.items()) or (
        "CATEGORY_NOT_WORD" in kinds and not character.isalnum()
    )
