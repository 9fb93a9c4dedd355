"""The labels and patterns of one concept: can they be read, and would they not match half of the language?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.concepts.lines import place
from pipeline.concepts.notation import Element, Gap, NotationError, Pattern, parse_label, parse_pattern
from pipeline.errors import ModelError

LONGEST = 120  # characters of a label
SHORTEST_STEM = 3  # letters beside a star
SHORTEST_PATTERN = 3  # letters in all words of a pattern together
_SIGN = re.compile(r"[\\^$|?\[\]{}@#=<>_~]|[).]\+|[).]\*|\.\.+|…")
_STAR_INSIDE = re.compile(r"[^\W_]\*[^\W_]|\*\*|(?:^|\s)\*(?:\s|$)")
_STARRED = re.compile(r"\*[^\W_]{1,120}\*?|(?<![^\W_])[^\W_]{1,120}\*")


Labels = Sequence[tuple[tuple[str | int, ...], str]]


def check_labels(labels: Labels, *, path: Path) -> None:
    """Check labels and negative labels.

    Args:
        labels: each with the keys below which it stands in `path`, as for `lines.place`.

    Raises:
        ModelError: a label that is none, or that would match nearly every text.
    """
    for keys, label in labels:
        problem = label_problem(label)
        if problem:
            raise ModelError(
                f"the label {_short(label)!r} {problem[0]}",
                expected="plain words; a star only at the beginning or end of a word",
                where=place(path, *keys),
                remedy=problem[1],
            )


def check_patterns(patterns: Labels, lists: Mapping[str, Sequence[str]], *, path: Path) -> None:
    """Check the patterns of a concept, and its negative labels that are patterns; `lists` are those of _words.yaml.

    Args:
        patterns: each with the keys below which it stands in `path`, as for `lines.place`.

    Raises:
        ModelError: a pattern that cannot be read, or that would match nearly every text.
    """
    for keys, pattern in patterns:
        try:
            _check_reach(parse_pattern(pattern, lists))
        except NotationError as error:
            raise ModelError(
                f"pattern {int(keys[-1]) + 1} cannot be used: {error}; it reads {_short(pattern)!r}",
                expected="the notation of models/concepts/README.md",
                where=place(path, *keys),
                remedy="mend the pattern at that place",
            ) from None


def label_problem(label: str) -> tuple[str, str] | None:
    """What is wrong with a label, and what to do; None when nothing is."""
    sign, letters = _SIGN.search(label), [c for c in label if c.isalnum()]
    if sign:
        return f"holds {sign.group()!r}", "write it as plain words; word patterns belong under `patterns`"
    if _STAR_INSIDE.search(label):
        return "has a star in the middle or by itself", "put it against the beginning or end of a word"
    if len(letters) < 2:
        found = "has one letter" if letters else "has no letter"
        return f"{found}: it would stand everywhere", "give a word, or an abbreviation of two capitals and more"
    if not any(c.isalpha() for c in label):
        return "is a number only", "add the word that belongs to it"
    if len(letters) == 2 and label.islower() and label.isalpha():
        return "has two letters: it would stand everywhere", "write an abbreviation in capitals, or give a longer word"
    return _reach_problem(label)


def _reach_problem(label: str) -> tuple[str, str] | None:
    short = [m.group() for m in _STARRED.finditer(label) if len(m.group().strip("*")) < SHORTEST_STEM]
    if short:
        return f"matches thousands of words: {short[0]!r}", f"give at least {SHORTEST_STEM} letters beside the star"
    if len(label) > LONGEST:
        return f"has {len(label)} characters", f"keep to {LONGEST}: a sentence belongs under `examples`"
    try:
        parse_label(label)
    except NotationError:
        return "holds no word", "give a word"
    return None


def _check_reach(pattern: Pattern) -> None:
    for variant in pattern.variants:
        atoms = [atom for element in variant if not isinstance(element, Gap) for atom in element.atoms]
        short = sorted(a for a in atoms if "*" in a and len(a.strip("*=")) < SHORTEST_STEM)
        if short:
            raise NotationError(f"{short[0]!r} matches thousands of words (at least {SHORTEST_STEM} letters)")
        if _letters(variant) < SHORTEST_PATTERN:
            shown = " ".join(atoms)[:40]
            raise NotationError(f"one of its forms, {shown!r}, is so short that it would stand everywhere")


def _letters(variant: Sequence[Element]) -> int:
    return sum(min(len(a.strip("*=#")) for a in e.atoms) for e in variant if not isinstance(e, Gap))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
