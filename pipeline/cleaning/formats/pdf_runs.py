"""A PDF text page -> runs: characters that follow each other on one line without a wide gap."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median_low
from typing import Any

from pypdfium2 import raw

CELL_GAP = 1.6  # line heights of empty space from which two runs on one line are cells
_HYPHENS = {2: "-", 0xFFFE: "-", 0xAD: "-"}


@dataclass
class Run:
    """Characters that follow each other on one line. Points from the lower left corner of the page."""

    text: list[str] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    first: int = 0

    @property
    def height(self) -> float:
        """Height that most characters have: a quote from another font must not make the line look larger."""
        return max(median_low(self.heights), 1.0)


def read_runs(textpage: Any) -> Iterator[Run]:
    """Runs in the order of the text layer; some hold nothing but blanks."""
    handle, box = textpage.raw, raw.FS_RECTF()
    pointer = ctypes.byref(box)
    run = Run()
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (10, 13):
            yield run
            run = Run()
            continue
        if code == 0 or not raw.FPDFText_GetLooseCharBox(handle, index, pointer):
            continue
        character = _HYPHENS.get(code) or chr(code)
        if character.isspace():
            if run.text:
                run.text.append(" ")
            continue
        if run.text and _leaves(run, box):
            yield run
            run = Run()
        _extend(run, character, box, index)
    yield run


def _leaves(run: Run, box: Any) -> bool:
    """True when the next character stands on another line, far to the right, or back to the left."""
    height = max(run.top - run.bottom, 1.0)
    if abs((box.bottom + box.top) / 2 - (run.bottom + run.top) / 2) > 0.5 * height:
        return True
    return bool(box.left - run.right > CELL_GAP * height or box.left < run.left - height)


def _extend(run: Run, character: str, box: Any, index: int) -> None:
    if not run.text:
        run.left, run.right, run.bottom, run.top, run.first = box.left, box.right, box.bottom, box.top, index
    run.text.append(character)
    run.heights.append(round(box.top - box.bottom, 2))
    run.left, run.right = min(run.left, box.left), max(run.right, box.right)
