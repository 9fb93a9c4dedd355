"""An open PDF -> the lines and heights of its pages."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.cleaning.formats.pdf_lines import Line, read_lines
from pipeline.errors import RejectedDocument


def read_pages(document: pdfium.PdfDocument) -> tuple[list[list[Line]], list[float], int]:
    """Lines and height of each page, and how many pages hold pictures. A damaged page counts as empty."""
    pages: list[list[Line]] = []
    heights: list[float] = []
    pictures = damaged = 0
    for number in range(len(document)):
        try:
            lines, height = _read_page(document.raw, number)
            pictures += not lines and _has_picture(document[number])
        except pdfium.PdfiumError:
            lines, height = [], 842.0
            damaged += 1
        pages.append(lines)
        heights.append(height)
    if damaged == len(pages):
        raise RejectedDocument("broken", f"none of the PDF's {len(pages)} pages can be opened")
    return pages, heights, pictures


def _read_page(document: Any, number: int) -> tuple[list[Line], float]:
    """Lines and height of a page, by PDFium's own calls, a little faster than pypdfium2's objects."""
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        raise pdfium.PdfiumError("the page cannot be loaded")
    try:
        textpage = raw.FPDFText_LoadPage(page)
        if not textpage:
            raise pdfium.PdfiumError("the page's text cannot be loaded")
        try:
            return read_lines(textpage, raw.FPDF_GetPageWidthF(page)), raw.FPDF_GetPageHeightF(page)
        finally:
            raw.FPDFText_ClosePage(textpage)
    finally:
        raw.FPDF_ClosePage(page)


def _has_picture(page: pdfium.PdfPage) -> bool:
    found = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    page.close()
    return found
