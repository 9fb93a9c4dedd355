r"""Patterns with slots -> regular expressions.

``"[{weekday}] {day} {month} {year}"``: ``{x}`` is a slot, ``[..]`` may be absent together with the space beside it,
``~`` is a space that may be absent, all else is literal. No pattern runs over a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.errors import ModelError

SPACE = r"[^\S\n]+"
_PARTS = re.compile(r"\{(\w+)\}|( \[)|(\[)|(\] )|(\])|( )|(~)")
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"


def alternatives(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; blanks in them match any white space in a line."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(SPACE.join(re.escape(part) for part in w.split(" ")) for w in ordered) + ")"


def compile_template(pattern: str, slots: Mapping[str, str], *, flags: int = 0, edge: str = r"\w") -> re.Pattern[str]:
    """Compile one pattern; the first use of a slot becomes a group of its name.

    Args:
        slots: regular expressions by name.
        edge: a character class body that may stand neither before nor after a match.

    Raises:
        ModelError: the pattern names an unknown slot.
    """
    used: set[str] = set()
    parts, last, closing = [], 0, ""
    for match in _PARTS.finditer(pattern):
        parts.append(re.escape(pattern[last : match.start()]))
        last = match.end()
        slot, lead, opened, closed_space, closed, space, maybe = match.groups()
        if slot:
            parts.append(_slot(slot, slots, used, pattern))
        elif lead or opened:
            parts.append(f"(?:{SPACE}" if lead else "(?:")
            closing = ")?" if lead else f"{SPACE})?"
        elif closed_space:
            parts.append(closing + (SPACE if closing == ")?" else ""))
        else:
            parts.append(")?" if closed else SPACE if space else r"[^\S\n]?" if maybe else "")
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
