"""PDF -> blocks with page numbers. The info dictionary is never believed: titles there come from templates."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.cleaning.blocks import Block, Extract, make_block, make_table_block
from pipeline.cleaning.formats.margin_rules import MarginRules
from pipeline.cleaning.formats.pdf_layer import check_text_layer
from pipeline.cleaning.formats.pdf_lines import Line
from pipeline.cleaning.formats.pdf_margins import drop_margins
from pipeline.cleaning.formats.pdf_pages import read_pages
from pipeline.cleaning.formats.pdf_streams import check_streams
from pipeline.cleaning.formats.read_txt import (
    has_label,
    has_leaders,
    join_lines,
    looks_like_heading,
    starts_item,
    strip_bullet,
)
from pipeline.errors import RejectedDocument

_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_LARGER = 1.12  # times the height of running text from which a line is a heading
_GAP = 1.35  # times the usual distance between lines from which a paragraph ends
_HEADING_CHARACTERS = 200


@dataclass
class _Paragraph:
    """Lines that belong together, and the page of the first one."""

    page: int
    lines: list[Line] = field(default_factory=list)
    apart: bool = False  # white space above it


@dataclass(frozen=True)
class _Print:
    """What is usual in this file: font size and weight of running text, distance between lines."""

    size: float
    bold: bool
    pitch: float


def read_pdf(data: bytes, margins: MarginRules) -> Extract:
    """Blocks of a PDF.

    Args:
        data: the whole file.
        margins: words of letterheads, page heads and page feet.

    Raises:
        RejectedDocument: password, broken, too_large, needs_ocr or no_text.
    """
    check_streams(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise RejectedDocument("password", "the PDF asks for a password") from None
        raise RejectedDocument("broken", f"the PDF cannot be opened: {error}") from None
    with document:
        pages, heights, pictures = read_pages(document)
    check_text_layer(pages, pictures)
    kept, gone = drop_margins(pages, heights, margins)
    blocks = _build(kept)
    title = next((b.text for b in blocks[:6] if b.kind == "heading"), None)
    return Extract(blocks=blocks, format="pdf", title=title, margins="\n".join(gone))


def _build(pages: list[list[Line]]) -> list[Block]:
    usual = _usual(pages)
    if usual is None:
        return []
    paragraphs = _paragraphs(pages, usual)
    sizes = {_rounded(p.lines[0].size) for p in paragraphs if _is_larger(p.lines[0], usual)}
    levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
    blocks: list[Block] = []
    for number, paragraph in enumerate(paragraphs):
        after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        blocks += _blocks(paragraph, after, usual, levels)
    return blocks


def _usual(pages: list[list[Line]]) -> _Print | None:
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    for line in (line for lines in pages for line in lines):
        sizes[_rounded(line.size)] += len(line.text)
        weights[line.bold] += len(line.text)
    if not sizes:
        return None
    size = max(sizes, key=lambda s: (sizes[s], s))
    steps = [
        before.bottom - after.bottom
        for lines in pages
        for before, after in itertools.pairwise(lines)
        if abs(after.size - size) < 1 and 0 < before.bottom - after.bottom < 4 * size
    ]
    pitch = median(steps) if steps else 1.2 * size
    return _Print(size, weights[True] > weights[False], min(pitch, 2.2 * size))


def _rounded(height: float) -> float:
    return round(height * 2) / 2


def _is_larger(line: Line, usual: _Print) -> bool:
    return line.size > _LARGER * usual.size and len(line.text) <= _HEADING_CHARACTERS


def _stands_out(line: Line, usual: _Print) -> bool:
    return _is_larger(line, usual) or (line.bold and not usual.bold)


def _paragraphs(pages: list[list[Line]], usual: _Print) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    before: Line | None = None
    for page, lines in enumerate(pages, 1):
        for line in lines:
            if before is None or not paragraphs or _breaks(paragraphs[-1], before, line, usual):
                apart = before is None or not 0 < before.bottom - line.bottom < _GAP * usual.pitch
                paragraphs.append(_Paragraph(page, apart=apart))
            paragraphs[-1].lines.append(line)
            before = line
    return paragraphs


def _breaks(paragraph: _Paragraph, before: Line, line: Line, usual: _Print) -> bool:
    """True when a line opens a new paragraph."""
    rows = (len(before.cells) > 1, len(line.cells) > 1)
    if any(rows):
        return rows[0] != rows[1]
    if has_leaders(before.text) or has_leaders(line.text) or starts_item(line.text):
        return True
    stands_out = _stands_out(line, usual)
    if stands_out != _stands_out(before, usual) or (stands_out and _rounded(before.size) != _rounded(line.size)):
        return True
    return _is_apart(paragraph, before, line, usual)


def _is_apart(paragraph: _Paragraph, before: Line, line: Line, usual: _Print) -> bool:
    """True when white space parts a line from the one before: above it, before it, or at that one's end."""
    ended = bool(_SENTENCE_END.search(before.text, max(0, len(before.text) - 8)))
    step = before.bottom - line.bottom
    if step <= 0 or line.column != before.column or step > 8 * usual.pitch:
        return ended or (line.text[:1].isupper() and looks_like_heading(before.text))
    if step > _GAP * max(usual.pitch, line.size) or _ends_early(before, line, ended=ended):
        return True
    first = paragraph.lines[0]
    return ended and line.left > first.left + line.size / 2 and not starts_item(first.text)


def _ends_early(before: Line, line: Line, *, ended: bool) -> bool:
    """True when the line before leaves room for the first word of this one, as the last line of a paragraph does."""
    width = max(before.column[1] - before.column[0], 1.0)
    room = before.column[1] - before.right
    word = len(line.text.split(" ", 1)[0]) * 0.55 * line.size
    if ended:
        return room > max(word, 0.04 * width)
    return room > 0.35 * width and line.text[:1].isupper()


def _is_row(line: Line) -> bool:
    return len(line.cells) > 1


def _blocks(
    paragraph: _Paragraph, after: _Paragraph | None, usual: _Print, levels: dict[float, int]
) -> Iterator[Block]:
    lines, page = paragraph.lines, paragraph.page
    first = lines[0]
    if _is_row(first) and len(lines) >= 3:
        yield from make_table_block([list(line.cells) for line in lines], page=page)
        return
    if _is_row(first):
        for line in lines:
            yield from make_block("paragraph", line.text, page=page)
        return
    text = join_lines([line.text for line in lines])
    level = _heading_level(paragraph, text, after, usual, levels)
    if level:
        yield from make_block("heading", text, level=level, page=page)
    elif starts_item(text):
        yield from make_block("item", strip_bullet(text), page=page)
    else:
        yield from make_block("paragraph", text, page=page)


def _heading_level(
    paragraph: _Paragraph, text: str, after: _Paragraph | None, usual: _Print, levels: dict[float, int]
) -> int:
    """Level of a heading, 0 for anything else."""
    first = paragraph.lines[0]
    if not any(c.isalpha() for c in text) or len(text) > _HEADING_CHARACTERS:
        return 0
    if _is_larger(first, usual):
        return min(levels[_rounded(first.size)], 6)
    last = min(len(levels) + 1, 6)
    if first.bold and not usual.bold and not text.endswith((":", ";", ",")):
        return last
    alone = len(paragraph.lines) == 1 and paragraph.apart and (after is not None and after.apart)
    plain = looks_like_heading(text) and not starts_item(text) and not has_label(text)
    return min(last + 1, 6) if alone and plain else 0
