"""How wide words are in a drawing, and how they fit: SVG text neither wraps nor tells its width before it is drawn.

Widths are those of Noto Sans SemiBold (the widest of the faces that the style sheet names), in parts of the size of the
letters, by groups of letters of about one width.
"""

from __future__ import annotations

_GROUPS = {
    "ijl.,'’:;| ": 0.29,
    "ftr()-/I1J": 0.42,
    "cksvxyzFELST": 0.58,
    "mwMW%…": 0.96,
    "CDGHKNOQUXVAY&": 0.77,
}
_WIDTHS = {letter: width for letters, width in _GROUPS.items() for letter in letters} | {"1": 0.57, "–": 0.5}
_OTHERS = 0.64


def width(words: str, size: float) -> float:
    """Width of a line of text in SVG units; `size` is that of its letters. Rather too wide than too narrow."""
    return size * sum(_WIDTHS.get(letter, _OTHERS) for letter in words)


def widest_word(words: str, size: float) -> float:
    """Width of the longest word: less room than this, and it has to be cut."""
    return max((width(word, size) for word in words.split()), default=0.0)


def wrapped(words: str, room: float, *, size: float, most: int = 3) -> list[str]:
    """The words in lines that fit in the room; what is left after the last line, or too wide, ends in "…"."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return [cut(line, room, size=size) for line in lines]


def cut(words: str, room: float, *, size: float) -> str:
    """The words, or as much of them as fits with "…" behind it."""
    if width(words, size) <= room:
        return words
    kept = words
    while kept and width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"
