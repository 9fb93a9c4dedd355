"""A PDF page -> its lines in reading order, with place, size and weight."""

from __future__ import annotations

import ctypes
import re
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw

from pipeline.cleaning.formats.pdf_columns import split_columns
from pipeline.cleaning.formats.pdf_runs import CELL_GAP, Run, read_runs

_BOLD = re.compile(r"bold|black|heavy|semibold|-bd\b", re.IGNORECASE)
_MARKER = re.compile(
    r"(?:[-–—*•▪●○·o§Ø]|\(?\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2})*\.?|art(?:ikel)?\.?(?:\s\S+)?)$", re.IGNORECASE
)
_NAME, _FLAGS, _MATRIX = ctypes.create_string_buffer(128), ctypes.c_int(), raw.FS_MATRIX()  # PDFium fills them
_FLAGS_POINTER, _MATRIX_POINTER = ctypes.byref(_FLAGS), ctypes.byref(_MATRIX)
_FONT, _SIZE, _SCALE = raw.FPDFText_GetFontInfo, raw.FPDFText_GetFontSize, raw.FPDFText_GetMatrix
_SYMBOLS = re.compile("[\uf000-\uf0ff]")


class Line(NamedTuple):
    """One printed line within one column.

    Attributes:
        text: the cells with a blank between.
        cells: its parts, more than one where wide gaps divide it.
        height: of its characters' boxes, in points.
        size: of its font, in points.
        column: left and right edge of the column's text.
    """

    text: str
    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    top: float
    height: float
    size: float
    bold: bool
    column: tuple[float, float]


def read_lines(handle: Any, width: float) -> list[Line]:
    """Lines of a page.

    Args:
        handle: an open text page of PDFium.
        width: of the page, in points.
    """
    lines: list[Line] = []
    for group in split_columns(read_runs(handle), 0.0, width):
        column = (min([run.left for run in group]), max([run.right for run in group]))
        lines += [_line(handle, row, column) for row in _rows(group)]
    return lines


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Runs of one line together, left to right; lines in the order of the text layer unless that jumps about."""
    steps = len(runs) - 1
    upward = sum([after.bottom > before.top for before, after in pairwise(runs)])
    ordered = runs if upward <= max(1, 0.1 * steps) else sorted(runs, key=lambda r: (-round(r.bottom), r.left))
    rows = [[ordered[0]]]
    for before, run in pairwise(ordered):
        if _same_line(before, run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [row if len(row) == 1 else sorted(row, key=lambda r: r.left) for row in rows]


def _same_line(before: Run, run: Run) -> bool:
    return abs((before.bottom + before.top) / 2 - (run.bottom + run.top) / 2) <= 0.5 * min(before.height, run.height)


def _line(handle: Any, row: list[Run], column: tuple[float, float]) -> Line:
    main, right = row[0], row[0].right
    cells: tuple[str, ...] = (_clean(main.text),)
    bold = _is_bold(handle, main.first)
    if len(row) > 1:
        main, cells, right = max(row, key=lambda run: len(run.text)), _cells(row), max([run.right for run in row])
        bold = bold and all(_is_bold(handle, run.first) for run in row[1:])
    size = _font_size(handle, main.first) or main.height
    text = cells[0] if len(cells) == 1 else " ".join(cells)
    return Line(text, cells, row[0].left, right, main.bottom, main.top, main.height, size, bold, column)


def _cells(row: list[Run]) -> tuple[str, ...]:
    """Texts of the runs; a bullet or number, and what touches, joins the text after it."""
    cells: list[str] = []
    before: Run | None = None
    for run in row:
        text = _clean(run.text)
        gap = run.left - before.right if before is not None else 0.0
        if before is not None and (_MARKER.match(cells[-1]) or gap < CELL_GAP * run.height):
            touches = gap < 0.12 * run.height
            cells[-1] += text if touches else f" {text}"
        else:
            cells.append(text)
        before = run
    return tuple(cells)


def _clean(text: str) -> str:
    if text.isascii():
        return " ".join(text.split())
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    if text and _SYMBOLS.match(text):
        text = f"• {text[1:].strip()}".strip()
    return " ".join(_SYMBOLS.sub("", text).split())


def _is_bold(handle: Any, index: int) -> bool:
    _FONT(handle, index, _NAME, 128, _FLAGS_POINTER)
    return _is_bold_font(_NAME.value, _FLAGS.value)


@lru_cache(maxsize=256)
def _is_bold_font(name: bytes, flags: int) -> bool:
    return bool(flags & 1 << 18 or _BOLD.search(name.decode("utf-8", "replace")))


def _font_size(handle: Any, index: int) -> float:
    """Size as printed: the font's size times the scale of its matrix."""
    size: float = _SIZE(handle, index)
    if _SCALE(handle, index, _MATRIX_POINTER):
        across, along = _MATRIX.c, _MATRIX.d
        size *= along if across == 0.0 < along else (across**2 + along**2) ** 0.5
    return round(size, 2)
