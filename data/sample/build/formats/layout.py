"""Lines on pages: text that flows through columns, broken between words or, where asked, inside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from fpdf import FPDF

_POINT = 25.4 / 72
_SYLLABLE = re.compile(r"(?<=[aeiouyéëïöó])(?=[bcdfghjklmnprstvwz][aeiouyéëïöó])|(?<=[lmnrs])(?=[bdfgkmptvwz][aeiou])")
_LEAST_TO_BREAK = 9


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: font, size in points, indent and space above in millimetres."""

    font: str = "Times"
    style: str = ""
    size: float = 10.5
    indent: float = 0.0
    above: float = 2.4
    bullet: str = ""
    hyphens: bool = False


def new_pdf(orientation: str) -> FPDF:
    """An empty PDF with the same bytes on every machine: fixed times, nothing compressed, the fonts of the standard."""
    pdf = FPDF(orientation="landscape" if orientation == "landscape" else "portrait", format="A4")
    pdf.set_compression(False)
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime(2016, 1, 15, 9, 0, tzinfo=UTC))
    pdf.set_producer("Archiefexport")
    pdf.set_creator("Archiefexport")
    pdf.set_lang("nl")
    pdf.core_fonts_encoding = "windows-1252"
    return pdf


class Flow:
    """A pen that writes lines down a column, then in the next one, then on a new page.

    Args:
        pdf: where it writes.
        columns: left edge and width of each column, in millimetres.
        edges: top and bottom of the columns.
        furnish: draws what every page has (head, foot) and is told the page's number.
    """

    def __init__(
        self,
        pdf: FPDF,
        *,
        columns: list[tuple[float, float]],
        edges: tuple[float, float],
        furnish: Callable[[FPDF, int], None],
    ) -> None:
        self._pdf, self._columns, self._furnish = pdf, columns, furnish
        self._top, self._bottom = edges
        self._later_top = self._top
        self._column, self._y = 0, self._top
        self.new_page()

    @property
    def fresh(self) -> bool:
        """Whether nothing stands in this column yet."""
        return self._y == self._top

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self._pdf.add_page()
        self._furnish(self._pdf, self._pdf.page_no())
        self._column, self._y = 0, self._top

    def start_columns(self, columns: list[tuple[float, float]]) -> None:
        """Go on in other columns, below what stands on this page; later pages have them from the top."""
        self._columns, self._column = columns, 0
        self._y += 5
        self._top, self._later_top = self._y, self._top

    def write(self, text: str, look: Look, *, keep: int = 1) -> None:
        """Write a paragraph; `keep` lines must fit below, or it starts in the next column."""
        height = look.size * _POINT * 1.22
        self._pdf.set_font(look.font, look.style, look.size)
        if not self.fresh:
            self._y += look.above
        self._make_room(keep * height)
        for number, line in enumerate(self._lines(text, look)):
            self._make_room(height)
            self._y += height
            left = self._columns[self._column][0]
            self._pdf.set_font(look.font, look.style, look.size)
            if look.bullet and number == 0:
                self._pdf.text(left, self._y, look.bullet)
            self._pdf.text(left + look.indent, self._y, line)

    def skip(self, height: float) -> None:
        """Leave white space."""
        self._y += height

    def write_row(self, cells: tuple[str, str], look: Look, *, first: float) -> None:
        """A row of a ruled form: a label of `first` millimetres wide, and its value."""
        left, width = self._columns[self._column]
        above = self._y
        self._pdf.set_font(look.font, "B", look.size)
        self._pdf.text(left + 1.5, self._y + look.size * _POINT * 1.4, cells[0])
        columns, self._columns = self._columns, [(left + first, width - first - 2)]
        self._y += look.size * _POINT * 0.18
        self.write(cells[1], look)
        self._columns = columns
        self._y += 1.4
        self._pdf.rect(left, above, first - 2, self._y - above)
        self._pdf.rect(left + first - 2, above, width - first + 2, self._y - above)

    def _make_room(self, height: float) -> None:
        if self._y + height <= self._bottom:
            return
        if self._column + 1 < len(self._columns):
            self._column, self._y = self._column + 1, self._top
            return
        self._top = self._later_top
        self.new_page()

    def _lines(self, text: str, look: Look) -> Iterator[str]:
        width = self._columns[self._column][1] - look.indent
        line = ""
        for word in text.split(" "):
            if self._pdf.get_string_width(f"{line} {word}".strip()) <= width:
                line = f"{line} {word}".strip()
                continue
            head, rest = self._break(line, word, width) if look.hyphens else ("", word)
            yield f"{line} {head}".strip() if head else line
            line = rest
        yield line

    def _break(self, line: str, word: str, width: float) -> tuple[str, str]:
        """The longest part of the word that still fits with a hyphen behind it, and the rest."""
        points = [m.start() for m in _SYLLABLE.finditer(word) if 2 < m.start() < len(word) - 3]
        for point in reversed(points if len(word) >= _LEAST_TO_BREAK and word.isalpha() else []):
            if self._pdf.get_string_width(f"{line} {word[:point]}-".strip()) <= width:
                return f"{word[:point]}-", word[point:]
        return "", word
