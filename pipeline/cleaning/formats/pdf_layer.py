"""Whether a PDF has a text layer worth reading, or is a scan or empty."""

from __future__ import annotations

from pipeline.cleaning.formats.pdf_lines import Line
from pipeline.errors import RejectedDocument

_LETTERS = 20  # letters a page below which pages with pictures are a scan
_PICTURES = 0.5  # share of the pages with pictures from which they are one


def check_text_layer(pages: list[list[Line]], pictures: int) -> None:
    """Let a PDF through that holds text.

    Args:
        pages: lines of each page.
        pictures: how many pages hold pictures and no line.

    Raises:
        RejectedDocument: needs_ocr or no_text.
    """
    enough = _LETTERS * len(pages)
    letters = _count_letters(pages, enough=enough)
    if letters and (letters >= enough or pictures < _PICTURES * len(pages)):
        return
    if pictures:
        seen = f"{len(pages)} page(s), {pictures} with pictures, {letters} letters in the text layer"
        raise RejectedDocument("needs_ocr", seen)
    raise RejectedDocument("no_text", f"{len(pages)} page(s) without text and without pictures")


def _count_letters(pages: list[list[Line]], *, enough: int) -> int:
    """Letters of the text layer, counted no further than enough."""
    letters = 0
    for line in (line for lines in pages for line in lines):
        letters += sum(map(str.isalpha, line.text))
        if letters >= enough:
            break
    return letters
