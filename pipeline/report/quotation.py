"""A stretch of a document as readers see it: private names hidden, white space tidied, what was found marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.report.model import Document
from pipeline.report.privacy import cut

Pieces = tuple[tuple[str, bool], ...]
_SPACE = re.compile(r"\s+")


def pieces(document: Document, window: tuple[int, int], marks: Iterable[tuple[int, int]]) -> Pieces:
    """The window in pieces, marked and unmarked by turns; white space becomes one space, an empty line a new line."""
    at, raw = window[0], []
    for start, end in sorted(marks):
        if end > at:
            raw += [(at, max(start, at), False), (max(start, at), end, True)]
            at = end
    raw.append((at, window[1], False))
    found = [(_SPACE.sub(_space, cut(document.text, a, b, document.hidden)), mark) for a, b, mark in raw if b > a]
    if found:
        found[0] = (found[0][0].lstrip(), found[0][1])
        found[-1] = (found[-1][0].rstrip(), found[-1][1])
    return tuple((text, mark) for text, mark in found if text)


def _space(found: re.Match[str]) -> str:
    return "\n" if found[0].count("\n") > 1 else " "
