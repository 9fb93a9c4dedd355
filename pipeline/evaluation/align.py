"""Offsets in the truth's text -> offsets in the pipeline's text of the same document.

Words are aligned in order (difflib); a sentence that this leaves out, since a reader moved it, is searched for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from pipeline.text import fold

_TOKEN = re.compile(r"\w+|[^\w\s]")
_FOUND = 0.5  # share of a span's characters that must be found again
_GROWTH = 2.0  # a span this much longer than in the truth is torn apart

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Alignment:
    """Where each character of the truth stands in the pipeline's text.

    Attributes:
        places: per character of the truth its offset in the pipeline's text; -1 for white space and what is lost.
        known: per character of the pipeline's text whether the truth holds it.
        similarity: words that stand in both in the same order, twice, by words in both (0 to 1).
    """

    places: Ints
    known: npt.NDArray[np.bool_]
    similarity: float

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The same span in the pipeline's text; None when most of it is lost or torn apart."""
        inside = self.places[start:end]
        found = inside[inside >= 0]
        if not len(found) or len(found) < _FOUND * len(inside):
            return None
        low, high = int(found.min()), int(found.max()) + 1
        return None if high - low > _GROWTH * (end - start) + 10 else (low, high)

    def knows(self, start: int, end: int) -> bool:
        """Whether the truth says anything about this span of the pipeline's text."""
        return bool(self.known[start:end].any())


def align(truth: str, text: str, sentences: tuple[tuple[int, int], ...] = ()) -> Alignment:
    """Align two texts.

    Args:
        truth: the text with the offsets.
        text: the text as the pipeline read it.
        sentences: spans in the truth that may have moved as a whole.
    """
    ours, theirs = _tokens(truth), _tokens(text)
    matcher = SequenceMatcher(None, [t[0] for t in ours], [t[0] for t in theirs], autojunk=False)
    places = np.full(len(truth), -1, dtype=np.int64)
    same = 0
    for block in matcher.get_matching_blocks():
        same += block.size
        for (_, a, b), (_, c, _d) in zip(
            ours[block.a : block.a + block.size], theirs[block.b : block.b + block.size], strict=True
        ):
            places[a:b] = np.arange(c, c + b - a)
    _find_moved(truth, text, sentences, places)
    known = np.zeros(len(text), dtype=bool)
    known[places[places >= 0]] = True
    total = len(ours) + len(theirs)
    return Alignment(places, known, 2 * same / total if total else 1.0)


def _tokens(text: str) -> list[tuple[str, int, int]]:
    folded = fold(text)
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded)]


def _find_moved(truth: str, text: str, sentences: tuple[tuple[int, int], ...], places: Ints) -> None:
    """Search the sentences that are mostly lost, as a whole, with any white space between their words."""
    folded = fold(text)
    for start, end in sentences:
        if (places[start:end] >= 0).sum() >= _FOUND * _letters(truth, start, end):
            continue
        tokens = [(start + m.start(), start + m.end()) for m in _TOKEN.finditer(fold(truth[start:end]))]
        if len(tokens) < 3:
            continue
        pattern = r"\s*".join(f"({re.escape(fold(truth[a:b]))})" for a, b in tokens)
        found = re.search(pattern, folded)
        if found:
            for i, (a, b) in enumerate(tokens, 1):
                places[a:b] = np.arange(found.start(i), found.end(i))


def _letters(text: str, start: int, end: int) -> int:
    return sum(1 for c in text[start:end] if not c.isspace())
