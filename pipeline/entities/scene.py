"""A text as a row of steps to the left or right of a name: words, signs, and whole names taken as one step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.entities.spans import Cover, Found
from pipeline.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?|\S")
_AREA = 80
_FEW = 2
_BREAKS = 2
_SIGNS = frozenset(",:(–-\"'*")


@dataclass(frozen=True)
class Step:
    """One word, sign or name.

    Attributes:
        word: folded text; empty for a name.
        name: the name that it is (part of).
        breaks: line breaks between it and where the walk began.
    """

    start: int
    end: int
    word: str
    name: Found | None
    breaks: int

    @property
    def is_sign(self) -> bool:
        """A comma, colon, bracket, dash or quotation mark."""
        return self.word in _SIGNS


class Scene:
    """A text and the names in it."""

    def __init__(self, text: str, names: Cover) -> None:
        self.text, self.names, self.folded = text, names, fold(text)

    def left(self, at: int, *, words: int) -> Iterator[Step]:
        """Steps before a place, the nearest first; one line break (or empty line) is crossed, and only there."""
        counted, breaks, first = 0, 0, at
        while counted <= words:
            chunk = self.folded[max(0, at - _AREA) : at]
            crossed = chunk.count("\n", len(chunk.rstrip()))
            tokens = list(_TOKEN.finditer(chunk))
            if not tokens or crossed > _BREAKS * (at == first):
                return
            breaks += crossed
            step = self._step(at - len(chunk), tokens[-1], breaks)
            if step.name is not None and self._ends_sentence(step.end):
                return
            yield step
            at, counted = step.start, counted + (not step.is_sign)

    def right(self, at: int, *, words: int) -> Iterator[Step]:
        """Steps behind a place, the nearest first; line breaks as for `left`."""
        counted, breaks, first = 0, 0, at
        while counted <= words:
            token = _TOKEN.search(self.folded, at, at + _AREA)
            crossed = self.folded.count("\n", at, token.start()) if token else 0
            if not token or crossed > _BREAKS * (at == first):
                return
            breaks += crossed
            step = self._step(0, token, breaks)
            yield step
            at, counted = step.end, counted + (not step.is_sign)

    def shown(self, name: Found) -> str:
        """The preferred name, else the name as written."""
        return name.canonical_name or self.text[name.start : name.end]

    def stands_alone(self, name: Found) -> bool:
        """A signature: nothing stands behind the name on its line, and a sentence or two words at most before it."""
        end = self.text.find("\n", name.end)
        behind = self.text[name.end : end if end >= 0 else len(self.text)]
        before = self.text[self.text.rfind("\n", 0, name.start) + 1 : name.start]
        return (before.count(" ") <= _FEW or before.rstrip()[-1:] in ".!?") and not behind.strip(" .,;")

    def _ends_sentence(self, end: int) -> bool:
        """A full stop stands right behind the name that ends here."""
        return self.text[end : end + 2] in (". ", ".\n")

    def _step(self, offset: int, token: re.Match[str], breaks: int) -> Step:
        start, end = offset + token.start(), offset + token.end()
        name = self.names.at(start) or self.names.at(end - 1)
        if name is not None:
            return Step(name.start, name.end, "", name, breaks)
        return Step(start, end, token.group(), None, breaks)
