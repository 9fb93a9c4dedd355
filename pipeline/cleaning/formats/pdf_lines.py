"""A PDF page -> its lines in reading order, with place, size and weight."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from pipeline.cleaning.formats.pdf_columns import split_columns
from pipeline.cleaning.formats.pdf_runs import CELL_GAP, Run, read_runs

_BOLD = re.compile(r"bold|black|heavy|semibold|-bd\b", re.IGNORECASE)
_MARKER = re.compile(
    r"(?:[-–—*•▪●○·o§Ø]|\(?\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2})*\.?|art(?:ikel)?\.?(?:\s\S+)?)$", re.IGNORECASE
)
_NAME, _FLAGS, _MATRIX = ctypes.create_string_buffer(128), ctypes.c_int(), raw.FS_MATRIX()  # PDFium fills them
_FLAGS_POINTER, _MATRIX_POINTER = ctypes.byref(_FLAGS), ctypes.byref(_MATRIX)
_SYMBOLS = re.compile("[\uf000-\uf0ff]")


@dataclass(frozen=True)
class Line:
    """One printed line within one column.

    Attributes:
        cells: its parts, more than one where wide gaps divide it.
        height: of its characters' boxes, in points.
        size: of its font, in points.
        column: left and right edge of the column's text.
    """

    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    top: float
    height: float
    size: float
    bold: bool
    column: tuple[float, float]

    @property
    def text(self) -> str:
        """The cells with a blank between."""
        return self.cells[0] if len(self.cells) == 1 else " ".join(self.cells)


def read_lines(textpage: Any, width: float) -> list[Line]:
    """Lines of a page.

    Args:
        textpage: an open pypdfium2 text page.
        width: of the page, in points.
    """
    runs = list(read_runs(textpage))
    lines: list[Line] = []
    for group in split_columns(runs, 0.0, width):
        column = (min(run.left for run in group), max(run.right for run in group))
        lines += [_line(textpage, row, column) for row in _rows(group)]
    return lines


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Runs of one line together, left to right; lines in the order of the text layer unless that jumps about."""
    steps = list(pairwise(runs))
    upward = sum(after.bottom > before.top for before, after in steps)
    ordered = runs if upward <= max(1, 0.1 * len(steps)) else sorted(runs, key=lambda r: (-round(r.bottom), r.left))
    rows: list[list[Run]] = []
    for run in ordered:
        if rows and _same_line(rows[-1][-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda r: r.left) for row in rows]


def _same_line(before: Run, run: Run) -> bool:
    return abs((before.bottom + before.top) / 2 - (run.bottom + run.top) / 2) <= 0.5 * min(before.height, run.height)


def _line(textpage: Any, row: list[Run], column: tuple[float, float]) -> Line:
    main = row[0] if len(row) == 1 else max(row, key=lambda run: len(run.text))
    return Line(
        cells=_cells(row),
        left=row[0].left,
        right=max(run.right for run in row),
        bottom=main.bottom,
        top=main.top,
        height=main.height,
        size=_font_size(textpage, main.first) or main.height,
        bold=all(_is_bold(textpage, run.first) for run in row),
        column=column,
    )


def _cells(row: list[Run]) -> tuple[str, ...]:
    """Texts of the runs; a bullet or number, and what touches, joins the text after it."""
    if len(row) == 1:
        return (_clean(row[0].text),)
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


def _is_bold(textpage: Any, index: int) -> bool:
    raw.FPDFText_GetFontInfo(textpage.raw, index, _NAME, len(_NAME), _FLAGS_POINTER)
    return bool(_FLAGS.value & 1 << 18 or _BOLD.search(_NAME.value.decode("utf-8", "replace")))


def _font_size(textpage: Any, index: int) -> float:
    """Size as printed: the font's size times the scale of its matrix."""
    size = float(raw.FPDFText_GetFontSize(textpage.raw, index))
    if raw.FPDFText_GetMatrix(textpage.raw, index, _MATRIX_POINTER):
        size *= float(_MATRIX.c**2 + _MATRIX.d**2) ** 0.5
    return round(size, 2)
