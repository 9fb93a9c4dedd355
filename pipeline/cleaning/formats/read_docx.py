"""DOCX -> blocks: headings by style, list items, tables in place. Deleted text, contents pages and notes stay out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from pipeline.cleaning.blocks import Block, Extract, make_block, make_table_block
from pipeline.cleaning.formats.safe_xml import child_named, local_name
from pipeline.errors import RejectedDocument

_HEADING = re.compile(r"(?:heading|kop) ?(\d)")
_SKIPPED = re.compile(r"(?:toc|inhopg|table of figures|header|footer|footnote|endnote|balloon)")
_LIST = re.compile(r"list|lijst|opsom")
_TITLES = frozenset({"title", "titel"})
_DROPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "footnoteReference", "sdtPr"})
_BREAKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "", "sym": ""}
_UNREADABLE = (
    *(OpcError, zipfile.BadZipFile, zlib.error, etree.LxmlError, OSError, EOFError),
    *(KeyError, IndexError, ValueError, AttributeError, TypeError, NotImplementedError),
)


def read_docx(data: bytes) -> Extract:
    """Blocks of a DOCX file that `safe_zip` has let through.

    Raises:
        RejectedDocument: broken.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = {s.style_id: _style(s) for s in document.styles if s.style_id}
    except _UNREADABLE as error:
        raise RejectedDocument("broken", f"the DOCX cannot be opened: {type(error).__name__}: {error}"[:300]) from None
    blocks = list(_blocks(body, styles))
    title = next((b.text for b in blocks[:10] if b.kind == "heading" and b.level == 1), None)
    return Extract(blocks=blocks, format="docx", title=title)


def _style(style: object) -> str:
    """What paragraphs of a style are: 'skip', 'title', 'item', 'text' or a heading level."""
    seen: object | None = style
    for _ in range(10):
        if seen is None:
            break
        name = str(getattr(seen, "name", "") or "").lower()
        if _SKIPPED.match(name):
            return "skip"
        if name in _TITLES:
            return "1"
        if match := _HEADING.match(name):
            return match[1]
        if _LIST.match(name):
            return "item"
        seen = getattr(seen, "base_style", None)
    return "text"


def _blocks(parent: etree._Element, styles: dict[str, str]) -> Iterator[Block]:
    for child in parent:
        name = local_name(child)
        if name == "p":
            yield from _paragraph(child, styles)
        elif name == "tbl":
            yield from _table(child, styles)
        elif name not in _DROPPED:
            yield from _blocks(child, styles)


def _paragraph(element: etree._Element, styles: dict[str, str]) -> Iterator[Block]:
    properties = child_named(element, "pPr")
    role = styles.get(_value(properties, "pStyle"), "text")
    if role == "skip":
        return
    text = "".join(_inline(element))
    outline = _value(properties, "outlineLvl")
    if role.isdigit():
        yield from make_block("heading", text, level=max(1, int(role)))
    elif outline.isdigit() and int(outline) < 9:
        yield from make_block("heading", text, level=int(outline) + 1)
    elif role == "item" or (properties is not None and child_named(properties, "numPr") is not None):
        yield from make_block("item", text)
    else:
        yield from make_block("paragraph", text)
    for box in _text_boxes(element):
        yield from _blocks(box, styles)


def _value(properties: etree._Element | None, name: str) -> str:
    child = child_named(properties, name) if properties is not None else None
    return next((str(v) for k, v in child.attrib.items() if str(k).endswith("}val")), "") if child is not None else ""


def _inline(element: etree._Element) -> Iterator[str]:
    """Text of a paragraph, inserted text included, text boxes and deleted text not."""
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _DROPPED and name != "txbxContent":
            yield from _inline(child)


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        name = local_name(child)
        if name == "txbxContent":
            yield child
        elif name not in _DROPPED:
            yield from _text_boxes(child)


def _table(element: etree._Element, styles: dict[str, str]) -> Iterator[Block]:
    """A table block; a table of one column is layout, so its content is read as text."""
    rows = [[cell for cell in row.iter("{*}tc") if _row_of(cell) is row] for row in element.iter("{*}tr")]
    rows = [row for row in rows if row and _table_of(row[0]) is element]
    if all(len(row) == 1 for row in rows):
        for row in rows:
            yield from _blocks(row[0], styles)
    else:
        yield from make_table_block([[" ".join(b.text for b in _blocks(cell, styles)) for cell in row] for row in rows])


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("{*}tr"), None)


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("{*}tbl"), None)
