r"""Patterns with slots -> regular expressions.

``"[{weekday}] {day} {month} {year}"``: ``{x}`` is a slot, ``[..]`` may be absent together with the space beside it,
``~`` is a space that may be absent, all else is literal. No pattern runs over a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.errors import ModelError

SPACE = r"[^\S\n]{1,4}"  # bounded: an endless run of blanks would be tried from each of them
_MANY = 8  # words from which a look at the first letter pays
_PARTS = re.compile(r"\{(\w+)\}|( ?)\[|(\] ?)|( )|(~)")
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"


def alternatives(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; blanks in them match any white space in a line."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    if len(ordered) < _MANY or not ordered[-1]:
        return f"(?:{_either(ordered)})"
    letters: dict[str, list[str]] = {}
    for word in ordered:
        letters.setdefault(word[0].casefold(), []).append(word)
    groups = (f"(?=[{_firsts(group)}])(?:{_either(group)})" for group in letters.values())
    return "(?:" + "|".join(groups) + ")"


def _either(words: list[str]) -> str:
    return "|".join(SPACE.join(re.escape(part) for part in word.split(" ")) for word in words)


def _firsts(words: list[str]) -> str:
    """Their first letters, as the body of a character class: in most places of a text that look is enough."""
    return "".join(re.escape(letter) for letter in sorted({word[0] for word in words}))


def compile_template(pattern: str, slots: Mapping[str, str], *, flags: int = 0, edge: str = r"\w") -> re.Pattern[str]:
    """Compile one pattern; the first use of a slot becomes a group of its name.

    Args:
        slots: regular expressions by name.
        edge: a character class body that may stand neither before nor after a match.

    Raises:
        ModelError: the pattern names an unknown slot.
    """
    used: set[str] = set()
    parts, last, led = [], 0, False
    while match := _PARTS.search(pattern, last):
        parts.append(re.escape(pattern[last : match.start()]))
        slot, lead, closed, space, _ = match.groups()
        last = match.end()
        if slot:
            parts.append(_slot(slot, slots, used, pattern))
        elif lead is not None:
            led = bool(lead)
            parts.append(f"(?:{SPACE}" if led else "(?:")
        elif closed:
            parts.append(")?" if led else f"{SPACE})?")
            last -= led and closed.endswith(" ")  # the space beside it, if it was not the one before
        else:
            parts.append(SPACE if space else r"[^\S\n]?")
    body = "".join(parts) + re.escape(pattern[last:])
    return re.compile(f"(?<![{edge}])(?:{body})(?![{edge}])", flags)


def _slot(name: str, slots: Mapping[str, str], used: set[str], pattern: str) -> str:
    if name not in slots:
        raise ModelError(
            f"the pattern {pattern!r} names an unknown slot {name!r}",
            expected=", ".join(sorted(slots)),
            where="models/entities",
            remedy="choose one of these slots, or add a list of that name to `slots` in the same file",
        )
    if name in used:
        return f"(?:{slots[name]})"
    used.add(name)
    return f"(?P<{name}>{slots[name]})"
