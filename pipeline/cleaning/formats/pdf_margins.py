"""Lines of all pages -> the same without running heads, running feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median

from pipeline.cleaning.formats.pdf_lines import Line

_BAND = 0.13  # share of the page's height at the top and at the bottom where heads and feet stand
_PAGE_NUMBER = re.compile(r"[-–—|/\s]*\d{1,4}(?:\s*[-–—/|]\s*\d{1,4})?[-–—|/\s]*$")
_DIGITS = re.compile(r"\d{1,6}")

_Key = tuple[str, int]


def drop_margins(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Leave out lines in the margins that come back on other pages at the same height, and bare page numbers.

    Args:
        pages: lines of each page.
        heights: of each page, in points.
    """
    exact: Counter[_Key] = Counter()
    numbered: Counter[_Key] = Counter()
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        inside = [line for line in lines if _in_margin(line, height)]
        exact.update({_key(line) for line in inside})
        numbered.update({key for line in inside for key in _numbered_keys(line, page)})
    often = 2 if len(pages) <= 3 else 3
    mostly = max(2, round(0.4 * len(pages)))
    usual = median(line.size for lines in pages for line in lines) if any(pages) else 0.0

    def is_furniture(line: Line, page: int) -> bool:
        if not _in_margin(line, heights[page]):
            return False
        if _PAGE_NUMBER.match(line.text) or exact[_key(line)] >= often:
            return True
        counts = [numbered[key] for key in _numbered_keys(line, page)]
        return line.size <= 1.1 * usual and max(counts, default=0) >= mostly

    return [[line for line in lines if not is_furniture(line, page)] for page, lines in enumerate(pages)]


def _numbered_keys(line: Line, page: int) -> set[_Key]:
    """The line with its first, and with its last number counted from the page: equal where it numbers the pages."""
    text, place = _key(line)
    numbers = list(_DIGITS.finditer(text))[:: max(1, len(_DIGITS.findall(text)) - 1)]
    return {(f"{text[: m.start()]}#{int(m[0]) - page}{text[m.end() :]}", place) for m in numbers}


def _in_margin(line: Line, height: float) -> bool:
    return line.bottom < _BAND * height or line.top > (1 - _BAND) * height


def _key(line: Line) -> _Key:
    return line.text.lower().strip(), round(line.bottom / 4)
