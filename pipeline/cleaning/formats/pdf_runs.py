"""A PDF text page -> runs: characters that follow each other on one line without a wide gap.

Asking PDFium for the place of each character takes ten times as long as the text itself. So a page's text is taken at
once, and places are asked for at the ends of lines, and inside a line only where something may stand apart: where
PDFium joined several text objects, or put a blank of its own.
"""

from __future__ import annotations

import ctypes
import re
import struct
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from pypdfium2 import raw

CELL_GAP = 1.6  # line heights of empty space from which two runs on one line are cells
_HYPHENS = {2: "-", 0xFFFE: "-", 0xAD: "-"}
_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")  # a hyphen that breaks a word ends a line too
_CHARACTER_BOX, _IS_GENERATED = raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
_FOUR = struct.Struct("4f")  # FS_RECTF holds left, top, right and bottom
_COUNT_RECTANGLES, _RECTANGLE = raw.FPDFText_CountRects, raw.FPDFText_GetRect


class Run(NamedTuple):
    """Characters that follow each other on one line. Points from the lower left corner of the page.

    Attributes:
        height: of most characters' boxes: a quote from another font must not make the line look larger.
        first: number of its first character on the page.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    height: float
    first: int


def read_runs(handle: Any) -> list[Run]:
    """Runs of an open text page of PDFium, in the order of the text layer."""
    text = _page_text(handle)
    if text is None:
        return []
    boxes, own = _Boxes(handle), _own_blanks(handle, text)
    printed = text if text.isascii() and "\x02" not in text else text.translate(_HYPHENS)
    runs: list[Run | None] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if not own and _COUNT_RECTANGLES(handle, start, end - start) == 1:
            runs.append(_run(printed, start, end, boxes))
        else:
            blanks = _gaps(text, start, end, own, boxes)
            runs += [_run(printed, first, last, boxes) for first, last in _pieces(text, start, end, blanks, boxes)]
    return [run for run in runs if run is not None]


def _own_blanks(handle: Any, text: str) -> list[int]:
    """Numbers of the blanks that PDFium put where the page has only empty space."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    blanks: list[int] = np.flatnonzero(codes == ord(" ")).tolist()
    return [blank for blank, own in zip(blanks, map(_IS_GENERATED, repeat(handle), blanks), strict=True) if own == 1]


def _gaps(text: str, start: int, end: int, own: list[int], boxes: _Boxes) -> list[int]:
    """The blanks of a line at which something may stand apart."""
    if boxes.are_joined(start, end):
        return [blank for blank in own if start <= blank < end]
    return [blank for blank in range(start, end) if text[blank] == " "]


def _page_text(handle: Any) -> str | None:
    """The text of the page, one code point for each of PDFium's characters."""
    count = raw.FPDFText_CountChars(handle)
    if count <= 0:
        return None
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "surrogatepass")[:count]
    if len(text) == count and "\0" not in text:
        return text
    codes = (raw.FPDFText_GetUnicode(handle, index) for index in range(count))  # some have no place in the text
    return "".join(chr(code) if code else "\ufffc" for code in codes)


class _Boxes:
    """Places on a page: of characters, and of the text objects of a stretch."""

    def __init__(self, handle: Any) -> None:
        self.handle = handle
        self._box, self._edges = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
        self._pointer = ctypes.byref(self._box)
        self._edge_pointers = [ctypes.byref(edge) for edge in self._edges]

    def of(self, index: int) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of a character."""
        if _CHARACTER_BOX(self.handle, index, self._pointer):
            left, top, right, bottom = _FOUR.unpack(self._box)
            return left, bottom, right, top
        return None

    def are_joined(self, start: int, end: int) -> bool:
        """True when the text objects of a stretch follow each other on one line, with no wide gap between them."""
        count = _COUNT_RECTANGLES(self.handle, start, end - start)
        if count == 1:
            return True
        left, top, right, bottom = self._edges
        reached = low = high = 0.0
        for number in range(count):
            _RECTANGLE(self.handle, number, *self._edge_pointers)
            if number and not (
                -0.5 * (high - low) < left.value - reached < 0.7 * (high - low)
                and bottom.value < (low + high) / 2 < top.value
            ):
                return False
            reached, low, high = right.value, bottom.value, top.value
        return bool(count > 1)


def _pieces(text: str, start: int, end: int, blanks: list[int], boxes: _Boxes) -> Iterator[tuple[int, int]]:
    """Parts of a line between which there is a wide gap or a step up, down or back."""
    at = start
    for blank in blanks:
        before, first = _beside(text, blank, start, end)
        if at < before and first < end and _leaves(boxes, before, first):
            yield at, before
            at = first
    yield at, end


def _beside(text: str, blank: int, start: int, end: int) -> tuple[int, int]:
    """The end of the word before a blank, and the start of the word after it."""
    before, first = blank, blank + 1
    while before > start and text[before - 1].isspace():
        before -= 1
    while first < end and text[first].isspace():
        first += 1
    return before, first


def _leaves(boxes: _Boxes, before: int, first: int) -> bool:
    """True when a word stands on another line than the one before, far to the right, or back to the left."""
    left, right = boxes.of(before - 1), boxes.of(first)
    if left is None or right is None:
        return False
    height = max(left[3] - left[1], 1.0)
    if abs((right[1] + right[3]) / 2 - (left[1] + left[3]) / 2) > 0.5 * height:
        return True
    return right[0] - left[2] > CELL_GAP * height or right[0] < left[0] - height


def _run(text: str, start: int, end: int, boxes: _Boxes) -> Run | None:
    words = text[start:end]
    body = words.strip()
    if not body:
        return None
    first = start + (words.index(body[0]) if words[0] != body[0] else 0)
    last = first + len(body) - 1
    opening, closing = boxes.of(first), boxes.of(last)
    if opening is None or closing is None:
        return None
    left, bottom, _, top = opening
    _, low, right, high = closing
    height = top - bottom
    if height != high - low:
        height = _middle(height, high - low, boxes.of((first + last) // 2) if last > first else None)
    return Run(body, left, right, bottom, top, max(round(height, 2), 1.0), first)


def _middle(opening: float, closing: float, box: tuple[float, float, float, float] | None) -> float:
    """The middle one of three heights, the lower of two."""
    return min(opening, closing) if box is None else sorted((opening, box[3] - box[1], closing))[1]
