"""Lines of all pages -> the same without letterheads, running heads, running feet and page numbers.

Two kinds of evidence: a line in the margin comes back on other pages, or, since a letter has one page, it stands in the
margin apart from the text and consists of what letterheads and feet consist of.
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import median

from pipeline.cleaning.formats.margin_rules import LONGEST, MarginRules
from pipeline.cleaning.formats.pdf_lines import Line

_BAND = 0.13  # share of the page's height at the top and at the bottom where heads and feet stand
_APART = 1.2  # times the usual size of letters: white space between a head or foot and the text
_SMALL = 0.9  # times the usual size of letters: the small print of heads and feet
_TOLD = 10  # lines of heads and feet that are kept as evidence
_HEAD_WORDS = 15  # words of a running head
_SAME_HEIGHT = 3.0  # points between two lines that stand beside each other
_PAGE_NUMBER = re.compile(r"[-–—|/\s]*\d{1,4}(?:\s*[-–—/|]\s*\d{1,4})?[-–—|/\s]*$")
_DIGITS = re.compile(r"\d{1,6}")

_Key = tuple[str, int]


def drop_margins(
    pages: list[list[Line]], heights: list[float], rules: MarginRules
) -> tuple[list[list[Line]], list[str]]:
    """Leave out what is no text of the pages.

    Args:
        pages: lines of each page.
        heights: of each page, in points.
        rules: words of margins.yaml.

    Returns:
        The lines that stay, and texts of those that go, for they may tell the place and the date: each once, whatever
        its numbers, and no more than a letterhead holds.
    """
    usual = median(line.size for lines in pages for line in lines) if any(pages) else 0.0
    repeated = _repeated(pages, heights, usual)
    kept: list[list[Line]] = []
    gone: dict[str, str] = {}
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        zones = _zones(lines, height, usual)
        single = {n for zone in zones for n in _furniture(lines, zone, usual, rules)}
        single |= {zones[0][0]} if page and _opens_with_head(lines, zones[0], usual) else set()
        left_out = repeated[page] | single
        kept.append([line for n, line in enumerate(lines) if n not in left_out])
        for n in sorted(left_out):
            gone.setdefault(_DIGITS.sub("#", lines[n].text), lines[n].text)
    told = [text[:LONGEST] for text in gone.values() if any(c.isalpha() for c in text)]
    return kept, told[:_TOLD]


def _repeated(pages: list[list[Line]], heights: list[float], usual: float) -> list[set[int]]:
    """Per page the lines in the margins that come back on other pages at the same height, and bare page numbers."""
    exact: Counter[_Key] = Counter()
    numbered: Counter[_Key] = Counter()
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        inside = [line for line in lines if _in_margin(line, height)]
        exact.update({_key(line) for line in inside})
        numbered.update({key for line in inside for key in _numbered_keys(line, page)})
    often = 2 if len(pages) <= 3 else 3
    mostly = max(2, round(0.4 * len(pages)))

    def is_furniture(line: Line, page: int) -> bool:
        if _PAGE_NUMBER.match(line.text) or exact[_key(line)] >= often:
            return True
        counts = [numbered[key] for key in _numbered_keys(line, page)]
        return line.size <= 1.1 * usual and max(counts, default=0) >= mostly

    return [
        {n for n, line in enumerate(lines) if _in_margin(line, height) and is_furniture(line, page)}
        for page, (lines, height) in enumerate(zip(pages, heights, strict=True))
    ]


def _zones(lines: list[Line], height: float, usual: float) -> tuple[list[int], list[int]]:
    """Numbers of the lines at the top and at the bottom of the page that white space parts from its text."""
    down = sorted(range(len(lines)), key=lambda n: -lines[n].top)
    up = sorted(range(len(lines)), key=lambda n: lines[n].bottom)
    head = foot = 0
    for count in range(1, len(lines)):
        if lines[down[count - 1]].top <= (1 - _BAND) * height:
            break
        if min(lines[n].bottom for n in down[:count]) - lines[down[count]].top >= _APART * usual:
            head = count
    for count in range(1, len(lines)):
        if lines[up[count - 1]].bottom >= _BAND * height:
            break
        if lines[up[count]].bottom - max(lines[n].top for n in up[:count]) >= _APART * usual:
            foot = count
    return down[:head], up[:foot]


def _furniture(lines: list[Line], zone: list[int], usual: float, rules: MarginRules) -> set[int]:
    """The lines of a zone that are letterhead or foot: addresses, marks, page numbers, and what stands beside them."""
    sure = [n for n in zone if any(_is_sure(cell, rules) for cell in lines[n].cells)]
    if not sure:
        return set()
    heights = [lines[n].bottom for n in sure]
    beside = {
        n
        for n in zone
        if lines[n].size <= _SMALL * usual and any(abs(lines[n].bottom - h) <= _SAME_HEIGHT for h in heights)
    }
    return beside | {n for n in zone if rules.is_furniture(lines[n].text)}


def _is_sure(text: str, rules: MarginRules) -> bool:
    return bool(_PAGE_NUMBER.match(text)) or rules.is_sure(text)


def _opens_with_head(lines: list[Line], zone: list[int], usual: float) -> bool:
    """One line in small print, apart, above a later page: the title of the document or of a chapter."""
    if not zone:
        return False
    line = lines[zone[0]]
    below = max((lines[n].top for n in range(len(lines)) if n != zone[0]), default=0.0)
    return line.bottom - below >= _APART * usual and _is_small_print(line, usual)


def _is_small_print(line: Line, usual: float) -> bool:
    ends = line.text.endswith((".", ":", ";", ",")) and not line.text.endswith("..")
    return line.size <= _SMALL * usual and not ends and line.text.count(" ") < _HEAD_WORDS


def _numbered_keys(line: Line, page: int) -> set[_Key]:
    """The line with its first, and with its last number counted from the page: equal where it numbers the pages."""
    text, place = _key(line)
    numbers = list(_DIGITS.finditer(text))[:: max(1, len(_DIGITS.findall(text)) - 1)]
    return {(f"{text[: m.start()]}#{int(m[0]) - page}{text[m.end() :]}", place) for m in numbers}


def _in_margin(line: Line, height: float) -> bool:
    return line.bottom < _BAND * height or line.top > (1 - _BAND) * height


def _key(line: Line) -> _Key:
    return line.text.lower().strip(), round(line.bottom / 4)
